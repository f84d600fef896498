/** The observations as a plain list: for what is told of any answer, whichever it is. */
import type { Answer } from '../dns/resolver.ts';
import { readStsRecords } from '../protocols/mta-sts-record.ts';
import type { CheckId } from './findings.ts';
import { checkIds } from './findings.ts';
import type { Observations } from './observations.ts';

/** Every DNS answer that has come, in the order in which it was asked for. */
export function answersOf({ mx, hosts, apex, sts, policy, dmarc }: Observations): readonly Answer[] {
  const ofPolicy = policy?.status === 'asked' && policy.addresses ? [policy.addresses.a, policy.addresses.aaaa] : [];
  const ofHosts = hosts.flatMap(host => [host.a, host.aaaa, host.tlsa]);
  const all: readonly (Answer | undefined)[] = [
    mx,
    sts,
    apex,
    ...dmarc.map(step => step.answer),
    ...ofHosts,
    ...ofPolicy,
  ];
  // An MX host can be the policy host: one answer to one question.
  return [...new Set(all)].filter(answer => answer !== undefined);
}

/** The checks with an answer still to come. */
export function pendingChecks({ mx, hosts, apex, sts, policy, dmarc }: Observations): readonly CheckId[] {
  const waiting: Readonly<Record<CheckId, boolean>> = {
    mx: !mx || hosts.some(host => !host.a || !host.aaaa),
    'mta-sts': !sts || (!policy && readStsRecords(sts).status === 'found'),
    dane: !mx || hosts.some(host => !host.tlsa),
    dmarc: dmarc.some(step => !step.answer),
    spf: !apex,
    dnssec: !mx,
  };
  return checkIds.filter(check => waiting[check]);
}
