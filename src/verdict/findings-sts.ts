/** What is told of MTA-STS: the record, the policy file, and the policy held against the MX hosts (RFC 8461). */
import { policyHost } from '../protocols/mta-sts.ts';
import type { StsPolicy } from '../protocols/mta-sts-policy.ts';
import { parseStsRecord } from '../protocols/mta-sts-record.ts';
import type { Finding } from './findings.ts';
import { hasNoAddress, names, takesMail } from './findings-mx.ts';
import { type Evidence, raise, raiseTold, shownBy } from './raise.ts';
import type { Reading } from './reading.ts';

/** RFC 8461 §3.2 wants weeks or more. */
const week = 7 * 86_400;

export function stsFindings(reading: Reading): readonly Finding[] {
  return [...recordFindings(reading), ...policyFindings(reading)];
}

function recordFindings(reading: Reading): readonly Finding[] {
  const { sts, mx, observations } = reading;
  const asked = shownBy(observations.sts);
  const misplaced = misplacedRecord(reading);
  switch (sts.status) {
    case 'temperror':
      return misplaced;
    case 'permerror':
      return [raiseTold(sts.problem, asked), ...misplaced];
    case 'found':
      return mx.status === 'null' ? [raise('sts-null-mx-conflict', {}, [...shownBy(observations.mx), ...asked])] : [];
    case 'none':
      if (sts.dangling !== undefined) return [raise('sts-cname-dangling', { target: sts.dangling }, asked)];
      if (sts.nearly.length > 0) return [...sts.nearly.map(near => raiseTold(near, asked)), ...misplaced];
      // A domain that takes no mail needs no lock.
      return [...(takesMail(reading) ? [raise('sts-record-missing', {}, asked)] : []), ...misplaced];
  }
}

/** An STS record at the domain itself, where no sender looks. */
function misplacedRecord({ observations: { apex, domain } }: Reading): readonly Finding[] {
  if (apex?.status !== 'found') return [];
  const meant = apex.records.map(parseStsRecord).some(text => text.status !== 'other');
  return meant ? [raise('sts-record-wrong-name', { name: domain }, shownBy(apex))] : [];
}

function policyFindings(reading: Reading): readonly Finding[] {
  const { policy, observations } = reading;
  switch (policy?.status) {
    case undefined:
      return [];
    case 'not-asked':
      return [raise('sts-policy-not-asked', { host: policyHost(observations.domain) }, shownBy(observations.sts))];
    case 'temperror':
      return [raiseTold(policy.problem, ['policy'])];
    case 'permerror':
      return policy.problems.map(problem => raiseTold(problem, ['policy']));
    case 'found': {
      const notes = policy.notes.map(note => raiseTold(note, ['policy']));
      return [...notes, ...heldAgainstMx(reading, policy.policy)];
    }
  }
}

function heldAgainstMx(reading: Reading, policy: StsPolicy): readonly Finding[] {
  const { mode, maxAge } = policy;
  const { mx, hosts, coverage, observations } = reading;
  const findings: Finding[] = [];
  const inPolicy: Evidence = ['policy'];
  const against: Evidence = [...shownBy(observations.mx), 'policy'];
  if (mode === 'none') findings.push(raise('sts-mode-none', {}, inPolicy));
  if (mode === 'testing') findings.push(raise('sts-mode-testing', {}, inPolicy));
  if (mode !== 'testing' && maxAge === 0) findings.push(raise('sts-max-age-zero', {}, inPolicy));
  if (mode === 'none') return findings;
  if (maxAge > 0 && maxAge < week) findings.push(raise('sts-max-age-short', { maxAge }, inPolicy));
  const broad = policy.mxPatterns.filter(pattern => isOverBroad(pattern, reading));
  if (broad.length > 0) findings.push(raise('sts-mx-over-broad', { patterns: broad }, inPolicy));
  if (mx.status !== 'found' || !takesMail(reading)) return findings;

  if (mx.implicit) findings.push(raise('sts-implicit-mx', {}, against));
  const named = hosts.filter(each => coverage.named.has(each.host));
  const reachable = named.filter(host => !hasNoAddress(host));
  const left = hosts.filter(each => !coverage.named.has(each.host) && !hasNoAddress(each));
  if (mode === 'enforce' && maxAge > 0 && reachable.length > 0) {
    findings.push(raise('sts-enforced', { maxAge, hosts: names(named) }, against));
  }
  if (left.length > 0) {
    findings.push(raise('sts-mx-not-covered', { hosts: names(left), all: reachable.length === 0, mode }, against));
  }
  if (coverage.idle.length > 0) findings.push(raise('sts-mx-stale-pattern', { patterns: coverage.idle }, against));
  return findings;
}

/** RFC 8461 §10.4: "*." before the domain itself, or before anything above it. */
function isOverBroad(pattern: string, { observations: { domain } }: Reading): boolean {
  if (!pattern.startsWith('*.')) return false;
  const above = pattern.slice(2);
  return !above.includes('.') || domain === above || domain.endsWith(`.${above}`);
}
