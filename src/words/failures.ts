/** Why a lookup came to nothing, as a sentence. None of them says anything about what is published. */
import type { FindingFacts } from '../verdict/findings.ts';

type Failed = FindingFacts['lookup-failed'];

const rcodes: Readonly<Record<number, string>> = { 1: 'FORMERR', 2: 'SERVFAIL', 4: 'NOTIMP', 5: 'REFUSED' };

export function rcodeName(rcode = 0): string {
  return rcodes[rcode] ?? `code ${rcode}`;
}

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
  rcode: (r, rcode) => `${r} could not find out (${rcodeName(rcode)}).`,
  filtered: r => `${r} does not give out the answer.`,
} satisfies Record<Failed['reason'], (resolver: string, rcode?: number, httpStatus?: number) => string>;

/** What went wrong with a lookup, as a sentence. */
export function whyNoAnswer(reason: Failed['reason'], resolver: string, rcode?: number, httpStatus?: number): string {
  return (failures[reason] as (r: string, rcode?: number, http?: number) => string)(resolver, rcode, httpStatus);
}
