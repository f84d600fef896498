/** How a finding is made from its id and facts, and how findings are put in order. */
import type { Question } from '../dns/resolver.ts';
import type { Deciding } from './deciding.ts';
import { checkOf, findingIds, weightOf } from './finding-table.ts';
import type { Finding, FindingFacts, FindingId, Weight } from './findings.ts';

/** The questions whose answers show it, and 'policy' for the policy file. */
export type Evidence = Finding['evidence'];

/** What the protocols tell under the finding's own id. */
export type Told = { readonly [I in FindingId]: { readonly id: I; readonly facts: FindingFacts[I] } }[FindingId];

/** A finding with its place in the table filled in, and its facts cut to what a screen can hold. */
export function raise<I extends FindingId>(id: I, facts: FindingFacts[I], evidence: Evidence): Finding {
  const place = { check: checkOf(id, facts), weight: weightOf(id, facts) };
  // The compiler does not see that an id, its facts and its place belong together in the union.
  return { id, ...place, facts: bounded(facts), evidence } as unknown as Finding;
}

/** The longest name is told whole (RFC 1035 §3.1); what a stranger wrote beside it may be far longer. */
const longestText = 253;
const longestList = 50;

function bounded(fact: unknown): unknown {
  if (typeof fact === 'string') return fact.length > longestText ? `${fact.slice(0, longestText)}…` : fact;
  if (Array.isArray(fact)) return fact.slice(0, longestList).map(bounded);
  if (typeof fact !== 'object' || fact === null) return fact;
  return Object.fromEntries(Object.entries(fact).map(([key, value]) => [key, bounded(value)]));
}

/** A finding as the protocols told it. */
export function raiseTold(told: Told, evidence: Evidence): Finding {
  return raise<FindingId>(told.id, told.facts, evidence);
}

/** Evidence from answers, those that have come. */
export function shownBy(...answers: readonly ({ readonly question: Question } | undefined)[]): readonly Question[] {
  return answers.flatMap(answer => (answer ? [answer.question] : []));
}

/** Each fact once, and ten of a kind: a stranger can make one mistake thousands of times. */
export function mostTelling(findings: readonly Finding[]): readonly Finding[] {
  const told = new Map<string, Set<string>>();
  return findings.filter(({ id, check, facts }) => {
    const kind = `${check} ${id}`;
    const before = told.get(kind) ?? new Set();
    const fact = JSON.stringify(facts);
    if (before.has(fact) || before.size >= 10) return false;
    told.set(kind, before.add(fact));
    return true;
  });
}

const weights: readonly Weight[] = ['bad', 'unknown', 'warn', 'good', 'note'];

/** What is `deciding` first, in its order, then by weight, then by the order of the table. */
export function inOrder(findings: readonly Finding[], deciding: readonly Deciding[]): readonly Finding[] {
  const rank = (finding: Finding): readonly number[] => {
    const decides = deciding.findIndex(each => each === finding.id || each === finding.check);
    return [
      decides < 0 ? deciding.length : decides,
      // A lookup that failed for mail from the domain does not decide about mail to it.
      decides >= 0 && (finding.check === 'dmarc' || finding.check === 'spf') ? 1 : 0,
      weights.indexOf(finding.weight),
      findingIds.indexOf(finding.id),
    ];
  };
  return findings
    .map(finding => ({ finding, rank: rank(finding) }))
    .sort((left, right) => compare(left.rank, right.rank))
    .map(({ finding }) => finding);
}

function compare(left: readonly number[], right: readonly number[]): number {
  return left.map((rank, i) => rank - (right[i] ?? 0)).find(difference => difference !== 0) ?? 0;
}
