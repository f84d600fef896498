/** Wires the edges to the core. Every listener is registered before anything is awaited: an event may be what starts us. */

import { resolverOver } from '../dns/resolver-over.ts';
import { currentTabId, openDetails, tabBadge } from '../edges/action.ts';
import { browser } from '../edges/browser.ts';
import { answer, tellOf } from '../edges/channel.ts';
import { dohTransport } from '../edges/doh.ts';
import { holdsPolicyHost, holdsResolver, onPermissions } from '../edges/permissions.ts';
import { policyFetcher } from '../edges/policy-fetch.ts';
import { tracePolicyFetches } from '../edges/policy-trace.ts';
import { endpointAt } from '../edges/resolvers.ts';
import { keptRows, localValue, sessionRows } from '../edges/storage.ts';
import { insertMarks } from '../edges/styles.ts';
import { isPublicSuffix, registrableDomain } from '../edges/suffix.ts';
import { lastWindowIsPrivate, onLastPrivateClosed } from '../edges/windows.ts';
import { type FromPage, type FromScreen, fromPage, fromScreen } from '../messages/door.ts';
import { pageGuards, screenGuards } from '../messages/guards.ts';
import type { ForPage, ForScreen, Heard } from '../messages/messages.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { Answers } from './answers.ts';
import { Details } from './details.ts';
import { forPage } from './for-page.ts';
import { forScreen } from './for-screen.ts';
import { hourly } from './hourly.ts';
import { inspectionOver } from './inspection.ts';
import { Policies, type PolicyRow } from './policies.ts';
import { type Note, Questions } from './questions.ts';
import { siteOf } from './read.ts';
import { recognise } from './recognise.ts';
import { SettingsModel } from './settings.ts';
import { Toolbar } from './toolbar.ts';
import { Verdicts } from './verdicts.ts';
import { Waiting, type WaitingRow } from './waiting.ts';
import type { Wanted } from './wanted.ts';

const now = (): number => Date.now();
const own = { id: browser.runtime.id, base: browser.runtime.getURL('') };
const suffixes = { registrableDomain, isPublicSuffix };

const settings = new SettingsModel(localValue('settings'));
const transport = dohTransport({ allowed: holdsResolver });
const resolver = resolverOver(transport, () => settings.current.resolvers.map(endpointAt), { now });
let answers = new Answers({ resolver, now });

const verdicts = new Verdicts({ kept: keptRows<Verdict>('verdicts'), session: sessionRows<Verdict>('verdict') }, now);
const traces = tracePolicyFetches();
const policies = new Policies({
  fetch: policyFetcher({ fetch, trace: url => traces.open(url), now }),
  holds: holdsPolicyHost,
  shelves: { kept: keptRows<PolicyRow>('policies'), session: sessionRows<PolicyRow>('policy') },
  now,
});

const heard = tellOf<Heard>();
const siteDomain = (url: string) => siteOf(url, suffixes)?.domain;
const toolbar = new Toolbar(tabBadge, siteDomain);
const inspection = inspectionOver({ answers: () => answers, policies, registrableDomain, now });
const questions = new Questions({
  inspection,
  verdicts,
  notes: sessionRows<Note>('question'),
  holdsPolicyHost,
  told: (verdict, isPrivate) => {
    heard.progress(verdict, isPrivate);
    void toolbar.tell(verdict, isPrivate);
  },
  now,
});
const waiting = new Waiting({ rows: sessionRows<WaitingRow>('waiting'), questions, holdsPolicyHost, now });
const details = new Details({ rows: sessionRows<string>('details'), word: () => crypto.randomUUID() });

const sweep = hourly(sessionRows<number>('sweep'), now, async () => {
  await verdicts.sweep();
  await policies.sweep();
});

async function look(wanted: Wanted): Promise<Verdict> {
  await settings.read();
  void sweep();
  return questions.look(wanted);
}

async function badge(tabId: number | undefined, domain: string | undefined, isPrivate: boolean): Promise<void> {
  if (tabId === undefined || domain === undefined) return;
  const [held] = await verdicts.held([domain], isPrivate);
  await toolbar.opened(tabId, domain, isPrivate, held);
}

/** The popup stands over the current tab. */
async function badgeHere(domain: string): Promise<void> {
  await badge(await currentTabId(), domain, await lastWindowIsPrivate());
}

answer<ForPage, FromPage>(
  forPage({
    settings: () => settings.read(),
    recognise: written => recognise(written, suffixes),
    held: (domains, isPrivate) => verdicts.held(domains, isPrivate),
    look,
    openDetails: async (domain, isPrivate) => openDetails(await details.wordFor(domain, isPrivate), isPrivate),
    opened: page => void badge(page.tabId, siteDomain(page.url), page.private),
    marked: ({ tabId, frameId }) => void insertMarks(tabId, frameId),
  }),
  pageGuards,
  sender => fromPage(sender, own),
);

answer<ForScreen, FromScreen>(
  forScreen({
    suffixes,
    settings: () => settings.read(),
    change: async wanted => {
      answers = new Answers({ resolver, now });
      return settings.change(wanted);
    },
    clear: async () => {
      answers = new Answers({ resolver, now });
      await Promise.all([verdicts.clear(), policies.clear(), waiting.clear(), details.clear()]);
    },
    askMx: async domain => {
      await settings.read();
      return answers.since(0).ask(domain, 'MX');
    },
    held: (domains, isPrivate) => verdicts.held(domains, isPrivate),
    look,
    note: (domains, isPrivate) => waiting.note(domains, isPrivate),
    meant: text => details.meant(text),
    lastWindowIsPrivate,
    opened: site => void badgeHere(site.domain),
  }),
  screenGuards,
  sender => fromScreen(sender, own),
);

onPermissions(changed => void (changed === 'added' ? waiting.granted() : policies.forgetUnheld()));
onLastPrivateClosed(() => {
  void Promise.all([verdicts, policies, questions, waiting].map(each => each.clearPrivate()));
  void details.clear();
});

/** What an earlier worker left: rows whose time is up, and questions it did not get to answer. */
async function takeUp(): Promise<void> {
  await settings.read();
  await Promise.all([sweep(), questions.resume()]);
}

void takeUp();
