/** The observations, read once by the protocols: what grades and findings are both made of. */
import type { Answer, Failure, Name, Question, RecordType } from '../dns/resolver.ts';
import { type HostAnswers, type HostDane, readHostDane, tlsaName } from '../protocols/dane.ts';
import { type OlderDmarc, olderDmarc } from '../protocols/dmarc-older.ts';
import { type DmarcLookup, readDmarcAnswer } from '../protocols/dmarc-record.ts';
import { type DmarcSelection, type DmarcStep, selectDmarc } from '../protocols/dmarc-walk.ts';
import { type PolicyReading, readPolicy } from '../protocols/mta-sts.ts';
import { readStsRecords, type StsRecords, stsName } from '../protocols/mta-sts-record.ts';
import { type HostAddress, type MxSet, readHostAddress, readMx } from '../protocols/mx.ts';
import { type ApexSpf, readApexSpf } from '../protocols/spf.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { isNowhere } from './nowhere.ts';
import type { HostObservation, Observations, Pending } from './observations.ts';

/** What judging may know beside the answers. */
export type JudgeContext = {
  /** By the public suffix list: what receivers on RFC 7489 take for the organizational domain. */
  readonly registrableDomain?: Name;
};

export type HostReading = {
  readonly host: Name;
  /** An IP address or a name of special use in the place of a host: not asked for, and nothing can be delivered there. */
  readonly nowhere: boolean;
  /** The answers that have come; undefined for a host that was not asked for. */
  readonly observed: HostObservation | undefined;
  /** The same, with failures in the place of what has not come. */
  readonly answers: HostAnswers;
  readonly address: HostAddress;
  readonly dane: HostDane;
};

export type Reading = {
  readonly observations: Observations;
  readonly context: JudgeContext;
  readonly mx: MxSet;
  /** One per MX host, in order of preference; hosts that were not asked for read as failed lookups. */
  readonly hosts: readonly HostReading[];
  readonly sts: StsRecords;
  /** Undefined where there is no STS record to ask for it, or where it has not come yet. */
  readonly policy: PolicyReading | undefined;
  /** The policy held against the MX hosts; names none while there is no valid policy. */
  readonly coverage: Coverage;
  readonly walk: readonly DmarcStep[];
  readonly selection: DmarcSelection;
  /** What receivers still on RFC 7489 would do less. */
  readonly older: OlderDmarc | undefined;
  readonly spf: ApexSpf;
};

/** Reads what has come; what has not reads as a failed lookup. Never throws. */
export function read(observations: Observations, context: JudgeContext): Reading {
  const { domain } = observations;
  const mxAnswer = observations.mx ?? unanswered(domain, 'MX');
  const mx = readMx(mxAnswer);
  const policy = observations.policy && readPolicy(observations.policy, domain);
  const hosts = readHosts(observations, mx, mxAnswer);
  const walk: readonly DmarcStep[] = observations.dmarc.map(step => ({
    name: step.name,
    lookup: readStep(step.answer),
  }));
  const selection = selectDmarc(walk, domainExists(mx));
  return {
    observations,
    context,
    mx,
    hosts,
    sts: readStsRecords(observations.sts ?? unanswered(stsName(domain), 'TXT')),
    policy,
    coverage: coverageOf(
      policy?.status === 'found' ? policy.policy.mxPatterns : [],
      hosts.map(each => each.host),
    ),
    walk,
    selection,
    older: olderDmarc(walk, selection, context.registrableDomain),
    spf: readApexSpf(observations.apex ?? unanswered(domain, 'TXT')),
  };
}

/** RFC 9989 §3.2.13: not so only by NXDOMAIN of the name itself; an alias to nowhere is itself a name that exists. */
export function domainExists(mx: MxSet): boolean {
  return mx.status !== 'nxdomain' || mx.target !== undefined;
}

/** Stands in for an answer that is not there. Only for reading: it is shown to no one. */
export function unanswered<T extends RecordType>(name: Name, type: T): Failure<T> {
  const question: Question<T> = { name, type };
  return { status: 'temperror', question, resolver: '', at: 0, reason: 'timeout', extendedErrors: [] };
}

function readStep(answer: Pending<Answer<'TXT'>>): DmarcLookup {
  return answer ? readDmarcAnswer(answer) : { status: 'temperror' };
}

function readHosts(observations: Observations, mx: MxSet, mxAnswer: Answer<'MX'>): readonly HostReading[] {
  if (mx.status !== 'found' || mxAnswer.status === 'temperror') return [];
  return mx.hosts.map(({ host }) => {
    const observed = observations.hosts.find(each => each.host === host);
    const answers: HostAnswers = {
      mx: mxAnswer.authenticity,
      a: observed?.a ?? unanswered(host, 'A'),
      aaaa: observed?.aaaa ?? unanswered(host, 'AAAA'),
      tlsa: observed?.tlsa ?? unanswered(tlsaName(host), 'TLSA'),
    };
    const nowhere = isNowhere(host);
    const address: HostAddress = nowhere
      ? { status: 'nxdomain', cname: false }
      : readHostAddress(answers.a, answers.aaaa);
    const dane: HostDane = nowhere ? { status: 'unreachable' } : readHostDane(answers);
    return { host, nowhere, observed, answers, address, dane };
  });
}
