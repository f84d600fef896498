/** Puts a verdict into words: for the card, the popup, and what is copied. */

import type { CheckId, Finding, Weight } from '../verdict/findings.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { en } from './en.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import type { Said } from './language.ts';
import { type Section, sectionOf } from './sections.ts';

export type Explanation = Said & { readonly section: Section };

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

export function explain(finding: Finding, domain: string): Explanation {
  const say = en.finding[finding.id] as (facts: unknown, domain: string) => Said;
  return { ...say(finding.facts, domain), section: sectionOf(finding.id) };
}

export function transitSentence({ domain, transit }: Verdict): string {
  return en.transit[transit.reason](domain);
}

/** Where an older receiver would do less, that comes first (RFC 7489 against RFC 9989). */
export function identitySentence({ domain, identity }: Verdict): string {
  const sentence = en.identity[identity.reason](domain);
  return identity.older ? `${en.older[identity.older]} ${sentence}` : sentence;
}

/** A row for each check about which there is something to say or still to come. */
export function checkLines(verdict: Verdict): readonly CheckLine[] {
  return order.flatMap((check): readonly CheckLine[] => {
    const findings = verdict.findings.filter(finding => finding.check === check);
    const [first] = findings;
    const title = en.checkTitle[check];
    if (first) return [{ check, title, weight: first.weight, brief: explain(first, verdict.domain).brief, findings }];
    if (!verdict.pending.includes(check)) return [];
    return [{ check, title, weight: 'pending', brief: 'Looking up…', findings }];
  });
}

/** The two or three facts that a card has room for. */
export function cardFacts(verdict: Verdict): readonly { readonly label: string; readonly text: string }[] {
  const lines = checkLines(verdict);
  const shown: readonly CheckId[] =
    verdict.transit.grade === 'no-mail' ? ['mx', 'dmarc'] : ['mta-sts', 'dane', 'dmarc'];
  const forged = verdict.identity.reason === 'broken-spf' ? 'spf' : 'dmarc';
  return shown
    .map(check => lines.find(line => line.check === (check === 'dmarc' ? forged : check)))
    .flatMap(line => (line ? [{ label: line.title, text: line.brief }] : []));
}

/** "22 November 2026 at 11:20:03 UTC": unmistakable wherever it is quoted. */
export function instant(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** The verdict as plain text, good enough to quote in a letter: what was asked of whom, when, what came back. */
export function asText(verdict: Verdict): string {
  const { domain, transit, identity, observations } = verdict;
  const checks = checkLines(verdict).flatMap(line => [
    '',
    `${line.title}: ${line.brief}`,
    ...line.findings.flatMap(finding => findingText(explain(finding, domain), evidenceOf(observations, finding))),
  ]);
  return [
    `${domain}, looked up by Letterlock on ${instant(observations.at)}`,
    `Mail sent to it: ${en.transitTitle[transit.grade]}. ${transitSentence(verdict)}`,
    `Mail claiming to be from it: ${en.identityTitle[identity.grade]}. ${identitySentence(verdict)}`,
    ...checks,
    '',
  ].join('\n');
}

function findingText({ seen, follows, section }: Explanation, evidence: readonly Evidence[]): readonly string[] {
  return [
    `- ${seen} ${follows} (${section.label})`,
    ...evidence.flatMap(({ asked, lines, from, at }) => [
      `    ${asked}, answered by ${from} on ${instant(at)}:`,
      ...lines.map(line => `      ${line}`),
    ]),
  ];
}
