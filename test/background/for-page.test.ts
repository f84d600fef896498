import { describe, expect, test } from 'vitest';
import { forPage } from '../../src/background/for-page.ts';
import { recognise } from '../../src/background/recognise.ts';
import { defaults } from '../../src/background/settings.ts';
import type { Wanted } from '../../src/background/wanted.ts';
import type { FromPage } from '../../src/messages/door.ts';
import type { PageCause, Settings } from '../../src/messages/messages.ts';
import { verdictOn } from './fakes.ts';
import { suffixes } from './suffixes.ts';

const request: FromPage = {
  url: 'https://www.whatdotheyknow.com/request/x',
  tabId: 1,
  frameId: 0,
  top: true,
  private: false,
};
const webmail: FromPage = { url: 'https://mail.google.com/', tabId: 2, frameId: 0, top: true, private: false };

function house(change: Partial<Settings> = {}) {
  const looked: Wanted[] = [];
  const asked: string[] = [];
  const handlers = forPage({
    settings: async () => ({ ...defaults, ...change }),
    recognise: written => recognise(written, suffixes),
    held: async (domains, isPrivate) => {
      asked.push(`held ${domains.join(' ')} ${isPrivate}`);
      return domains.map(domain => verdictOn(domain, { at: 1 }));
    },
    look: async wanted => {
      looked.push(wanted);
      return verdictOn(wanted.domain, { at: 1 });
    },
    openDetails: async (domain, isPrivate) => {
      asked.push(`details ${domain} ${isPrivate}`);
    },
    opened: ({ tabId }) => {
      asked.push(`opened ${tabId}`);
    },
    marked: ({ tabId, frameId }) => {
      asked.push(`marked ${tabId} ${frameId}`);
    },
  });
  return { handlers, looked, asked };
}

describe('a look', () => {
  type Case = readonly [
    page: FromPage,
    domain: string,
    cause: PageCause,
    change: Partial<Settings>,
    policy: boolean | 'none',
    why: string,
  ];
  const cases: readonly Case[] = [
    [request, 'dwp.gov.uk', 'sight', {}, false, 'a public page, on sight: DNS only'],
    [request, 'dwp.gov.uk', 'act', {}, true, 'an act there may fetch the policy'],
    [request, 'dwp.gov.uk', 'sight', { publicPages: 'act' }, 'none', 'the user wants an act'],
    [{ ...request, top: false }, 'dwp.gov.uk', 'sight', {}, 'none', 'a frame'],
    [webmail, 'dwp.gov.uk', 'sight', {}, 'none', 'webmail never on sight'],
    [webmail, 'dwp.gov.uk', 'act', {}, false, 'webmail after an act: DNS only'],
    [webmail, 'dwp.gov.uk', 'act', { webmail: 'never' }, 'none', 'the user wants none'],
    [webmail, 'printer.local', 'act', {}, 'none', 'a name that is never looked up'],
    [webmail, 'gov.uk', 'act', {}, 'none', 'a bare public suffix'],
    [webmail, 'not a domain', 'act', {}, 'none', 'no domain'],
  ];
  test.each(cases)('%o: %s after %s, %o: policy %s, %s', async (page, domain, cause, change, policy) => {
    const { handlers, looked } = house(change);
    const view = await handlers.look(page, domain, cause);
    const expected = { domain, cause, policy, private: false, again: false };
    expect(looked).toEqual(policy === 'none' ? [] : [expected]);
    expect(view?.domain).toBe(policy === 'none' ? undefined : domain);
  });
  test('of a private window is private', async () => {
    const { handlers, looked } = house();
    await handlers.look({ ...webmail, private: true }, 'dwp.gov.uk', 'act');
    expect(looked[0]?.private).toBe(true);
  });
});

test('recognised: under what was written, the others left out', async () => {
  const { handlers, looked } = house();
  const recognised = await handlers.recognise(webmail, ['DWP.gov.uk', '__proto__', 'x.nosuchsuffix', 'bücher.de']);
  expect(recognised).toEqual({
    'DWP.gov.uk': { domain: 'dwp.gov.uk', unicode: 'dwp.gov.uk' },
    'bücher.de': { domain: 'xn--bcher-kva.de', unicode: 'bücher.de' },
  });
  expect(looked).toEqual([]);
});

test('known: each domain once, as the window may know it, without looking up', async () => {
  const { handlers, looked, asked } = house();
  const views = await handlers.known({ ...webmail, private: true }, ['dwp.gov.uk', 'DWP.gov.uk', 'printer.local']);
  expect(views.map(({ domain }) => domain)).toEqual(['dwp.gov.uk']);
  expect(asked).toEqual(['held dwp.gov.uk true']);
  expect(looked).toEqual([]);
});

test('details: opened for a domain, and for nothing else', async () => {
  const { handlers, asked } = house();
  await handlers.details({ ...webmail, private: true }, 'DWP.gov.uk');
  await handlers.details(webmail, 'javascript:alert(1)');
  expect(asked).toEqual(['details dwp.gov.uk true']);
});

test('the settings of a page; the tab is told of once, by its top frame', async () => {
  const { handlers, asked } = house();
  expect(await handlers.settings(webmail)).toEqual({ quiet: false, lookup: 'act' });
  await handlers.settings({ ...webmail, frameId: 3, top: false });
  expect(asked).toEqual(['opened 2', 'marked 2 0', 'marked 2 3']);
});

test('nothing is drawn on a quiet site', async () => {
  const { handlers, asked } = house({ quietSites: ['mail.google.com'] });
  expect(await handlers.settings(webmail)).toEqual({ quiet: true, lookup: 'act' });
  expect(asked).toEqual(['opened 2']);
});
