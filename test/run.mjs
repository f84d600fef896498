/**
 * `npm test`: format, lint and types, the fast suite, the build, and the built extension in both browsers. Each step
 * counts as one, each test of a suite as one; the last line says how many passed and failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

function run(command, args) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

function fail(what) {
  total.failed += 1;
  failures.push(what);
}

function step(name, command, ...args) {
  console.log(`\n── ${name}`);
  const passed = run(command, args);
  if (passed) total.passed += 1;
  else fail(name);
  return passed;
}

/** A test file that could not be loaded has no tests; it counts as one that failed. */
function countFile(file) {
  for (const { status, fullName } of file.assertionResults) {
    if (status === 'passed') total.passed += 1;
    else if (status === 'failed') fail(fullName);
    else total.skipped += 1;
  }
  if (file.status === 'failed' && file.assertionResults.every(test => test.status !== 'failed')) fail(file.name);
}

function suite(project) {
  console.log(`\n── ${project} suite`);
  const results = `test/out/${project}.json`;
  mkdirSync('test/out', { recursive: true });
  rmSync(results, { force: true });
  const before = total.failed;
  const passed = run('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
  ]);
  try {
    JSON.parse(readFileSync(results, 'utf8')).testResults.forEach(countFile);
  } catch (error) {
    fail(`${project} suite: no results (${error.message})`);
  }
  if (!passed && total.failed === before) fail(`${project} suite: an error outside the tests, see above`);
}

step('format and lint', 'biome', 'ci', '--error-on-warnings');
step('types', 'tsc', '--noEmit');
suite('fast');
// Without a build there is nothing to show to a browser.
if (step('build', 'npm', 'run', '--silent', 'build')) suite('browser');

if (failures.length > 0) console.log(`\nFailed:\n${failures.map(name => `  ${name}`).join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed > 0 ? 1 : 0);
