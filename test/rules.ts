/**
 * Takes the rules out of the parsers one at a time and shows that at least one case fails for each:
 *
 *   npx tsx test/rules.ts [folder or file…]       without any: src/address src/dns src/protocols
 *
 * Prints the rules whose absence no case noticed, and ends with 1 if there is such a rule. Works in copies of the tree;
 * only the tests of the same folder run that import the changed file. Cases about time are left out: a clock is no
 * judge while two copies run.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { equivalents } from './rules/equivalents.ts';
import { type Mutant, mutantsOf } from './rules/mutants.ts';
import { testsFor } from './rules/tests-for.ts';
import { Workshop } from './rules/workshop.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const asked = process.argv.slice(2);
const folders = asked.length > 0 ? asked : ['src/address', 'src/dns', 'src/protocols'];

type Job = { readonly file: string; readonly mutant: Mutant; readonly text: string; readonly tests: readonly string[] };

const sources = folders.flatMap(sourcesIn);
const jobs: Job[] = [];
const untested: string[] = [];
for (const file of sources) {
  const text = readFileSync(join(root, file), 'utf8');
  const mutants = mutantsOf(file, text);
  const tests = testsFor(root, file);
  if (mutants.length > 0 && tests.length === 0) untested.push(file);
  else jobs.push(...mutants.map(mutant => ({ file, mutant, text, tests })));
}
for (const file of untested) console.log(`${file}: no test in its mirror folder imports it`);

const trees = [copyOfTree(), copyOfTree()];
process.on('exit', () => {
  for (const tree of trees) rmSync(tree, { recursive: true });
});

const started = performance.now();
const queue = [...jobs];
const survivors: Job[] = [];
let endless = 0;
/** Files whose tests fail as they are: nothing can be shown by them. */
const unsound = new Set<string>();
await Promise.all(trees.map(work));
report();

async function work(tree: string): Promise<void> {
  const workshop = new Workshop(tree);
  const sound = new Set<string>();
  for (let job = queue.shift(); job; job = queue.shift()) {
    const { file, mutant, text, tests } = job;
    if (!sound.has(file) && (await workshop.run(file, text, text, tests)) !== 'unnoticed') unsound.add(file);
    sound.add(file);
    if (unsound.has(file)) continue;
    const changed = text.slice(0, mutant.start) + mutant.now + text.slice(mutant.end);
    const outcome = await workshop.run(file, changed, text, tests);
    if (outcome === 'unnoticed') survivors.push(job);
    if (outcome === 'endless') endless += 1;
  }
  workshop.close();
}

function report(): void {
  for (const file of unsound) console.log(`${file}: its tests fail as it is`);
  const excused = survivors.filter(isEquivalent);
  const kept = survivors.filter(job => !isEquivalent(job));
  for (const { file, mutant } of kept.toSorted((left, right) => place(left).localeCompare(place(right)))) {
    console.log(`${file}:${mutant.line}  ${short(mutant.was)}  →  ${short(mutant.now)}`);
  }
  for (const known of equivalents.filter(each => sources.includes(each.file))) {
    const used = excused.some(({ file, mutant }) => known.file === file && known.was === short(mutant.was));
    if (!used) console.log(`${known.file}: listed as equivalent and no longer met: ${known.was}`);
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  const taken = jobs.filter(({ file }) => !unsound.has(file)).length;
  const noticed = taken - survivors.length;
  console.log(
    `${taken} rules taken out of ${sources.length} files in ${seconds} s: ${noticed} noticed (${endless} by never ending), ` +
      `${excused.length} without effect, ${kept.length} not noticed`,
  );
  process.exitCode = kept.length + untested.length + unsound.size > 0 ? 1 : 0;
}

function isEquivalent({ file, mutant }: Job): boolean {
  return equivalents.some(
    each => each.file === file && each.was === short(mutant.was) && each.now === short(mutant.now),
  );
}

function place({ file, mutant }: Job): string {
  return `${file}:${String(mutant.line).padStart(5, '0')}`;
}

function short(code: string): string {
  const line = code.replace(/\s+/g, ' ');
  return line.length > 240 ? `${line.slice(0, 239)}…` : line || '(nothing)';
}

function sourcesIn(path: string): readonly string[] {
  const whole = join(root, path);
  if (statSync(whole).isFile()) return [relative(root, whole)];
  const files = readdirSync(whole, { recursive: true, encoding: 'utf8' }).toSorted();
  return files.filter(file => /(?<!\.d)\.ts$/.test(file)).map(file => relative(root, join(whole, file)));
}

function copyOfTree(): string {
  const tree = mkdtempSync(join(tmpdir(), 'rules-'));
  for (const part of ['src', 'test', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, part), join(tree, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  return tree;
}
