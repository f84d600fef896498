/**
 * Every row of both grade tables as a user gets to see it: the lab's zones are looked up over the wire, and what is said
 * of them is read from the card on a page of WhatDoTheyKnow and from the popup. Nothing is put into the extension.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toUnicode } from '../../src/address/unicode.ts';
import { words } from '../../src/content/card-words.ts';
import { headlines } from '../../src/words/en-headlines.ts';
import { identitySaid } from '../../src/words/en-identity.ts';
import { type Expectation, expectations } from '../lab/expect.ts';
import { fromText } from '../lab/pages.ts';
import type { Browser, Card, Tab } from './driver.ts';
import { middle } from './driver-tree.ts';
import { until } from './driver-wait.ts';
import { ask, lookUp, openPopupPage } from './popup-page.ts';
import { inBothBrowsers, patience, requestUrl } from './stage.ts';

/** As many domains as a page is looked up for on sight. */
const most = 30;
const pages = Array.from({ length: Math.ceil(expectations.length / most) }, (_, page) =>
  expectations.slice(page * most, (page + 1) * most),
);

/** The domains in running text, every other one behind an address. */
function letterWith(lines: readonly Expectation[]): string {
  const written = lines.map(({ domain }, i) => `${i % 2 ? 'desk' : ''}@${toUnicode(domain)}`);
  return fromText(`Mail is exchanged with ${written.join(', then ')}. That is all.`);
}

/** Opens a page, and waits until its domains are marked: nothing can be pointed at before. */
async function openMarked(browser: Browser, url: string): Promise<Tab> {
  const tab = await browser.open(url);
  await until('the marks', async () => (await tab.evaluate(() => CSS.highlights.size > 0)) || undefined, patience);
  return tab;
}

/** Rests the pointer on the domain, and waits for what is known of it. */
async function pointAt(tab: Tab, domain: string): Promise<Card> {
  const written = toUnicode(domain);
  // The card of the domain before may lie over this one.
  await tab.press('Escape');
  await tab.move(...middle(await tab.boxOfText(`@${written}`)), { steps: 2 });
  return tab.waitForCard(new RegExp(`^${written.replaceAll('.', '\\.')}: (?!${words.looking})`), patience);
}

const identityOf = ({ domain, identity: { grade, reason, older } }: Expectation) => ({
  identity: headlines.identityTitle[grade],
  identitySentence: `${older ? `${identitySaid.older[older]} ` : ''}${identitySaid.sentence[reason](toUnicode(domain))}`,
});
const transitOf = (domain: string, { grade, reason }: Expectation['transit']) => ({
  transit: headlines.transitTitle[grade],
  transitSentence: headlines.transit[reason](toUnicode(domain)),
});

inBothBrowsers(stage => {
  describe.each(pages)('on page %#, with nothing allowed', (...lines) => {
    let tab: Tab;
    beforeAll(async () => {
      const url = requestUrl(`page_with_${lines[0]?.domain}`);
      stage.lab.setPage(url, letterWith(lines));
      tab = await openMarked(stage.browser, url);
    });
    afterAll(() => tab?.close());

    test('all of them are looked up on sight', async () => {
      const asked = () =>
        new Set(stage.lab.log().map(entry => entry.kind === 'dns' && entry.type === 'MX' && entry.name));
      await until('the questions', () => lines.every(({ domain }) => asked().has(domain)) || undefined, patience);
    });

    test.each(lines)('$domain: $why', async line => {
      const { domain, unasked } = line;
      const card = await pointAt(tab, domain);
      const { transit, transitSentence } = transitOf(domain, unasked);
      expect(card.name).toBe(`${toUnicode(domain)}: ${transit}`);
      expect(card.text.split('\n')).toEqual(expect.arrayContaining([transitSentence, identityOf(line).identity]));
    });
  });

  describe('with policy files allowed', () => {
    beforeAll(() => stage.browser.grant('https://*/*'));

    /** One for each grade that a policy file decides. */
    const acted = ['lockwell.gov.uk', 'trialbridge.gov.uk', 'wrongturn.gov.uk', 'leavers.org.uk', 'membersonly.org.uk'];

    describe('an act on the page', () => {
      let tab: Tab;
      const lines = acted.flatMap(domain => expectations.find(line => line.domain === domain) ?? []);
      beforeAll(async () => {
        stage.lab.setPage(requestUrl('page_to_act_on'), letterWith(lines));
        tab = await openMarked(stage.browser, requestUrl('page_to_act_on'));
        stage.lab.clearLog();
      });
      afterAll(() => tab?.close());

      test.each(lines)('$domain: $why', async line => {
        const { domain } = line;
        const fetched = () =>
          stage.lab.log().some(entry => entry.kind === 'http' && entry.host === `mta-sts.${domain}`);
        expect(fetched(), 'fetched before the act').toBe(false);
        await pointAt(tab, domain);
        // What was known before is shown until the file is there.
        const { transit, transitSentence } = transitOf(domain, line.transit);
        const card = await tab.waitForCard(`${toUnicode(domain)}: ${transit}`, patience);
        expect(card.text.split('\n')).toEqual(expect.arrayContaining([transitSentence, identityOf(line).identity]));
        expect(fetched()).toBe(true);
      });
    });

    describe('the popup', () => {
      let popup: Tab;
      beforeAll(async () => {
        popup = await openPopupPage(stage.browser);
        // Silent policy hosts take their time: all are asked at once, and read afterwards.
        for (const { domain } of expectations) await ask(popup, domain);
      });
      afterAll(() => popup?.close());

      test.each(expectations)('$domain: $why', async line => {
        const { domain, transit } = line;
        const shown = await lookUp(popup, domain, toUnicode(domain));
        expect(shown).toMatchObject({ ...transitOf(domain, transit), ...identityOf(line) });
      });
    });
  });

  test('nothing went wrong in the extension', async () => {
    expect(await stage.browser.errors()).toEqual([]);
  });
});

test('every row of both tables has a domain', () => {
  const reasons = (told: object) => Object.keys(told).filter(reason => reason !== 'pending');
  const transit = new Set(expectations.flatMap(({ transit, unasked }) => [transit.reason, unasked.reason]));
  const identity = new Set(expectations.map(({ identity }) => identity.reason));
  const older = new Set(expectations.flatMap(({ identity }) => identity.older ?? []));
  expect([...transit].sort()).toEqual(reasons(headlines.transit).sort());
  expect([...identity].sort()).toEqual(reasons(identitySaid.sentence).sort());
  expect([...older].sort()).toEqual(reasons(identitySaid.older).sort());
});
