/** Puts a verdict into a few words: for the hover card, and the rows of the popup. */
import type { CheckId, Finding, Weight } from '../verdict/findings.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { headlines } from './en-headlines.ts';

/** One check as a row: its title, its first finding in brief, and all its findings. */
export type CheckLine = {
  readonly check: CheckId;
  readonly title: string;
  readonly weight: Weight | 'pending';
  readonly brief: string;
  readonly findings: readonly Finding[];
};

/** In the order in which they matter to someone about to write. */
const order: readonly CheckId[] = ['mta-sts', 'dane', 'dmarc', 'spf', 'mx', 'dnssec'];

export function briefOf(finding: Finding): string {
  const say = headlines.brief[finding.id] as (facts: unknown) => string;
  return say(finding.facts);
}

/** `name` is the domain as the reader should see it. */
export function transitSentence({ domain, transit }: Verdict, name: string = domain): string {
  return headlines.transit[transit.reason](name);
}

/** A row for each check about which there is something to say or still to come. */
export function checkLines(verdict: Verdict): readonly CheckLine[] {
  return order.flatMap((check): readonly CheckLine[] => {
    const findings = verdict.findings.filter(finding => finding.check === check);
    const [first] = findings;
    const title = headlines.checkTitle[check];
    if (first) return [{ check, title, weight: first.weight, brief: briefOf(first), findings }];
    if (!verdict.pending.includes(check)) return [];
    return [{ check, title, weight: 'pending', brief: 'Looking up…', findings }];
  });
}

/** The two or three facts that a card has room for. */
export function cardFacts(verdict: Verdict): readonly { readonly label: string; readonly text: string }[] {
  const lines = checkLines(verdict);
  const forgery: CheckId = verdict.identity.reason === 'broken-spf' ? 'spf' : 'dmarc';
  const shown: readonly CheckId[] =
    verdict.transit.grade === 'no-mail' ? ['mx', forgery] : ['mta-sts', 'dane', forgery];
  return shown
    .map(check => lines.find(line => line.check === check))
    .flatMap(line => (line ? [{ label: line.title, text: line.brief }] : []));
}

/** "22 November 2026 at 11:20:03 UTC": unmistakable wherever it is quoted. */
export function instant(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** The verdict in two lines: what stands at the head of every copy of it. */
export function headText(verdict: Verdict): readonly string[] {
  const { domain, transit, observations } = verdict;
  return [
    `${domain}, looked up by Letterlock on ${instant(observations.at)}`,
    `Mail sent to it: ${headlines.transitTitle[transit.grade]}. ${transitSentence(verdict)}`,
  ];
}

/** What the card copies: the verdict and its facts. The popup copies the evidence too. */
export function cardText(verdict: Verdict): string {
  const identity = `Mail claiming to be from it: ${headlines.identityTitle[verdict.identity.grade]}.`;
  const facts = cardFacts(verdict).map(({ label, text }) => `${label}: ${text}`);
  return [...headText(verdict), identity, ...facts, ''].join('\n');
}
