/** The direction of imports is a lint rule for each folder (biome.jsonc); here is what it must let through, and no more. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const folders = [
  'address',
  'dns',
  'protocols',
  'verdict',
  'words',
  'messages',
  'ui',
  'edges',
  'background',
  'content',
  'popup',
];
const core = ['address', 'dns', 'protocols', 'verdict', 'words'];
const outside = [
  'fetch',
  'Date',
  'setTimeout',
  'setInterval',
  'performance',
  'browser',
  'chrome',
  'document',
  'crypto',
];

/** What each folder may import of the others. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  address: [],
  dns: [],
  protocols: ['dns'],
  verdict: ['address', 'dns', 'protocols'],
  words: ['verdict'],
  messages: ['verdict'],
  ui: ['verdict', 'words'],
  edges: ['dns', 'protocols', 'messages'],
  background: folders.filter(folder => !['background', 'content', 'popup', 'ui'].includes(folder)),
  content: ['address', 'verdict', 'messages', 'ui', 'edges'],
  popup: ['address', 'verdict', 'words', 'messages', 'ui', 'edges'],
};

const tree = mkdtempSync(join(tmpdir(), 'letterlock-layers-'));
afterAll(() => rmSync(tree, { recursive: true }));

type Complaint = { readonly location: { readonly path: string; readonly start: { readonly line: number } } };
let complaints: readonly Complaint[] = [];

/** A file in each folder, with a line for each import and each thing of the outside world. */
const lines = [...folders.map(folder => `import '../${folder}/x.ts';`), ...outside.map(name => `${name};`)];

beforeAll(() => {
  copyFileSync('biome.jsonc', join(tree, 'biome.jsonc'));
  mkdirSync(join(tree, '.git')); // the configuration follows git's ignore file
  writeFileSync(join(tree, '.gitignore'), 'dist/\n');
  for (const folder of folders) {
    mkdirSync(join(tree, 'src', folder), { recursive: true });
    writeFileSync(join(tree, 'src', folder, 'probe.ts'), lines.join('\n'));
  }
  const rules = ['--only=style/noRestrictedImports', '--only=style/noRestrictedGlobals'];
  complaints = JSON.parse(lint(['lint', ...rules, '--reporter=json', '--max-diagnostics=none'])).diagnostics;
});

/** Biome ends with 1 when it has something to say. */
function lint(args: readonly string[]): string {
  const biome = join(process.cwd(), 'node_modules/.bin/biome');
  try {
    return execFileSync(biome, args, { cwd: tree, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

function refusedIn(folder: string): readonly string[] {
  const here = complaints.filter(({ location }) => location.path === `src/${folder}/probe.ts`);
  return lines.filter((_, index) => here.some(({ location }) => location.start.line === index + 1));
}

it.each(folders)('%s imports what the picture says and no more', folder => {
  const others = folders.filter(other => other !== folder && !mayImport[folder]?.includes(other));
  const imports = refusedIn(folder).filter(line => line.startsWith('import') && !line.includes(`/${folder}/`));
  expect(imports).toEqual(others.map(other => `import '../${other}/x.ts';`));
});

it.each(core)('%s is core: no network, clock, timer or browser', folder => {
  expect(refusedIn(folder).filter(line => !line.startsWith('import'))).toEqual(outside.map(name => `${name};`));
});
