/** What the page in the current tab has for the popup: its site, the domains on it, and the host's own mail domain. */
import { computed, type Signal, signal } from '@preact/signals';
import type { Called } from '../messages/calls.ts';
import type { ForScreen, Recognised } from '../messages/messages.ts';

/** A domain of the page; `authority` names the public body it stands for. */
export type OnPage = Recognised & { readonly authority?: string };

/** The page in the current tab; `targets` is empty where no content script runs. */
export interface CurrentPage {
  readonly url: string;
  targets(): Promise<readonly OnPage[]>;
  refresh(): Promise<void>;
}

export type Here = ReturnType<typeof hereModel>;

export function hereModel(background: Called<ForScreen>, page: CurrentPage | undefined) {
  const site: Signal<Recognised | undefined> = signal(undefined);
  const targets: Signal<readonly OnPage[]> = signal([]);
  const ownMail: Signal<Recognised | undefined> = signal(undefined);
  /** A host that may turn out to have mail of its own: its place is kept, so that nothing moves when the answer comes. */
  const mayHaveMail = signal('');

  return {
    site,
    mayHaveMail,
    /** None twice, the site's own first. */
    domains: computed(() => {
      const all = [site.value, ...targets.value, ownMail.value].filter(one => one !== undefined);
      return all.filter(({ domain }, i) => all.findIndex(other => other.domain === domain) === i);
    }),

    /** Asks no resolver: before the first paint. */
    async read(): Promise<void> {
      if (!page) return;
      const [sites, found] = await Promise.all([background.site(page.url), page.targets()]);
      site.value = sites[0];
      targets.value = found;
      const host = new URL(page.url).hostname;
      if (site.value && site.value.domain !== host) mayHaveMail.value = host;
    },

    async askOwnMail(): Promise<void> {
      if (!page || !mayHaveMail.value) return;
      ownMail.value = await background.ownMail(page.url);
      if (ownMail.value) mayHaveMail.value = '';
    },
  };
}
