/**
 * What happens behind the screens: the background is stopped in the middle of a question, equal questions are joined, what
 * is known is not asked again, and the resolvers are asked in the user's order. Counted in the lab's log.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { headlines } from '../../src/words/en-headlines.ts';
import { screen as words } from '../../src/words/screen.ts';
import { fromText, webmailPage } from '../lab/pages.ts';
import { until } from './driver-wait.ts';
import { asked } from './policy-hosts.ts';
import { shown } from './popup-page.ts';
import { inBothBrowsers, patience, requestUrl } from './stage.ts';
import { marked } from './traffic.ts';

const titles = headlines.transitTitle;
const mail = 'https://mail.google.com/mail/u/0/';

inBothBrowsers(stage => {
  const questions = () => stage.lab.log().filter(entry => entry.kind === 'dns');
  const countOf = (type: string, name: string) =>
    questions().filter(question => question.type === type && question.name === name).length;
  const resolversAsked = () => [...new Set(questions().map(({ resolver }) => resolver))].sort();

  afterEach(() => stage.lab.heal());

  /** Shows a domain in the popup's page, in a tab that is closed again. */
  async function look(domain: string) {
    const popup = await stage.browser.popup(domain);
    const seen = await shown(popup, domain);
    await popup.close();
    return seen;
  }

  /** A verdict is on the screen a little before it is kept. */
  async function kept(text: string): Promise<void> {
    const isKept = async () => (await stage.browser.storageSnapshot()).includes(`"${text}`) || undefined;
    await until(`${text} to be kept`, isKept, patience);
  }

  describe('stopped in the middle of a question', () => {
    /** Long enough to be stopped in, and short of the time after which a resolver is given up. */
    const long = { dns: 2_000 };

    test('the card still gets its answer', async () => {
      const person = { name: 'Somebody', address: 'a@mailharbour.org' };
      const open = {
        ...person,
        to: person,
        subject: 'A letter',
        bodyHtml: '<p>Write to me@openfield.gov.uk soon.</p>',
      };
      stage.lab.setPage(mail, webmailPage({ list: [], open }));
      const tab = await stage.browser.open(mail);
      await marked(tab, 3);
      stage.lab.delay(long);
      await tab.point(await tab.boxOfText('me@openfield.gov.uk'));
      await asked(stage.lab, 'MX', 'openfield.gov.uk');
      await stage.browser.stopBackground();
      await stage.lab.heal();
      await tab.waitForCard(`openfield.gov.uk: ${titles.unlocked}`, 2 * patience);
      await tab.close();
    });

    test('the popup still gets its answer', async () => {
      stage.lab.delay(long);
      const popup = await stage.browser.popup('lookout.gov.uk');
      await asked(stage.lab, 'MX', 'lookout.gov.uk');
      await stage.browser.stopBackground();
      await stage.lab.heal();
      expect(await shown(popup, 'lookout.gov.uk')).toMatchObject({
        transit: titles.unlocked,
        identity: headlines.identityTitle.watched,
      });
      await popup.close();
    });

    test('what nobody waits for any more is answered all the same, and kept', async () => {
      stage.lab.delay(long);
      const popup = await stage.browser.popup('bigcouncil.gov.uk');
      await asked(stage.lab, 'MX', 'bigcouncil.gov.uk');
      await popup.close();
      await stage.browser.stopBackground();
      await stage.lab.heal();
      // Anything starts it: here the popup's page, for nothing in particular.
      const other = await stage.browser.popup();
      await asked(stage.lab, 'A', 'mx.bigcouncil.gov.uk');
      await kept('bigcouncil.gov.uk');
      await other.close();
    });
  });

  describe('asked once', () => {
    test('two screens and a page that ask the same at the same time', async () => {
      const url = requestUrl('asked_once');
      stage.lab.setPage(url, fromText('Write to a@spamfolder.co.uk, or do not.'));
      const popups = [await stage.browser.popup(), await stage.browser.popup()] as const;
      stage.lab.delay({ dns: 1_000 });
      stage.lab.clearLog();
      const tab = await stage.browser.open(url);
      for (const popup of popups) {
        await popup.fill('form.ask input', 'spamfolder.co.uk');
        await popup.press('Enter');
      }
      for (const popup of popups) {
        await shown(popup, 'spamfolder.co.uk');
        await popup.close();
      }
      expect(countOf('MX', 'spamfolder.co.uk')).toBe(1);
      expect(countOf('TXT', '_dmarc.spamfolder.co.uk')).toBe(1);
      expect(countOf('A', 'mx.spamfolder.co.uk')).toBe(1);
      await tab.close();
    });

    test('what many domains share', async () => {
      const domains = ['halfgate', 'trialbridge', 'wrongturn', 'doublepost', 'emptyshelf'].map(
        name => `${name}.gov.uk`,
      );
      const url = requestUrl('shared');
      stage.lab.setPage(url, fromText(domains.map(domain => `Write to a@${domain}.`).join(' ')));
      stage.lab.clearLog();
      await stage.browser.stopBackground();
      const tab = await stage.browser.open(url);
      for (const domain of domains)
        await asked(
          stage.lab,
          'A',
          `mx.${domain}`.replace('mx.halfgate', 'mx1.halfgate').replace('mx.wrongturn', 'mx1.wrongturn'),
        );
      for (const name of ['_dmarc.gov.uk', '_dmarc.uk']) expect(countOf('TXT', name), name).toBe(1);
      await tab.close();
    });
  });

  describe('what is known', () => {
    test('a second look asks nothing, neither on a page nor in the popup, also when the background was stopped', async () => {
      const url = requestUrl('known');
      stage.lab.setPage(url, fromText('Write to a@danesford.ac.uk, or do not.'));
      expect(await look('danesford.ac.uk')).toMatchObject({ transit: titles.locked });
      await kept('danesford.ac.uk');
      await stage.browser.stopBackground();
      stage.lab.clearLog();
      expect(await look('danesford.ac.uk')).toMatchObject({ transit: titles.locked });
      const tab = await stage.browser.open(url);
      await marked(tab, 1);
      await tab.point(await tab.boxOfText('a@danesford.ac.uk'));
      await tab.waitForCard(`danesford.ac.uk: ${titles.locked}`, patience);
      await tab.close();
      expect(questions()).toEqual([]);
    });

    test('"look again" asks everything again', async () => {
      const popup = await stage.browser.popup('danesford.ac.uk');
      await shown(popup, 'danesford.ac.uk');
      stage.lab.clearLog();
      await popup.clickOn(words.again);
      await asked(stage.lab, 'TLSA', '_25._tcp.mx2.danesford.ac.uk');
      await shown(popup, 'danesford.ac.uk');
      expect(countOf('MX', 'danesford.ac.uk')).toBe(1);
      expect(countOf('TXT', '_dmarc.danesford.ac.uk')).toBe(1);
      await popup.close();
    });

    test('the popup has it in its first paint, while everything else takes its time', async () => {
      await look('danesford.ac.uk');
      stage.lab.delay({ dns: 4_000 });
      const page = await stage.browser.popup();
      const first = await page.evaluate(firstContent, 'danesford.ac.uk');
      expect(first).toContain(titles.locked);
      expect(first).toContain(headlines.identityTitle.rejected);
      await page.close();
    });

    test('"forget" leaves nothing of it', async () => {
      await look('danesford.ac.uk');
      await kept('danesford.ac.uk');
      const popup = await stage.browser.popup('danesford.ac.uk');
      await shown(popup, 'danesford.ac.uk');
      await popup.clickOn(words.settings);
      await popup.clickOn(words.clear);
      await until('the word for it', async () => (await popup.text()).includes(words.cleared) || undefined, patience);
      expect(await popup.text()).not.toContain(titles.locked);
      await popup.close();
      expect(await stage.browser.storageSnapshot()).not.toMatch(/\.uk|\.org|\.com|\.de/);
      stage.lab.clearLog();
      await look('danesford.ac.uk');
      expect(countOf('MX', 'danesford.ac.uk')).toBe(1);
    });
  });

  describe('the resolvers', () => {
    test('get nothing of the user: no cookie, no origin, no referrer, and a question of a common length', async () => {
      stage.lab.clearLog();
      await look('softlaunch.org.uk');
      const { host } = new URL(stage.browser.urlOf(''));
      expect(questions().length).toBeGreaterThan(0);
      for (const { method, headers, size } of questions()) {
        expect(method).toBe('GET');
        for (const name of ['cookie', 'origin', 'referer', 'authorization']) expect(headers).not.toHaveProperty(name);
        expect(JSON.stringify(headers)).not.toContain(host);
        expect(size % 128).toBe(0);
      }
    });

    test('when the first refuses connections, the next is asked, and named', async () => {
      await stage.browser.stopBackground(); // or answers of before would count as well
      await stage.lab.hostFault('cloudflare-dns.com', 'refused');
      stage.lab.clearLog();
      const popup = await stage.browser.popup('twicesaid.org.uk');
      expect(await shown(popup, 'twicesaid.org.uk')).toMatchObject({ transit: titles.unlocked });
      expect(resolversAsked()).toEqual(['dns.google']);
      expect(await popup.text()).toMatch(/answers from dns\.google$/m);
      await popup.close();
    });

    test('what the first says, however unwelcome, is taken to no other', async () => {
      stage.lab.dnsFault('cloudflare-dns.com', 'servfail');
      stage.lab.clearLog();
      expect(await look('newversion.org.uk')).toMatchObject({ transit: titles.unknown });
      expect(resolversAsked()).toEqual(['cloudflare-dns.com']);
    });

    test('the user’s choice is asked first from now on, also when the background was stopped', async () => {
      const popup = await stage.browser.popup('openhouse.co.uk');
      await shown(popup, 'openhouse.co.uk');
      await popup.clickOn(words.settings);
      await popup.evaluate(chooseResolver, words.resolver, 'https://dns.google/dns-query');
      const { local } = await until('the choice to be kept', async () => {
        const snapshot = JSON.parse(await stage.browser.storageSnapshot());
        return snapshot.local.settings ? snapshot : undefined;
      });
      expect(local.settings.resolvers[0]).toBe('https://dns.google/dns-query');
      await popup.close();
      await stage.browser.stopBackground();
      stage.lab.clearLog();
      await look('wholeworld.co.uk');
      expect(resolversAsked()).toEqual(['dns.google']);
    });
  });

  test('nothing went wrong in the extension', async () => {
    expect(await stage.browser.errors()).toEqual([]);
  });
});

/** Runs in the popup's page: loads it once more in a frame, and gives back the first text that is drawn there. */
function firstContent(domain: string): Promise<string> {
  const frame = document.createElement('iframe');
  frame.src = `?frame#${domain}`;
  document.body.append(frame);
  return new Promise(resolve => {
    const look = () => {
      const text = frame.contentDocument?.getElementById('popup')?.textContent ?? '';
      if (text === '') requestAnimationFrame(look);
      else resolve(text);
    };
    look();
  });
}

/** Runs in the popup's page: chooses in the list of this label, as a keyboard does. */
function chooseResolver(label: string, value: string): void {
  const choice = [...document.querySelectorAll('label.choice')].find(each => each.textContent?.startsWith(label));
  const list = choice?.querySelector('select');
  if (!list) throw new Error(`there is no list "${label}"`);
  list.value = value;
  list.dispatchEvent(new Event('change', { bubbles: true }));
}
