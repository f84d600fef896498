import { expect, test } from 'vitest';
import { Details } from '../../src/background/details.ts';
import { fakeShelf } from './fakes.ts';

function house() {
  const rows = fakeShelf<string>();
  let count = 0;
  return { rows, details: new Details({ rows, word: () => `word-${++count}` }) };
}

test('from an ordinary window the address names the domain, and nothing is noted', async () => {
  const { rows, details } = house();
  expect(await details.wordFor('dwp.gov.uk', false)).toBe('dwp.gov.uk');
  expect(rows.rows.size).toBe(0);
});

test('from a private one it has a word that stands for it until the private windows close', async () => {
  const { details } = house();
  const words = [await details.wordFor('dwp.gov.uk', true), await details.wordFor('fco.gov.uk', true)];
  expect(words).toEqual(['word-1', 'word-2']);
  expect(await Promise.all(words.map(word => details.meant(word)))).toEqual(['dwp.gov.uk', 'fco.gov.uk']);
  await details.clear();
  expect(await details.meant('word-1')).toBe('word-1');
});

test('any other text is meant as it is', async () => {
  expect(await house().details.meant('dwp.gov.uk')).toBe('dwp.gov.uk');
});
