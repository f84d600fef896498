/** What is told of the answers themselves: signed or not, filtered, stale, failed; and of SPF, read from one of them. */
import type { Answer, Failure } from '../dns/resolver.ts';
import { answersOf } from './answers.ts';
import type { Finding, FindingId } from './findings.ts';
import { raise, shownBy } from './raise.ts';
import type { Reading } from './reading.ts';

export function spfFindings({ spf, observations: { apex } }: Reading): readonly Finding[] {
  const asked = shownBy(apex);
  if (spf.status === 'temperror') return [];
  if (spf.status === 'none') return [raise('spf-missing', {}, asked)];
  if (spf.status === 'permerror') {
    const { problem } = spf;
    return problem.kind === 'multiple'
      ? [raise('spf-multiple', { count: problem.count }, asked)]
      : [raise('spf-syntax', { text: problem.text, term: problem.term }, asked)];
  }
  return spf.openTerm === undefined
    ? [raise('spf-record', { text: spf.text }, asked)]
    : [raise('spf-all-pass', { term: spf.openTerm }, asked)];
}

export function dnsFindings({ observations }: Reading): readonly Finding[] {
  const answers = answersOf(observations);
  const failed = answers.filter(answer => answer.status === 'temperror');
  return [...signatureFindings(observations.mx), ...remarkFindings(answers), ...failed.map(failureFinding)];
}

function signatureFindings(mx: Answer<'MX'> | undefined): readonly Finding[] {
  if (!mx || mx.status === 'temperror') return [];
  if (mx.authenticity === 'indeterminate') return [raise('dnssec-unknown', { resolver: mx.resolver }, shownBy(mx))];
  return [raise(mx.authenticity === 'authentic' ? 'dnssec-signed' : 'dnssec-unsigned', {}, shownBy(mx))];
}

/** What the resolver remarked on its answers (RFC 8914), by finding; each told once, with the names it is about. */
function remarkFindings(answers: readonly Answer[]): readonly Finding[] {
  const about = (id: FindingId) => answers.filter(answer => remarkOf(answer) === id);
  const named = (picked: readonly Answer[]) => [...new Set(picked.map(answer => answer.question.name))];
  const findings: Finding[] = [];
  for (const id of ['dnssec-expired', 'dnssec-not-yet', 'dnssec-unsupported'] as const) {
    const picked = about(id);
    if (picked.length > 0) findings.push(raise(id, { names: named(picked) }, shownBy(...picked)));
  }
  const bogus = about('dnssec-bogus');
  const detail = bogus[0]?.extendedErrors.find(error => error.text !== '')?.text ?? '';
  if (bogus.length > 0) findings.push(raise('dnssec-bogus', { names: named(bogus), detail }, shownBy(...bogus)));
  const filtered = about('dns-filtered');
  const resolver = filtered[0]?.resolver ?? '';
  if (filtered.length > 0)
    findings.push(raise('dns-filtered', { names: named(filtered), resolver }, shownBy(...filtered)));
  const stale = answers.filter(answer => answer.status !== 'temperror' && answer.stale);
  if (stale.length > 0) findings.push(raise('dns-stale', { names: named(stale) }, shownBy(...stale)));
  return findings;
}

/** RFC 8914 §4: 6 and 9 to 12 are signatures that do not fit, 7 expired, 8 not yet valid, 1 and 2 not supported. */
function remarkOf(answer: Answer): FindingId | undefined {
  const has = (...codes: readonly number[]) => answer.extendedErrors.some(({ code }) => codes.includes(code));
  if (answer.status !== 'temperror') return has(1, 2) ? 'dnssec-unsupported' : undefined;
  if (answer.reason === 'filtered') return 'dns-filtered';
  if (has(7)) return 'dnssec-expired';
  if (has(8)) return 'dnssec-not-yet';
  return has(6, 9, 10, 11, 12) ? 'dnssec-bogus' : undefined;
}

/** Told for each question, in its own check, also when the resolver's remark explains it. */
function failureFinding({ question, resolver, reason, rcode, httpStatus }: Failure): Finding {
  const codes = { ...(rcode !== undefined && { rcode }), ...(httpStatus !== undefined && { httpStatus }) };
  return raise('lookup-failed', { question, resolver, reason, ...codes }, [question]);
}
