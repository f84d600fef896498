/** From what was observed to a verdict: two grades, why, and everything that is worth telling. Pure and total. */
import { pendingChecks } from './answers.ts';
import { decidingFindings } from './deciding.ts';
import { expiryOf } from './expires.ts';
import type { Finding } from './findings.ts';
import { daneFindings } from './findings-dane.ts';
import { dmarcFindings } from './findings-dmarc.ts';
import { dnsFindings, spfFindings } from './findings-dns.ts';
import { mxFindings } from './findings-mx.ts';
import { stsFindings } from './findings-sts.ts';
import { gradeIdentity } from './identity-worlds.ts';
import type { Observations } from './observations.ts';
import { inOrder, mostTelling } from './raise.ts';
import { type JudgeContext, type Reading, read } from './reading.ts';
import { gradeTransit } from './transit-worlds.ts';
import type { Verdict } from './verdict.ts';

/**
 * Judges what has been observed so far; never throws. Unfinished observations give 'unknown' with reason 'pending'
 * unless what is still to come cannot change the grade.
 */
export function judge(observations: Observations, context: JudgeContext = {}): Verdict {
  const reading = read(observations, context);
  const transit = gradeTransit(reading);
  return {
    domain: observations.domain,
    transit,
    identity: gradeIdentity(reading),
    findings: inOrder(allFindings(reading), decidingFindings[transit.reason]),
    pending: pendingChecks(observations),
    observations,
    expires: expiryOf(reading),
  };
}

function allFindings(reading: Reading): readonly Finding[] {
  const readers = [mxFindings, stsFindings, daneFindings, dmarcFindings, spfFindings, dnsFindings];
  return mostTelling(readers.flatMap(find => find(reading)));
}
