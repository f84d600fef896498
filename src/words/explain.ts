/** Puts a verdict into sentences with their evidence: for the popup, and the text that is copied from it. */
import type { Finding } from '../verdict/findings.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { en } from './en.ts';
import { headlines } from './en-headlines.ts';
import { identitySaid } from './en-identity.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { checkLines, headText, instant } from './headline.ts';
import type { Said } from './language.ts';
import { type Section, sectionOf } from './sections.ts';
import { visible } from './visible.ts';

export type Explanation = Said & { readonly section: Section };

export function explain(finding: Finding, domain: string): Explanation {
  const say = en[finding.id] as (facts: unknown, domain: string) => Said;
  const { seen, follows, fix, publish } = say(finding.facts, domain);
  return {
    seen: visible(seen),
    follows: visible(follows),
    ...(fix && { fix: visible(fix) }),
    ...(publish && { publish: publish.split('\n').map(visible).join('\n') }),
    section: sectionOf(finding.id),
  };
}

/** Where an older receiver would do less, that comes first (RFC 7489 against RFC 9989). */
export function identitySentence({ domain, identity }: Verdict, name: string = domain): string {
  const sentence = identitySaid.sentence[identity.reason](name);
  return identity.older ? `${identitySaid.older[identity.older]} ${sentence}` : sentence;
}

/** The verdict as plain text, good enough to quote in a letter: what was asked of whom, when, what came back. */
export function asText(verdict: Verdict): string {
  const { domain, observations } = verdict;
  const checks = checkLines(verdict).flatMap(line => [
    '',
    `${line.title}: ${line.brief}`,
    ...line.findings.flatMap(finding => findingText(explain(finding, domain), evidenceOf(observations, finding))),
  ]);
  const identity = `Mail claiming to be from it: ${headlines.identityTitle[verdict.identity.grade]}. ${identitySentence(verdict)}`;
  return [...headText(verdict), identity, ...checks, ''].join('\n');
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
