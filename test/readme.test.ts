/** What the README tells in tables is what the code does. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import manifest from '../manifest.json' with { type: 'json' };
import scripts from '../package.json' with { type: 'json' };
import { builtInResolvers } from '../src/edges/resolvers.ts';
import { identityGrades, transitGrades } from '../src/verdict/grades.ts';
import { headlines } from '../src/words/en-headlines.ts';

const readme = readFileSync('README.md', 'utf8');

/** The rows of the first table behind this heading or sentence, each a list of its cells. */
function tableAfter(text: string): readonly (readonly string[])[] {
  const from = readme.indexOf(text);
  if (from < 0) throw new Error(`the README does not say ${JSON.stringify(text)}`);
  const [table = ''] = /(?:^\|.*\n)+/m.exec(readme.slice(from)) ?? [];
  const rows = table
    .trim()
    .split('\n')
    .map(row =>
      row
        .slice(1, -1)
        .split('|')
        .map(cell => cell.trim()),
    );
  return rows.slice(2);
}
const first = (rows: readonly (readonly string[])[]) => rows.map(([cell = '']) => cell);

describe('grades, in the order of the tables they are judged by', () => {
  test('of mail to the domain', () => {
    expect(first(tableAfter('Mail to the domain:'))).toEqual(transitGrades.map(grade => headlines.transitTitle[grade]));
  });
  test('of mail claiming to be from it', () => {
    const titles = identityGrades.map(grade => headlines.identityTitle[grade]);
    expect(first(tableAfter('Mail claiming to be from the domain:'))).toEqual(titles);
  });
});

test('resolvers, in the order in which they are tried', () => {
  const rows = tableAfter('Resolvers, in the order');
  expect(rows).toEqual(builtInResolvers.map(({ name, url }) => [name, `\`${url}\``]));
});

test('permissions, one by one', () => {
  const told = first(tableAfter('## Permissions'));
  expect(told.slice(0, manifest.permissions.length)).toEqual(manifest.permissions.map(name => `\`${name}\``));
  expect(told.slice(manifest.permissions.length)).toEqual([
    'the resolvers',
    'WhatDoTheyKnow and the named webmail sites',
    ...manifest.optional_host_permissions.map(pattern => `\`${pattern}\`, optional`),
  ]);
});

describe('the layout', () => {
  const rows = tableAfter('| folder |');
  const folders = readdirSync('src', { withFileTypes: true }).filter(entry => entry.isDirectory());

  test('has a row for each folder of the sources', () => {
    const told = first(rows).filter(cell => cell.startsWith('`src/'));
    expect([...told].sort()).toEqual(folders.map(({ name }) => `\`src/${name}\``).sort());
  });

  test('names no folder that is not there', () => {
    for (const cell of first(rows)) expect(existsSync(cell.replaceAll('`', '')), cell).toBe(true);
  });

  /** Folders that a lint rule lets through; for one that names what is forbidden instead, all others. */
  const rules = readFileSync('biome.jsonc', 'utf8').matchAll(/\["src\/(\w+)\/\*\*"\].*?"group": \[(.*?)\]/g);
  const allowed = new Map(
    [...rules].map(([, folder = '', group = '']) => {
      const names = [...group.matchAll(/"!\.\.\/(\w+)\/\*\*"/g)].map(([, name = '']) => name);
      const forbidden = [...group.matchAll(/"\.\.\/(\w+)\/\*\*"/g)].map(([, name = '']) => name);
      const others = folders.map(({ name }) => name).filter(name => name !== folder && !forbidden.includes(name));
      return [folder, group.includes('"../**"') ? names : others] as const;
    }),
  );

  test.each(folders.map(({ name }) => name))('says of src/%s what the lint rule lets it import', folder => {
    const cell = rows.find(([name]) => name === `\`src/${folder}\``)?.[2] ?? '';
    const may = allowed.get(folder);
    expect(may, 'there is no rule for it').toBeDefined();
    const named = folders.map(({ name }) => name).filter(name => new RegExp(`\\b${name}\\b`).test(cell));
    if (cell.startsWith('all but')) {
      expect(named.filter(name => may?.includes(name))).toEqual([]);
      return;
    }
    expect(may).toEqual(expect.arrayContaining(named));
    // A list of what is let through is told whole.
    if (!['content', 'popup'].includes(folder)) expect([...named].sort()).toEqual([...(may ?? [])].sort());
  });
});

test('every command that it names is there', () => {
  const named = [...readme.matchAll(/\bnpm (?:run )?(\w+)/g)].map(([, name = '']) => name);
  expect(Object.keys(scripts.scripts)).toEqual(expect.arrayContaining([...new Set(named)]));
});

test('every file and picture that it links to is there', () => {
  for (const [, path = ''] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) expect(existsSync(path), path).toBe(true);
});

test('what Firefox is told that is sent, is told here too', () => {
  const declared = /required: \[(.*?)\]/.exec(readFileSync('vite.config.ts', 'utf8'))?.[1] ?? '';
  const kinds = [...declared.matchAll(/'(\w+)'/g)].map(([, kind = '']) => kind);
  expect(kinds.length).toBeGreaterThan(0);
  for (const kind of kinds) expect(readme).toContain(`\`${kind}\``);
});
