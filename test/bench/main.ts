/**
 * `npm run bench`: builds the extension, measures it in both browsers and prints one table of medians and ratios;
 * `-- --markdown` as the README has it. Takes some minutes, and tells the truth only on a machine with nothing else to do.
 */
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '../browser/chromium.ts';
import type { Driver } from '../browser/driver.ts';
import { firefox } from '../browser/firefox.ts';
import { builtFor } from '../browser/stage.ts';
import { startLab } from '../lab/lab.ts';
import { benchFinding } from './finding.ts';
import {
  extensionPage,
  type LookupFigures,
  measureFirstPaint,
  measureLookups,
  questionsOfReference,
} from './lookups.ts';
import { findingRows, type Lookups, lookupRows, sizeRows } from './rows.ts';
import { asMarkdown, asText } from './table.ts';

const drivers: readonly Driver[] = [chromium, firefox];
/** Milliseconds before each DNS answer and each policy file. */
const delays = [50, 200];

function build(): void {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], { encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${stdout}${stderr}\nThe extension could not be built.`);
  process.exit(1);
}

async function measure(driver: Driver): Promise<Lookups> {
  const lab = await startLab();
  try {
    const delayed: LookupFigures[] = [];
    for (const delay of delays) delayed.push(await measureLookups(driver, lab, delay));
    const browser = await driver.start({ extensionDir: builtFor(driver), lab });
    try {
      const page = await extensionPage(browser);
      const paint = await measureFirstPaint(browser, page);
      return { delayed, ...paint, asked: await questionsOfReference(lab, page) };
    } finally {
      await browser.close();
    }
  } finally {
    await lab.stop();
  }
}

function machine(): string {
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return `${cpus().length} cores that browser, servers and meter share; ${load} waiting for them at the start`;
}

const { values: options } = parseArgs({ options: { markdown: { type: 'boolean', default: false } } });
// The suites' way to name builds of one's own; without it what is measured is what the sources say now.
if (process.env.EXTENSIONS === undefined) build();
const where = machine();
const lookups: Lookups[] = [];
for (const driver of drivers) lookups.push(await measure(driver));
const rows = [...findingRows(await benchFinding()), ...lookupRows(lookups), ...(await sizeRows(drivers.map(builtFor)))];
const table = { columns: drivers.map(({ name }) => name), rows };
console.log(options.markdown ? asMarkdown(table) : asText(table));
console.log(`\nMeasured on ${where}.`);
