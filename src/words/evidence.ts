/** The evidence behind a finding in the form of a zone file: the same text on every screen and in what is copied. */
import type { Answer, Authenticity, Question, RecordType } from '../dns/resolver.ts';
import type { PolicyResponse } from '../protocols/policy-host.ts';
import { answersOf } from '../verdict/answers.ts';
import type { Finding } from '../verdict/findings.ts';
import type { Observations } from '../verdict/observations.ts';
import { rcodeName } from './failures.ts';
import { visible, zoneText } from './visible.ts';

export type Evidence = {
  /** "_mta-sts.dwp.gov.uk TXT", or the address of the policy file. */
  readonly asked: string;
  /** The records, the lines of the file, or what came instead: "NXDOMAIN", "no such record", "no answer (timeout)". */
  readonly lines: readonly string[];
  /** Who answered: the resolver's host name or the policy host. */
  readonly from: string;
  /** When, milliseconds since the epoch. */
  readonly at: number;
  readonly authenticity?: Authenticity;
};

/** What stands behind a finding; questions whose answer is not there yet are left out. */
export function evidenceOf(seen: Observations, finding: Finding): readonly Evidence[] {
  const answers = answersOf(seen);
  return finding.evidence.flatMap(source => {
    if (source === 'policy') return policyEvidence(seen);
    const answer = answers.find(({ question }) => same(question, source));
    return answer ? [answerEvidence(answer)] : [];
  });
}

export function answerEvidence(answer: Answer): Evidence {
  const { question, resolver: from, at } = answer;
  const asked = `${question.name || '.'} ${question.type}`;
  if (answer.status === 'temperror') return { asked, from, at, lines: [visible(`no answer (${failure(answer)})`)] };
  const aliases = answer.cnames.map(target => `CNAME ${target}.`);
  const remarks = answer.extendedErrors.map(({ code, text }) => visible(`; EDE ${code}${text ? ` ${text}` : ''}`));
  const records =
    answer.status === 'found'
      ? answer.records.map(record => `${question.type} ${recordText(question.type, record)}`)
      : [answer.status === 'nxdomain' ? 'NXDOMAIN' : 'no such record'];
  return { asked, from, at, authenticity: answer.authenticity, lines: [...aliases, ...records, ...remarks] };
}

function policyEvidence({ policy, domain }: Observations): readonly Evidence[] {
  if (policy?.status !== 'asked') return [];
  const host = `mta-sts.${domain}`;
  const asked = `https://${host}/.well-known/mta-sts.txt`;
  return [{ asked, from: host, at: policy.response.at, lines: policyLines(policy.response).map(visible) }];
}

function policyLines(response: PolicyResponse): readonly string[] {
  switch (response.status) {
    case 'response':
      return [`HTTP ${response.httpStatus} ${response.contentType}`.trim(), ...shortened(response.body)];
    case 'redirect':
      return [`HTTP ${response.httpStatus} Location: ${response.location}`];
    case 'certificate':
    case 'unresolved':
      return [response.detail];
    case 'failed':
      return [`no answer (${response.detail || response.cause})`];
  }
}

/** Enough of a file to quote it; the whole of any policy that is one. */
function shortened(body: string): readonly string[] {
  const lines = body.slice(0, 4096).trimEnd().split(/\r?\n/);
  return lines.length > 40 || body.length > 4096 ? [...lines.slice(0, 40), '…'] : lines;
}

function failure(answer: Extract<Answer, { status: 'temperror' }>): string {
  const remarks = answer.extendedErrors.map(({ code, text }) => `, EDE ${code}${text ? ` ${text}` : ''}`).join('');
  if (answer.reason === 'rcode') return `${rcodeName(answer.rcode)}${remarks}`;
  if (answer.reason === 'http-status') return `HTTP ${answer.httpStatus}`;
  return answer.reason + remarks;
}

function recordText(type: RecordType, record: unknown): string {
  switch (type) {
    case 'MX': {
      const { preference, exchange } = record as { preference: number; exchange: string };
      return `${preference} ${exchange}.`;
    }
    case 'TLSA': {
      const { usage, selector, matchingType, data } = record as Record<string, string | number>;
      return `${usage} ${selector} ${matchingType} ${data}`;
    }
    case 'TXT':
      return zoneText(String(record));
    case 'SOA':
      return `(minimum ${(record as { minimum: number }).minimum})`;
    default:
      return String(record);
  }
}

function same(a: Question, b: Question): boolean {
  return a.name === b.name && a.type === b.type;
}
