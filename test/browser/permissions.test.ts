/**
 * Policy files are fetched only with a permission that the user gave in the browser's own prompt (promise 7): asked, denied,
 * allowed, taken back. On a display of its own, because Chromium answers no prompt without one.
 */
import { describe, expect, test } from 'vitest';
import { headlines } from '../../src/words/en-headlines.ts';
import { screen as words } from '../../src/words/screen.ts';
import { resolvers } from '../lab/lab.ts';
import { fromText } from '../lab/pages.ts';
import type { Screen, Tab } from './driver.ts';
import { find } from './driver-tree.ts';
import { until } from './driver-wait.ts';
import { asked, policyHostsSeen, policyRequests } from './policy-hosts.ts';
import { shown } from './popup-page.ts';
import { inBothBrowsers, patience, requestUrl } from './stage.ts';

const titles = headlines.transitTitle;
const originOf = (domain: string) => `https://mta-sts.${domain}/*`;
const everywhere = 'https://*/*';

inBothBrowsers(
  (stage, driver) => {
    /** Of those for policy files. */
    const granted = async () =>
      (await stage.browser.granted()).filter(origin => origin === everywhere || origin.startsWith('https://mta-sts.'));
    const offers = async (screen: Screen) =>
      find(await screen.tree(), 'region', words.policyTitle) !== undefined || undefined;
    /** Waits for a grade of the popup's page; before the permission it showed another. */
    const becomes = (popup: Tab, title: string) =>
      until(title, async () => (await popup.text()).includes(title) || undefined, patience);

    describe('for one domain', () => {
      let popup: Tab;

      test('the popup offers to fetch the file, and says from whom', async () => {
        popup = await stage.browser.popup('lockwell.gov.uk');
        expect(await shown(popup, 'lockwell.gov.uk')).toMatchObject({ transit: titles.unverified });
        expect(await offers(popup)).toBe(true);
        expect(await popup.text()).toContain(words.policyWhy('mta-sts.lockwell.gov.uk'));
        expect(policyHostsSeen(stage.lab)).toEqual([]);
      });

      test('denied: it says so, and nothing is fetched', async () => {
        await popup.clickOn(words.policyOne);
        await stage.browser.answerPrompt('deny');
        await becomes(popup, words.policyDenied);
        expect(await shown(popup, 'lockwell.gov.uk')).toMatchObject({ transit: titles.unverified });
        expect(await granted()).toEqual([]);
        expect(policyHostsSeen(stage.lab)).toEqual([]);
      });

      test('allowed: fetched once, and the grade is there', async () => {
        await popup.clickOn(words.policyOne);
        await stage.browser.answerPrompt('allow');
        await becomes(popup, titles.locked);
        expect(await offers(popup)).toBeUndefined();
        expect(await popup.text()).not.toContain(words.policyDenied);
        expect(await granted()).toEqual([originOf('lockwell.gov.uk')]);
        expect(policyHostsSeen(stage.lab)).toEqual(['mta-sts.lockwell.gov.uk']);
        expect(policyRequests(stage.lab, 'lockwell.gov.uk')).toHaveLength(1);
      });

      test('taken back: the next look fetches nothing, and the popup offers it again', async () => {
        await stage.browser.revoke(originOf('lockwell.gov.uk'));
        stage.lab.clearLog();
        await popup.clickOn(words.again);
        await becomes(popup, titles.unverified);
        expect(await offers(popup)).toBe(true);
        expect(policyHostsSeen(stage.lab)).toEqual([]);
        await popup.close();
      });
    });

    describe('for the whole page', () => {
      const domains = ['halfgate.gov.uk', 'trialbridge.gov.uk', 'wrongturn.gov.uk'];
      const after = {
        'halfgate.gov.uk': 'locked',
        'trialbridge.gov.uk': 'testing',
        'wrongturn.gov.uk': 'broken',
      } as const;

      test('one prompt in the popup for all of its policy hosts, even if the popup and the background end there', async () => {
        const url = requestUrl('three_policies');
        stage.lab.setPage(url, fromText(`Write to ${domains.map(domain => `a@${domain}`).join(', or to ')}. Or not.`));
        stage.lab.clearLog();
        const tab = await stage.browser.open(url);
        for (const domain of domains) await asked(stage.lab, 'TXT', `_dmarc.${domain}`);
        const popup = await stage.browser.openRealPopup();
        await until('the popup to come to rest', () => popup.evaluate(isAtRest, titles.unverified, 3), patience);
        await popup.clickOn(/^halfgate\.gov\.uk/);
        await popup.clickOn(words.policyPage(domains.length));
        await tab.rest(1_000); // the prompt opens, the wish is noted
        await stage.browser.stopBackground();
        await stage.browser.answerPrompt('allow');

        const fetched = () => domains.every(domain => policyRequests(stage.lab, domain).length > 0) || undefined;
        await until('the policy files', fetched, patience);
        expect(await granted()).toEqual(domains.map(originOf));
        expect(policyHostsSeen(stage.lab)).toEqual(domains.map(domain => `mta-sts.${domain}`));
        for (const domain of domains) {
          const page = await stage.browser.popup(domain);
          expect(await shown(page, domain)).toMatchObject({
            domain,
            transit: titles[after[domain as keyof typeof after]],
          });
          await page.close();
          expect(policyRequests(stage.lab, domain), domain).toHaveLength(1);
        }
        await stage.browser.revoke(...domains.map(originOf));
        await tab.close();
      });
    });

    describe('for all sites', () => {
      test('explained first, then asked for', async () => {
        stage.lab.clearLog();
        const popup = await stage.browser.popup('leavers.org.uk');
        expect(await shown(popup, 'leavers.org.uk')).toMatchObject({ transit: titles.unverified });
        expect(await popup.text()).not.toContain(words.policyAlwaysWhy);
        await popup.clickOn(words.policyAlways);
        await becomes(popup, words.policyAlwaysWhy);
        expect(await granted()).toEqual([]);

        await popup.clickOn(words.policyAlwaysGo);
        await stage.browser.answerPrompt('allow');
        await becomes(popup, titles.unlocked);
        expect(await granted()).toEqual([everywhere]);
        // No other file is fetched for having been allowed.
        expect(policyHostsSeen(stage.lab)).toEqual(['mta-sts.leavers.org.uk']);
        await popup.close();
      });

      test('then no domain is asked for again', async () => {
        const popup = await stage.browser.popup('halfgate.gov.uk');
        await becomes(popup, titles.locked);
        expect(await offers(popup)).toBeUndefined();
        await popup.close();
      });

      test('taken back: nothing is asked without permission, and the popup gets back what it needs', async () => {
        // Chromium takes all that the manifest names along with it. Firefox has a switch for each.
        await stage.browser.revoke(everywhere);
        if (driver.name === 'Firefox') await stage.browser.revoke(...resolvers.map(host => `https://${host}/*`));
        stage.lab.clearLog();
        const popup = await stage.browser.popup('leavers.org.uk');
        await shown(popup, 'leavers.org.uk');
        await popup.clickOn(words.again);
        await becomes(popup, titles.unknown);
        await becomes(popup, words.lostTitle);
        expect(stage.lab.log().filter(({ kind }) => kind === 'dns' || kind === 'connection')).toEqual([]);

        await popup.clickOn(words.lostGo);
        await stage.browser.answerPrompt('allow');
        await becomes(popup, titles.unverified);
        expect(await popup.text()).not.toContain(words.lostTitle);
        expect(policyHostsSeen(stage.lab)).toEqual([]);
        expect(await granted()).toEqual([]);
        await popup.close();
      });
    });

    test('nothing went wrong in the extension', async () => {
      expect(await stage.browser.errors()).toEqual([]);
    });
  },
  { display: 'virtual' },
);

/** Runs in the popup: all is looked up, and so many domains have this grade. */
function isAtRest(title: string, count: number): true | undefined {
  const graded = [...document.querySelectorAll('button.chip')].filter(({ textContent }) => textContent.includes(title));
  const busy = document.querySelector('.verdicts')?.getAttribute('aria-busy');
  return (busy === 'false' && graded.length === count) || undefined;
}
