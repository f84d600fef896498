/** Answers to content scripts: only what their page may know and may have asked (product.md, promise 5). */
import type { Handlers } from '../messages/calls.ts';
import type { FromPage } from '../messages/door.ts';
import type { ForPage, Recognised, Settings } from '../messages/messages.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { cardView } from './card-view.ts';
import { pageKind, pageSettings, permitFor } from './permit.ts';
import type { Wanted } from './wanted.ts';

export type PagePorts = {
  readonly settings: () => Promise<Settings>;
  readonly recognise: (written: string) => Recognised | undefined;
  readonly held: (domains: readonly string[], isPrivate: boolean) => Promise<readonly Verdict[]>;
  readonly look: (wanted: Wanted) => Promise<Verdict>;
  readonly openDetails: (domain: string, isPrivate: boolean) => Promise<void>;
  /** A page that our content script runs in was opened. */
  readonly opened: (page: FromPage) => void;
  /** Our marks are to be drawn in this frame. */
  readonly marked: (page: FromPage) => void;
};

export function forPage(ports: PagePorts): Handlers<ForPage, FromPage> {
  const { settings, recognise, held, look, openDetails, opened, marked } = ports;
  return {
    settings: async page => {
      if (page.top) opened(page);
      const here = pageSettings(page, await settings());
      if (!here.quiet) marked(page);
      return here;
    },
    recognise: (_, written) =>
      Object.fromEntries(
        written.flatMap(each => {
          const recognised = recognise(each);
          return recognised ? [[each, recognised]] : [];
        }),
      ),
    known: async (page, written) => {
      const domains = written.flatMap(each => recognise(each)?.domain ?? []);
      return (await held([...new Set(domains)], page.private)).map(cardView);
    },
    look: async (page, written, cause) => {
      const domain = recognise(written)?.domain;
      const permit = permitFor(pageKind(page), cause, await settings());
      if (domain === undefined || permit === 'nothing') return undefined;
      const verdict = await look({ domain, cause, policy: permit === 'policy', private: page.private, again: false });
      return cardView(verdict);
    },
    details: async (page, written) => {
      const domain = recognise(written)?.domain;
      if (domain !== undefined) await openDetails(domain, page.private);
    },
  };
}
