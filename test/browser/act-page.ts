/**
 * One page of the lab in one tab, for tests of what leaves the browser: opens it, acts on it, and tells what was asked.
 */
import { words } from '../../src/content/card-words.ts';
import { screen } from '../../src/words/screen.ts';
import type { Lab, Page } from '../lab/lab.ts';
import type { Browser, Card, Screen, Tab } from './driver.ts';
import { find, middle } from './driver-tree.ts';
import { until } from './driver-wait.ts';
import { patience } from './stage.ts';
import { marked, questionsAbout, Traffic } from './traffic.ts';

/** Stands before every @ on these pages, and must never be seen outside of them. */
export const localpart = 'in.strict.confidence';

/** All that an act asks about these domains of the lab, but for the policy file. */
export const questions = {
  'lockwell.gov.uk': questionsAbout('lockwell.gov.uk', 'mx1.lockwell.gov.uk', 'mx2.lockwell.gov.uk'),
  'halfgate.gov.uk': questionsAbout('halfgate.gov.uk', 'mx1.halfgate.gov.uk', 'backup.mailharbour.org'),
  'trialbridge.gov.uk': questionsAbout('trialbridge.gov.uk', 'mx.trialbridge.gov.uk'),
  'lapsed.gov.uk': questionsAbout('lapsed.gov.uk', 'mx.lapsed.gov.uk'),
  'smudge.org.uk': questionsAbout('smudge.org.uk', 'mx.smudge.org.uk'),
  'leavers.org.uk': questionsAbout('leavers.org.uk', 'mx.leavers.org.uk'),
  'openfield.gov.uk': questionsAbout('openfield.gov.uk', 'mx.openfield.gov.uk'),
  'halfdane.ac.uk': questionsAbout('halfdane.ac.uk', 'mx1.halfdane.ac.uk', 'mx2.halfdane.ac.uk'),
  'danesford.ac.uk': questionsAbout('danesford.ac.uk', 'mx1.danesford.ac.uk', 'mx2.danesford.ac.uk'),
  'silent-archive.org.uk': questionsAbout('silent-archive.org.uk'),
  'aol.com': questionsAbout('aol.com', 'mx.aol.com'),
  'bigcouncil.gov.uk': questionsAbout('bigcouncil.gov.uk', 'mx.bigcouncil.gov.uk'),
  'hotmail.com': questionsAbout('hotmail.com', 'mx.hotmail.com'),
  'frontdoor.org.uk': questionsAbout('frontdoor.org.uk', 'frontdoor.org.uk'),
  'rustykey.org': questionsAbout('rustykey.org', 'mx.rustykey.org'),
  'twovoices.gov.uk': questionsAbout('twovoices.gov.uk', 'mx.twovoices.gov.uk'),
  'softlaunch.org.uk': questionsAbout('softlaunch.org.uk', 'mx.softlaunch.org.uk'),
  'lookout.gov.uk': questionsAbout('lookout.gov.uk', 'mx.lookout.gov.uk'),
  'doublepost.gov.uk': questionsAbout('doublepost.gov.uk', 'mx.doublepost.gov.uk'),
} as const;
export type Domain = keyof typeof questions;

export const address = (domain: string): string => `${localpart}@${domain}`;

export class ActPage {
  traffic: Traffic;

  private constructor(
    private readonly lab: Lab,
    private readonly browser: Browser,
    readonly tab: Tab,
    private readonly site: string,
  ) {
    this.traffic = new Traffic(lab, [site]);
  }

  /** In a tab of its own, on an empty page at `site`. */
  static async at(site: string, { lab, browser }: { readonly lab: Lab; readonly browser: Browser }): Promise<ActPage> {
    lab.setPage(site, '<!doctype html><title>Nothing</title>');
    return new ActPage(lab, browser, await browser.open(site), site);
  }

  /** Opens a page, and waits until it is read: until it has this many marks. What leaves is counted from before. */
  async open(url: string, html: string | Page, marks: number, fragment = ''): Promise<void> {
    this.lab.setPage(url, html);
    this.lab.setPage(new URL('/favicon.ico', url).href, { body: '', contentType: 'image/x-icon' });
    this.traffic = new Traffic(this.lab, [this.site, url]);
    await this.tab.goto(url + fragment);
    await marked(this.tab, marks);
  }

  /** Moves the pointer there from elsewhere. */
  async pointAt(selector: string): Promise<void> {
    await this.tab.move(2, 2);
    await this.tab.move(...middle(await this.tab.boxOf(selector)));
  }

  async pointAtText(text: string): Promise<void> {
    await this.tab.move(2, 2);
    await this.tab.move(...middle(await this.tab.boxOfText(text)));
  }

  /** The card once it has a verdict: then everything has been asked. */
  cardOf(domain: string, title = `(?!${words.looking}|${words.off})`): Promise<Card> {
    return this.tab.waitForCard(new RegExp(`^${domain.replaceAll('.', '\\.')}: ${title}`), patience);
  }

  /** Not any dialog: a draft may be one, too. */
  async hasCard(): Promise<boolean> {
    // A browser that is busy with the page has no tree of it for a moment.
    const tree = await until('the page', async () => {
      const now = await this.tab.tree();
      return now.children.length > 0 ? now : undefined;
    });
    return find(tree, 'dialog', /: /) !== undefined;
  }

  /** Acts, waits for the verdict, and tells what has been asked for it. */
  async askedBy(domain: Domain, act: () => Promise<void>, title?: string): Promise<readonly string[]> {
    // With nothing kept in memory every question that an act needs goes over the wire.
    await this.browser.stopBackground();
    this.traffic.begin();
    await act();
    await this.cardOf(domain, title);
    const asked = this.traffic.asked();
    await this.tab.press('Escape');
    await until('the card to close', async () => !(await this.hasCard()) || undefined);
    return asked;
  }

  /** What left that names this domain. */
  askedOf(domain: Domain): readonly string[] {
    return this.traffic.all().filter(line => line.includes(domain));
  }

  /** Changes a setting in the popup over this page, and waits until the page has heard of it. */
  async change(how: (popup: Screen) => Promise<void>): Promise<void> {
    const popup = await this.browser.openRealPopup();
    await popup.clickOn(screen.settings);
    await this.tab.evaluate(() => {
      Object.assign(window, { before: [...CSS.highlights.values()][0] });
    });
    await how(popup);
    const isNew = () => (globalThis as { before?: unknown }).before !== [...CSS.highlights.values()][0] || undefined;
    await until('the page to hear of it', () => this.tab.evaluate(isNew), patience);
    await popup.close();
  }
}

/** Picks one of the options of a choice in the popup. */
export function choose(popup: Screen, label: string, value: string): Promise<void> {
  return popup.evaluate(
    (name, option) => {
      const labels = [...document.querySelectorAll('label')];
      const select = labels.find(each => each.textContent?.startsWith(name))?.querySelector('select');
      if (!select) throw new Error(`no choice ${name}`);
      select.value = option;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    label,
    value,
  );
}
