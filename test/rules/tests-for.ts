/** Which tests speak of a source file: those of its mirror folder that import it, directly or by way of others. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Paths from the root; the test of the same name first, as it notices soonest. */
export function testsFor(root: string, source: string): readonly string[] {
  const folder = dirname(source).replace(/^src\b/, 'test');
  if (!existsSync(join(root, folder))) return [];
  const tests = readdirSync(join(root, folder)).filter(file => /\.test\.tsx?$/.test(file));
  const reaching = tests.filter(file => reaches(join(root, folder, file), join(root, source), new Set()));
  const own = basename(source).replace(/\.tsx?$/, '.test.');
  const ownFirst = reaching.toSorted((left, right) => Number(right.startsWith(own)) - Number(left.startsWith(own)));
  return ownFirst.map(file => join(folder, file));
}

function reaches(from: string, target: string, seen: Set<string>): boolean {
  if (from === target) return true;
  if (seen.has(from) || !existsSync(from)) return false;
  seen.add(from);
  const imports = readFileSync(from, 'utf8').matchAll(/from '(\.[^']*\.tsx?)'/g);
  return [...imports].some(([, path]) => path !== undefined && reaches(resolve(dirname(from), path), target, seen));
}
