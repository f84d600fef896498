/** Small turns of phrase that many sentences share. */
import type { FindingFacts } from '../verdict/findings.ts';

type Failed = FindingFacts['lookup-failed'];

/** "a", "a and b", "a, b and 3 more": short enough for a sentence, however many there are. */
export function list(items: readonly string[]): string {
  const [first = '', second = '', third = ''] = items;
  if (items.length <= 1) return first;
  if (items.length === 2) return `${first} and ${second}`;
  if (items.length === 3) return `${first}, ${second} and ${third}`;
  return `${first}, ${second} and ${items.length - 2} more`;
}

/** Seconds as a person says them: "90 seconds", "5 hours", "28 days". */
export function days(seconds: number): string {
  if (seconds < 120) return count(seconds, 'second');
  if (seconds < 2 * 3600) return count(Math.round(seconds / 60), 'minute');
  if (seconds < 2 * 86_400) return count(Math.round(seconds / 3600), 'hour');
  return count(Math.round(seconds / 86_400), 'day');
}

function count(n: number, unit: string): string {
  return n === 1 ? `1 ${unit}` : `${n} ${unit}s`;
}

const rcodes: Readonly<Record<number, string>> = { 1: 'FORMERR', 2: 'SERVFAIL', 4: 'NOTIMP', 5: 'REFUSED' };

const failures = {
  timeout: r => `${r} did not answer within five seconds.`,
  unreachable: r => `${r} could not be reached.`,
  'http-status': (r, _, http) => `${r} answered with an error (HTTP ${http}).`,
  redirect: r => `${r} wanted to send the question elsewhere.`,
  'media-type': r => `${r} answered with something that is not DNS.`,
  'too-large': r => `${r} answered with more than fits into a DNS message.`,
  malformed: r => `${r} gave an answer that cannot be read.`,
  truncated: r => `${r} gave only part of an answer.`,
  'wrong-question': r => `${r} answered another question.`,
  'cname-loop': r => `According to ${r}, the name points back to itself.`,
  rcode: (r, rcode = 0) => `${r} could not find out (${rcodes[rcode] ?? `code ${rcode}`}).`,
  filtered: r => `${r} does not give out the answer.`,
} satisfies Record<Failed['reason'], (resolver: string, rcode?: number, httpStatus?: number) => string>;

/** What went wrong with a lookup, as a sentence. */
export function whyNoAnswer(reason: Failed['reason'], resolver: string, rcode?: number, httpStatus?: number): string {
  return (failures[reason] as (r: string, rcode?: number, http?: number) => string)(resolver, rcode, httpStatus);
}
