import { describe, expect, test } from 'vitest';
import { defaults } from '../../src/background/settings.ts';
import { heardGuards, pageGuards, screenGuards } from '../../src/messages/guards.ts';

const guards = { ...pageGuards, ...screenGuards, ...heardGuards };
type Call = keyof typeof guards;

const long = `${'a'.repeat(251)}.uk`;
const many = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `d${i}.uk`);

describe('what comes in', () => {
  const cases: readonly (readonly [call: Call, args: unknown, isIn: boolean, why: string])[] = [
    ['settings', [], true, 'no arguments'],
    ['settings', [1], false, 'one too many'],
    ['settings', undefined, false, 'not even a list'],
    ['settings', {}, false, 'no list'],
    ['recognise', [['dwp.gov.uk', 'bücher.de']], true, 'as written on a page'],
    ['recognise', [many(2000)], true, '2,000 domains'],
    ['recognise', [many(2001)], false, 'one more'],
    ['recognise', ['dwp.gov.uk'], false, 'no list'],
    ['recognise', [[1]], false, 'not a text'],
    ['recognise', [[null]], false, 'null'],
    ['recognise', [['']], false, 'an empty text'],
    ['recognise', [], false, 'nothing'],
    ['known', [['dwp.gov.uk']], true, 'a domain'],
    ['known', [[long]], false, '254 octets'],
    ['known', [['ü'.repeat(127)]], false, '127 letters of two octets'],
    ['known', [[['dwp.gov.uk']]], false, 'a list in a list'],
    ['look', ['dwp.gov.uk', 'act'], true, 'a domain and a cause'],
    ['look', ['a'.repeat(253), 'act'], true, '253 octets: no name, but of a size to be read'],
    ['look', ['dwp.gov.uk'], false, 'no cause'],
    ['look', ['dwp.gov.uk', 'hover'], false, 'no such cause'],
    ['look', ['dwp.gov.uk', 'act', true], false, 'one too many'],
    ['look', [long, 'act'], false, 'too long'],
    ['look', [{ toString: 'dwp.gov.uk' }, 'act'], false, 'an object'],
    ['look', ['dwp.gov.uk', 'click'], false, 'a click is ours, and no page can say so'],
    ['details', ['dwp.gov.uk'], true, 'a domain'],
    ['details', [7], false, 'a number'],
    ['read', ['FOI Team <foi@dwp.gov.uk>'], true, 'a text'],
    ['read', [''], true, 'an empty text is answered with a sentence'],
    ['read', ['x'.repeat(2049)], false, 'too long'],
    ['read', [null], false, 'null'],
    ['site', ['https://www.dwp.gov.uk/'], true, 'an address'],
    ['site', ['x'.repeat(32_769)], false, 'too long'],
    ['ownMail', ['https://www.dwp.gov.uk/'], true, 'an address'],
    ['ownMail', [undefined], false, 'undefined'],
    ['held', [many(2000)], true, '2,000 domains'],
    ['held', [many(2001)], false, 'one more'],
    ['inspect', ['dwp.gov.uk', true], true, 'a domain, anew'],
    ['inspect', ['dwp.gov.uk', 1], false, 'not a yes or no'],
    ['inspect', ['dwp.gov.uk'], false, 'not said whether anew'],
    ['waiting', [['dwp.gov.uk']], true, 'domains'],
    ['waiting', ['dwp.gov.uk'], false, 'no list'],
    ['change', [defaults], true, 'settings'],
    ['change', [{ ...defaults, webmail: 'sight' }], false, 'webmail is never looked up on sight'],
    ['change', [{ ...defaults, extra: 1 }], false, 'something we do not know'],
    ['change', [{ ...defaults, resolvers: many(21) }], false, 'too many resolvers'],
    ['change', [{ ...defaults, quietSites: [7] }], false, 'not a text'],
    ['change', [{}], false, 'nothing chosen'],
    ['change', [], false, 'nothing'],
    ['clear', [], true, 'no arguments'],
    ['clear', ['dwp.gov.uk'], false, 'one too many'],
    ['progress', [{ domain: 'dwp.gov.uk' }, true], true, 'a verdict by its outline'],
    ['progress', [{ domain: 'dwp.gov.uk' }], false, 'not said whether it is private'],
    ['progress', [{}, false], false, 'no domain'],
    ['progress', ['dwp.gov.uk', false], false, 'a text'],
    ['progress', [null, false], false, 'null'],
  ];
  test.each(cases)('%s(%j): %s, %s', (call, args, isIn) => {
    expect(guards[call](args)).toBe(isIn);
  });
});
