/**
 * The toolbar badge: the grade of the site's own domain, if it is known already. On sites with a grant, and on a tab after
 * the popup was opened there; nothing is looked up for it.
 */
import type { Name } from '../dns/resolver.ts';
import type { TransitGrade } from '../verdict/grades.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { headlines } from '../words/en-headlines.ts';

export type Badge = { readonly text: string; readonly colour: string; readonly title: string };

/** What the toolbar asks of the browser. */
export interface BadgePort {
  show(tabId: number, badge: Badge): Promise<void>;
  /** The address of the page in a tab, where we may read it. */
  urlOf(tabId: number): Promise<string | undefined>;
}

/** A letter, since colour is never the only carrier; the ink of the grade in daylight. */
const marks: Readonly<Record<TransitGrade, readonly [letter: string, colour: string]>> = {
  'no-mail': ['–', '#5b6573'],
  locked: ['L', '#1b7f4d'],
  testing: ['T', '#1f6f8b'],
  unverified: ['?', '#5b6573'],
  broken: ['B', '#8f5b00'],
  unlocked: ['U', '#b3261e'],
  unknown: ['?', '#5b6573'],
};

export function badgeFor({ domain, transit, identity }: Verdict): Badge {
  const [text, colour] = marks[transit.grade];
  const title = `${domain}: ${headlines.transitTitle[transit.grade]}. ${headlines.identityTitle[identity.grade]}.`;
  return { text, colour, title };
}

/** Tabs remembered at most; those of long ago are closed or elsewhere. */
const most = 100;

export class Toolbar {
  readonly #port: BadgePort;
  readonly #siteOf: (url: string) => Name | undefined;
  readonly #tabs = new Map<number, { readonly domain: Name; readonly private: boolean }>();

  constructor(port: BadgePort, siteOf: (url: string) => Name | undefined) {
    this.#port = port;
    this.#siteOf = siteOf;
  }

  /** A tab is at the site of `domain`; `held` is its verdict, if there is one. */
  async opened(tabId: number, domain: Name, isPrivate: boolean, held: Verdict | undefined): Promise<void> {
    this.#tabs.delete(tabId);
    this.#tabs.set(tabId, { domain, private: isPrivate });
    for (const oldest of this.#tabs.keys()) {
      if (this.#tabs.size <= most) break;
      this.#tabs.delete(oldest);
    }
    if (held) await this.#port.show(tabId, badgeFor(held));
  }

  /**
   * A verdict is there. Tabs that have gone elsewhere meanwhile, or that we may no longer read, are left alone; so are
   * those of ordinary windows when a private one asked.
   */
  async tell(verdict: Verdict, isPrivate: boolean): Promise<void> {
    if (verdict.pending.length > 0) return;
    for (const [tabId, { domain, private: isPrivateTab }] of this.#tabs) {
      if (domain !== verdict.domain || (isPrivate && !isPrivateTab)) continue;
      const url = await this.#port.urlOf(tabId);
      if (url === undefined || this.#siteOf(url) !== domain) this.#tabs.delete(tabId);
      else await this.#port.show(tabId, badgeFor(verdict));
    }
  }
}
