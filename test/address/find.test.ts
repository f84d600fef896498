import { describe, expect, it } from 'vitest';
import { findAddresses } from '../../src/address/find.ts';
import { findMentions } from '../../src/address/mentions.ts';
import { readCases } from './cases.ts';

type Expected = { readonly start: number; readonly range: string; readonly domain: string };

function find(text: string): readonly Expected[] {
  return [...findAddresses(text), ...findMentions(text)]
    .map(({ start, end, domain }) => ({ start, range: text.slice(start, end), domain }))
    .sort((a, b) => a.start - b.start);
}

/** The text without its marks, and what they enclose. */
function unmark(marked: string): { text: string; expected: readonly Expected[] } {
  const expected: Expected[] = [];
  let text = '';
  for (const [index, piece] of marked.split(/[⟦⟧]/).entries()) {
    const domain = piece.slice(piece.lastIndexOf('@') + 1).replace(/[\u00ad\u200b\u2060\ufeff]/g, '');
    if (index % 2 === 1) expected.push({ start: text.length, range: piece, domain });
    text += piece;
  }
  return { text, expected };
}

describe('found', () => {
  it.each(readCases('addresses.txt'))('$text ($reason)', ({ text: marked }) => {
    const { text, expected } = unmark(marked);
    expect(expected).not.toHaveLength(0);
    expect(find(text)).toEqual(expected);
  });
});

describe('not found', () => {
  it.each(readCases('not-addresses.txt'))('$text ($reason)', ({ text }) => {
    expect(find(text)).toEqual([]);
  });
});

it('tells addresses from mentions', () => {
  const text = 'foi@one.example, @two.example and the three.example email';
  expect(findAddresses(text).map(({ kind, domain }) => [kind, domain])).toEqual([['address', 'one.example']]);
  expect(findMentions(text).map(({ kind, domain }) => [kind, domain])).toEqual([
    ['mention', 'two.example'],
    ['mention', 'three.example'],
  ]);
});
