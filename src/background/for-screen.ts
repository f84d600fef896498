/** Answers to our own pages. Opening one and typing into it are clicks, so that they may ask whatever the user allows. */
import type { Answer } from '../dns/resolver.ts';
import type { Handlers } from '../messages/calls.ts';
import type { FromScreen } from '../messages/door.ts';
import type { ForScreen, Recognised, Settings } from '../messages/messages.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { hostBelowSite, read, siteOf } from './read.ts';
import { recogniseTyped, type Suffixes } from './recognise.ts';
import type { Wanted } from './wanted.ts';

export type ScreenPorts = {
  readonly suffixes: Suffixes;
  readonly settings: () => Promise<Settings>;
  readonly change: (settings: Settings) => Promise<Settings>;
  readonly clear: () => Promise<void>;
  readonly askMx: (domain: string) => Promise<Answer<'MX'>>;
  readonly held: (domains: readonly string[], isPrivate: boolean) => Promise<readonly Verdict[]>;
  readonly look: (wanted: Wanted) => Promise<Verdict>;
  readonly note: (domains: readonly string[], isPrivate: boolean) => Promise<void>;
  /** What a text stands for that came in the address of a private page of ours. */
  readonly meant: (text: string) => Promise<string>;
  /** Whether the window of a screen without a tab is private. */
  readonly lastWindowIsPrivate: () => Promise<boolean>;
  /** The popup was opened over the current tab, whose site this is. */
  readonly opened: (site: Recognised) => void;
};

export function forScreen(ports: ScreenPorts): Handlers<ForScreen, FromScreen> {
  const { suffixes } = ports;
  const isPrivate = async (from: FromScreen): Promise<boolean> => from.private ?? ports.lastWindowIsPrivate();
  const named = (written: string): readonly string[] => {
    const typed = recogniseTyped(written, suffixes);
    return typed.status === 'found' ? [typed.recognised.domain] : [];
  };
  return {
    read: async (from, text) => read(from.private ? await ports.meant(text) : text, suffixes),
    site: (from, url) => {
      const site = siteOf(url, suffixes);
      if (!site) return [];
      if (from.private === undefined) ports.opened(site);
      return [site];
    },
    ownMail: async (_, url) => {
      const host = hostBelowSite(url, suffixes);
      if (!host) return undefined;
      const answer = await ports.askMx(host.domain);
      // Found by way of an alias, it is the mail of whoever runs the web site.
      return answer.status === 'found' && answer.cnames.length === 0 ? host : undefined;
    },
    held: async (from, written) => ports.held(written.flatMap(named), await isPrivate(from)),
    inspect: async (from, written, again) => {
      const [domain] = named(written);
      if (domain === undefined) throw new Error('not a domain that can be looked up');
      return ports.look({ domain, cause: 'click', policy: true, private: await isPrivate(from), again });
    },
    waiting: async (from, written) => ports.note(written.flatMap(named), await isPrivate(from)),
    settings: () => ports.settings(),
    change: (_, settings) => ports.change(settings),
    clear: () => ports.clear(),
  };
}
