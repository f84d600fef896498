/** Twice the hostile text, at most two and a half times the work. */
import { describe, expect, it } from 'vitest';
import { findAddresses } from '../../src/address/find.ts';
import { readAddressList } from '../../src/address/list.ts';
import { readMailto } from '../../src/address/mailto.ts';
import { findMentions } from '../../src/address/mentions.ts';

const size = 8_000;

const shapes: readonly (readonly [name: string, make: (length: number) => string])[] = [
  ['a…', n => 'a'.repeat(n)],
  ['a…@', n => `${'a'.repeat(n)}@`],
  ['a@a@…', n => 'a@'.repeat(n / 2)],
  ['@…', n => '@'.repeat(n)],
  ['a.a.…@b', n => `${'a.'.repeat(n / 2)}@b`],
  ['x@a.a.…', n => `x@${'a.'.repeat(n / 2)}`],
  ['(…', n => '('.repeat(n)],
  ['a-\\n…@', n => `${'a-\n'.repeat(n / 3)}@`],
  ['x@a-…', n => 'x@a-'.repeat(n / 4)],
  ['URL after URL, each with an "@"', n => 'http://a@b.cd,'.repeat(n / 14)],
  ['one URL full of "@"', n => `http://${'a@b.cd,'.repeat(n / 7)}`],
  ['bare domains close to a word of mail', n => `email ${'ab.cd '.repeat(n / 6)}`],
  ['bare domains joined by "or"', n => `email ${'ab.cd or '.repeat(n / 9)}`],
  ['words of mail', n => 'email '.repeat(n / 6)],
  ['soft hyphens', n => `x@${'\u00ad'.repeat(n)}`],
  ['brackets before a domain', n => `email ${'['.repeat(n / 2)}ab.cd${']'.repeat(n / 2)}(`],
  ['quotes', n => `"@${'"'.repeat(n)}`],
  ['angle brackets', n => `@${'<'.repeat(n)}`],
  ['commas', n => `a@b.cd${','.repeat(n)}`],
];

const parsers: readonly (readonly [name: string, parse: (text: string) => unknown])[] = [
  ['findAddresses', findAddresses],
  ['findMentions', findMentions],
  ['readAddressList', readAddressList],
  ['readMailto', text => readMailto(`mailto:${text}`)],
];

/** The least of several runs, each long enough for the clock: other work on the machine only ever adds. */
function least(parse: () => unknown): number {
  let repeat = 1;
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 9; run++) {
    const started = performance.now();
    for (let i = 0; i < repeat; i++) parse();
    const spent = performance.now() - started;
    best = Math.min(best, spent / repeat);
    if (spent < 0.5 && repeat < 4096) repeat *= 4;
  }
  return best;
}

describe.each(parsers)('%s grows with the text', (_, parse) => {
  it.each(shapes)('%s', (_name, make) => {
    const once = make(size);
    const twice = make(size * 2);
    least(() => parse(once));
    // A crowded machine may slow one side of a pair; a quadratic parser fails every pair.
    let growth = Number.POSITIVE_INFINITY;
    for (let pair = 0; pair < 8 && growth > 2.5; pair++) {
      const [before, after] = [least(() => parse(once)), least(() => parse(twice))];
      growth = Math.min(growth, after < 0.005 ? 1 : after / before);
    }
    expect(growth).toBeLessThanOrEqual(2.5);
  });
});
