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

describe('limits', () => {
  const domains = (text: string) => find(text).map(({ domain }) => domain);

  it('a localpart takes 160 characters with those that show nothing', () => {
    expect(domains(`${'foi'.padEnd(160, '\u00ad')}@council.example`)).toEqual(['council.example']);
    expect(domains(`${'foi'.padEnd(161, '\u00ad')}@council.example`)).toEqual([]);
  });

  it('a domain takes 300 characters with those that show nothing', () => {
    expect(domains(`foi@${'council'.padEnd(292, '\u00ad')}.example`)).toEqual(['council.example']);
    expect(domains(`foi@${'council'.padEnd(293, '\u00ad')}.example`)).toEqual([]);
  });

  it('a domain has 253 characters (RFC 1035 §2.3.4)', () => {
    const longest = `${`${'a'.repeat(63)}.`.repeat(3)}${'a'.repeat(53)}.example`;
    expect(longest).toHaveLength(253);
    expect(domains(`foi@${longest}`)).toEqual([longest]);
    expect(domains(`foi@a${longest.slice(1)}a`)).toEqual([]);
  });

  it('a break is looked for within 40 characters', () => {
    expect(domains(`foi@my.coun-${' '.repeat(38)}\ncil.example`)).toEqual([]);
    expect(domains(`foi@my.coun-${' '.repeat(39)}\ncil.example`)).toEqual(['my.coun']);
  });

  it('a word of mail is looked for within 80 characters', () => {
    expect(domains(`council.example${' '.repeat(75)}email`)).toEqual(['council.example']);
    expect(domains(`council.example${' '.repeat(76)}email`)).toEqual([]);
  });

  it('domains of one list are less than 40 characters apart', () => {
    expect(domains(`@one.example,${' '.repeat(38)}two.example; mail`)).toEqual(['one.example', 'two.example']);
    expect(domains(`@one.example,${' '.repeat(39)}two.example; mail`)).toEqual(['one.example']);
  });
});

describe('marks before a domain', () => {
  it.each([...`"'“‘”’«»„([{<*,;:|—–`])('of which mail is spoken: %s', mark => {
    expect(find(`x ${mark}council.example email`)).toHaveLength(1);
  });
  it.each([...'([{<—–,;:“‘«„'])('with an "@", behind a word: %s', mark => {
    expect(find(`x${mark}@council.example`)).toHaveLength(1);
  });
  it.each([...'"“‘\'«„*_'])('with an "@" and another mark: %s', mark => {
    expect(find(`x ${mark}*@council.example`)).toHaveLength(1);
  });
  it('three are read, four are something else', () => {
    expect(find('x "*_@council.example')).toHaveLength(1);
    expect(find('x "*_"@council.example')).toEqual([]);
  });
});
