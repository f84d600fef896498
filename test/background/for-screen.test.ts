import { describe, expect, test } from 'vitest';
import { forScreen } from '../../src/background/for-screen.ts';
import { defaults } from '../../src/background/settings.ts';
import type { Wanted } from '../../src/background/wanted.ts';
import type { Answer } from '../../src/dns/resolver.ts';
import type { FromScreen } from '../../src/messages/door.ts';
import { verdictOn } from './fakes.ts';
import { suffixes } from './suffixes.ts';

const popup: FromScreen = { private: undefined };
const tab: FromScreen = { private: false };

function house({ mx = {}, lastIsPrivate = false } = {}) {
  const looked: Wanted[] = [];
  const asked: string[] = [];
  const handlers = forScreen({
    suffixes,
    settings: async () => defaults,
    change: async settings => settings,
    clear: async () => {
      asked.push('clear');
    },
    askMx: async domain => {
      asked.push(`MX ${domain}`);
      return { status: 'found', records: [], cnames: [], ...mx } as unknown as Answer<'MX'>;
    },
    held: async (domains, isPrivate) => {
      asked.push(`held ${domains.join(' ')} ${isPrivate}`);
      return [];
    },
    look: async wanted => {
      looked.push(wanted);
      return verdictOn(wanted.domain, { at: 1 });
    },
    note: async (domains, isPrivate) => {
      asked.push(`waiting ${domains.join(' ')} ${isPrivate}`);
    },
    meant: async text => (text === 'a-word' ? 'dwp.gov.uk' : text),
    lastWindowIsPrivate: async () => lastIsPrivate,
    opened: ({ domain }) => {
      asked.push(`opened ${domain}`);
    },
  });
  return { handlers, looked, asked };
}

describe("the host's own mail", () => {
  const cases: readonly (readonly [url: string, mx: object, own: string | undefined, asks: number, why: string])[] = [
    ['https://lists.dwp.gov.uk/', { status: 'found' }, 'lists.dwp.gov.uk', 1, 'it has its own MX'],
    ['https://www.dwp.gov.uk/', { status: 'nodata' }, undefined, 1, 'it has none: no implicit one is meant here'],
    ['https://www.dwp.gov.uk/', { status: 'nxdomain' }, undefined, 1, 'it does not exist'],
    ['https://www.dwp.gov.uk/', { status: 'temperror' }, undefined, 1, 'not known'],
    [
      'https://www.dwp.gov.uk/',
      { status: 'found', cnames: ['cdn.net'] },
      undefined,
      1,
      'the mail of who runs the site',
    ],
    ['https://dwp.gov.uk/', {}, undefined, 0, 'it is the domain itself'],
    ['https://www.example.com/', {}, undefined, 0, 'reserved names are never asked for'],
    ['http://192.0.2.1/', {}, undefined, 0, 'an IP address'],
    ['about:blank', {}, undefined, 0, 'no site'],
  ];
  test.each(cases)('%s, %o: %s after %i questions, %s', async (url, mx, own, asks) => {
    const { handlers, asked } = house({ mx });
    expect((await handlers.ownMail(popup, url))?.domain).toBe(own);
    expect(asked).toHaveLength(asks);
  });
});

test('the site asks no one; opened by the popup, its tab is told of', async () => {
  const { handlers, asked, looked } = house();
  expect(await handlers.site(tab, 'https://www.dwp.gov.uk/')).toEqual([
    { domain: 'dwp.gov.uk', unicode: 'dwp.gov.uk' },
  ]);
  expect([asked, looked]).toEqual([[], []]);
  await handlers.site(popup, 'https://www.dwp.gov.uk/');
  expect(await handlers.site(popup, 'about:blank')).toEqual([]);
  expect(asked).toEqual(['opened dwp.gov.uk']);
});

describe('whether a screen is private', () => {
  const cases: readonly (readonly [FromScreen, lastIsPrivate: boolean, isPrivate: boolean, why: string])[] = [
    [popup, false, false, 'the popup of an ordinary window'],
    [popup, true, true, 'the popup of a private window'],
    [tab, true, false, 'a tab is what it is'],
    [{ private: true }, false, true, 'a tab opened from a private window'],
  ];
  test.each(cases)('%o, last window %s: %s, %s', async (from, lastIsPrivate, isPrivate) => {
    const { handlers, looked, asked } = house({ lastIsPrivate });
    await handlers.inspect(from, 'dwp.gov.uk', true);
    await handlers.held(from, ['dwp.gov.uk']);
    await handlers.waiting(from, ['dwp.gov.uk']);
    expect(looked).toEqual([{ domain: 'dwp.gov.uk', cause: 'click', policy: true, private: isPrivate, again: true }]);
    expect(asked).toEqual([`held dwp.gov.uk ${isPrivate}`, `waiting dwp.gov.uk ${isPrivate}`]);
  });
});

test('a name that is never looked up is refused, and left out of lists', async () => {
  const { handlers, looked, asked } = house();
  await expect(Promise.resolve(handlers.inspect(tab, 'printer.local', false))).rejects.toThrow('not a domain');
  await handlers.held(tab, ['printer.local', 'dwp.gov.uk', 'x']);
  expect([looked, asked]).toEqual([[], ['held dwp.gov.uk false']]);
});

test('a typed public suffix can be inspected', async () => {
  const { handlers, looked } = house();
  await handlers.inspect(tab, 'police.uk', false);
  expect(looked[0]?.domain).toBe('police.uk');
});

describe('a text from the address of a page of ours', () => {
  const cases: readonly (readonly [FromScreen, text: string, domain: string | undefined, why: string])[] = [
    [{ private: true }, 'a-word', 'dwp.gov.uk', 'a word that stands for a domain'],
    [{ private: true }, 'fco.gov.uk', 'fco.gov.uk', 'a private page may be typed into'],
    [tab, 'a-word', undefined, 'ordinary pages have no such words'],
    [popup, 'a-word', undefined, 'nor has the popup'],
  ];
  test.each(cases)('%o, %s: %s, %s', async (from, text, domain) => {
    const { handlers } = house();
    const typed = await handlers.read(from, text);
    expect(typed.status === 'found' ? typed.recognised.domain : undefined).toBe(domain);
  });
});
