/** A private window is served as any other and leaves nothing behind: what is kept is the same, byte for byte. */
import { beforeAll, describe, expect, test } from 'vitest';
import { words as cardWords } from '../../src/content/card-words.ts';
import { headlines } from '../../src/words/en-headlines.ts';
import { fromText } from '../lab/pages.ts';
import type { Tab } from './driver.ts';
import { until } from './driver-wait.ts';
import { asked, policyRequests } from './policy-hosts.ts';
import { shown } from './popup-page.ts';
import { inBothBrowsers, patience, requestUrl } from './stage.ts';
import { marked } from './traffic.ts';

const titles = headlines.transitTitle;

inBothBrowsers(
  stage => {
    const url = requestUrl('in_private');
    let before: string;
    let tab: Tab;

    beforeAll(async () => {
      stage.lab.setPage(url, fromText('Write to a@lockwell.gov.uk, to b@openfield.gov.uk, or to c@danesford.ac.uk.'));
      await stage.browser.grant('https://mta-sts.lockwell.gov.uk/*');
      // Something is known from an ordinary window, so that there is something to be changed.
      const popup = await stage.browser.popup('danesford.ac.uk');
      await shown(popup, 'danesford.ac.uk');
      await popup.close();
      before = await stage.browser.storageSnapshot();
      expect(before).toContain('"danesford.ac.uk"');
    });

    const cardOf = async (domain: string) => {
      await tab.press('Escape');
      await tab.point(await tab.boxOfText(`@${domain}`));
      return tab.waitForCard(new RegExp(`^${domain}: (?!${cardWords.looking}|${titles.unverified})`), patience);
    };

    describe('in a private window', () => {
      test('domains are looked up on sight', async () => {
        stage.lab.clearLog();
        tab = await stage.browser.openPrivate(url);
        await marked(tab, 3);
        await asked(stage.lab, 'A', 'mx.openfield.gov.uk');
        await asked(stage.lab, 'A', 'mx2.lockwell.gov.uk');
      });

      test('the card shows what ordinary windows left, and asks nothing for it', async () => {
        expect((await cardOf('danesford.ac.uk')).name).toBe(`danesford.ac.uk: ${titles.locked}`);
        const wasAsked = stage.lab.log().some(entry => entry.kind === 'dns' && entry.name === 'danesford.ac.uk');
        expect(wasAsked).toBe(false);
      });

      test('the card shows what is new, with the policy file', async () => {
        expect((await cardOf('openfield.gov.uk')).name).toBe(`openfield.gov.uk: ${titles.unlocked}`);
        expect((await cardOf('lockwell.gov.uk')).name).toBe(`lockwell.gov.uk: ${titles.locked}`);
        expect(policyRequests(stage.lab, 'lockwell.gov.uk')).toHaveLength(1);
      });

      test('the background is stopped there in the middle of a question', async () => {
        stage.lab.setPage(requestUrl('in_private_too'), fromText('Or to d@lookout.gov.uk, of course.'));
        stage.lab.delay({ dns: 1_500 });
        await tab.goto(requestUrl('in_private_too'));
        await asked(stage.lab, 'MX', 'lookout.gov.uk');
        await stage.browser.stopBackground();
        expect((await cardOf('lookout.gov.uk')).name).toBe(`lookout.gov.uk: ${titles.unlocked}`);
        await stage.lab.heal();
      });

      test('the popup looks up what is typed', async () => {
        const popup = await stage.browser.openRealPopup();
        await popup.clickOn(/^lookout\.gov\.uk/);
        const has = (title: string) => async () => (await popup.text()).includes(title) || undefined;
        await until('the verdict in the popup', has(titles.unlocked), patience);
        await popup.evaluate(type, 'spamfolder.co.uk');
        await until('the verdict on what was typed', has(headlines.identityTitle.quarantined), patience);
        await popup.close();
      });

      test('details open on a page that keeps nothing either', async () => {
        await tab.goto(url);
        await marked(tab, 3);
        const card = await cardOf('openfield.gov.uk');
        await card.click(cardWords.details);
        // The browser may open it in an ordinary window, whose history keeps the address.
        const details = await stage.browser.tabAt(/popup\/index\.html\?private#[\da-f-]{36}$/);
        expect(await shown(details, 'openfield.gov.uk')).toMatchObject({ transit: titles.unlocked });
        await details.close();
      });

      test('nothing of it is kept', async () => {
        expect(await stage.browser.storageSnapshot()).toBe(before);
      });
    });

    test('an ordinary window knows nothing of it, and asks anew', async () => {
      await tab.close();
      stage.lab.clearLog();
      const popup = await stage.browser.popup('openfield.gov.uk');
      expect(await shown(popup, 'openfield.gov.uk')).toMatchObject({ transit: titles.unlocked });
      await popup.close();
      await asked(stage.lab, 'MX', 'openfield.gov.uk');
      expect(await stage.browser.storageSnapshot()).not.toBe(before);
    });

    test('nothing went wrong in the extension', async () => {
      expect(await stage.browser.errors()).toEqual([]);
    });
  },
  { privateAllowed: true },
);

/** Runs in the popup: types into its field, and sends it. */
function type(text: string): void {
  const field = document.querySelector<HTMLInputElement>('form.ask input');
  if (!field) throw new Error('the popup has no field');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.form?.requestSubmit();
}
