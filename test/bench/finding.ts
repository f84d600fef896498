/** The finder's figures in both browsers: how near it comes to a bare walk, and how far from a library in wide use. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { end, launch, temporaryFolder } from '../browser/driver-process.ts';
import { until } from '../browser/driver-wait.ts';
import { Marionette } from '../browser/firefox-wire.ts';
import type { HostileFigures, PageFigures } from './finding-page.ts';
import type { PageName } from './finding-pages.ts';

export type FindingFigures = {
  readonly browser: 'Chromium' | 'Firefox';
  readonly pages: readonly PageFigures[];
  /** Texts of 100,000 characters. */
  readonly hostile: HostileFigures;
};

/** What must hold: multiples of the bare walk at most, multiples of our time that linkify-element takes at least. */
export const limits = {
  atPass: 1.6,
  finder: 3,
  linkify: { Chromium: 15, Firefox: 8 },
  growth: 2.5,
} as const;

const measured: readonly (readonly [page: PageName, nodes: number, rounds: number])[] = [
  ['page', 10_000, 7],
  ['page', 100_000, 3],
  ['list', 10_000, 5],
  ['letters', 10_000, 3],
];

/** Runs an expression in a page that has the script of finding-page.ts. */
type Evaluate = (expression: string) => Promise<unknown>;

async function script(): Promise<string> {
  const input = fileURLToPath(new URL('finding-page.ts', import.meta.url));
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'esnext', rolldownOptions: { input, output: { format: 'iife' } } },
  });
  if (!('output' in output)) throw new Error('the page of the benchmark was not built');
  return output.output[0].code;
}

async function withChromium<T>(code: string, work: (evaluate: Evaluate) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: code });
    return await work(expression => page.evaluate(expression));
  } finally {
    await browser.close();
  }
}

async function withFirefox<T>(code: string, work: (evaluate: Evaluate) => Promise<T>): Promise<T> {
  const home = temporaryFolder('bench');
  const profile = `${home.path}/profile`;
  mkdirSync(profile);
  // The clock is rounded to a millisecond and more otherwise.
  writeFileSync(
    `${profile}/user.js`,
    'user_pref("marionette.port", 0); user_pref("privacy.reduceTimerPrecision", false);',
  );
  const args = ['-headless', '-marionette', '-remote-allow-system-access', '-no-remote', '-profile', profile];
  const program = launch('firefox-esr', args, {
    env: { ...process.env, HOME: home.path },
  });
  try {
    const port = `${profile}/MarionetteActivePort`;
    await until('Firefox to start', () => (existsSync(port) && readFileSync(port, 'utf8')) || undefined, 30_000);
    const marionette = await Marionette.connect(Number(readFileSync(port, 'utf8')));
    const evaluate: Evaluate = async expression => {
      const asking = `const tell = arguments[arguments.length - 1]; Promise.resolve(${expression}).then(tell, e => tell(String(e)))`;
      const parameters = { script: asking, args: [], sandbox: null };
      return (await marionette.command('WebDriver:ExecuteAsyncScript', parameters)).value;
    };
    await marionette.command('WebDriver:NewSession', { timeouts: { script: 300_000 } });
    await marionette.command('WebDriver:Navigate', { url: 'data:text/html,<body></body>' });
    const load =
      'const tag = document.createElement("script"); tag.textContent = arguments[0]; document.head.append(tag)';
    await marionette.command('WebDriver:ExecuteScript', { script: load, args: [code], sandbox: null });
    return await work(evaluate);
  } finally {
    await end(program, 0);
    home.remove();
  }
}

async function measure(browser: FindingFigures['browser'], evaluate: Evaluate): Promise<FindingFigures> {
  const pages: PageFigures[] = [];
  for (const [page, nodes, rounds] of measured) {
    pages.push((await evaluate(`measurePage("${page}", ${nodes}, ${rounds})`)) as PageFigures);
  }
  return { browser, pages, hostile: (await evaluate('measureHostile(100000)')) as HostileFigures };
}

/** Takes about a minute; the browsers one after the other. */
export async function benchFinding(): Promise<readonly FindingFigures[]> {
  const code = await script();
  return [
    await withChromium(code, evaluate => measure('Chromium', evaluate)),
    await withFirefox(code, evaluate => measure('Firefox', evaluate)),
  ];
}

/** A sentence for each figure that does not hold. The whole pages are judged; lists and letters alone are told beside them. */
export function missedFinding({ browser, pages, hostile }: FindingFigures): readonly string[] {
  const missed: string[] = [];
  for (const { nodes, atPass, finder, linkify } of pages.filter(({ page }) => page === 'page')) {
    const where = `${browser}, ${nodes} texts`;
    if (!(atPass <= limits.atPass)) missed.push(`${where}: the "@" pass takes ${atPass.toFixed(2)} bare walks`);
    if (!(finder <= limits.finder)) missed.push(`${where}: the finder takes ${finder.toFixed(2)} bare walks`);
    if (!(linkify >= limits.linkify[browser]))
      missed.push(`${where}: linkify-element takes only ${linkify.toFixed(1)} times ours`);
  }
  for (const [shape, { growth }] of Object.entries(hostile)) {
    if (!(growth <= limits.growth))
      missed.push(`${browser}, ${shape}: twice the text takes ${growth.toFixed(2)} times as long`);
  }
  return missed;
}
