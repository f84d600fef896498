/** One inspection from question to verdict: joins what is kept of answers and policies with inspect() and judge(). */
import type { Name, Resolver } from '../dns/resolver.ts';
import { policyHost } from '../protocols/mta-sts.ts';
import type { FetchPolicy } from '../protocols/policy-host.ts';
import { inspect } from '../verdict/inspect.ts';
import { judge } from '../verdict/judge.ts';
import type { Observations } from '../verdict/observations.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Answers } from './answers.ts';
import { coalesce } from './coalesce.ts';
import type { Policies } from './policies.ts';
import type { Wanted } from './wanted.ts';

type Ports = {
  readonly answers: () => Answers;
  readonly policies: Policies;
  readonly registrableDomain: (domain: Name) => Name | undefined;
  readonly now: () => number;
};

/** Milliseconds between two tellings of how far an inspection has come. */
const progressEvery = 50;

/** Addresses of a policy host count as seen together with its response when they came at most this long before it. */
const together = 60_000;

export type Inspection = (wanted: Wanted, onProgress: (verdict: Verdict) => void) => Promise<Verdict>;

export function inspectionOver({ answers, policies, registrableDomain, now }: Ports): Inspection {
  return async (wanted, onProgress) => {
    const organisation = registrableDomain(wanted.domain);
    const verdictOn = (observations: Observations): Verdict =>
      judge(observations, organisation === undefined ? {} : { registrableDomain: organisation });
    const progress = coalesce((observations: Observations) => onProgress(verdictOn(observations)), progressEvery);
    let hadRecords = false;
    const hear = (observations: Observations): void => {
      const isNews = !hadRecords && hasRecords(observations);
      hadRecords ||= isNews;
      if (isNews) progress.tellNow(observations);
      else progress.tell(observations);
    };
    const since = wanted.again ? now() : 0;
    try {
      const observations = await inspect(wanted.domain, {
        ...seenTogether(wanted.domain, answers(), since, policies.for({ ...wanted, mayFetch: wanted.policy })),
        now,
        onProgress: hear,
      });
      return verdictOn(observations);
    } finally {
      progress.stop();
    }
  };
}

/** The first round trip is over: what the domain itself publishes is there, and worth showing at once. */
function hasRecords({ mx, sts, apex, dmarc }: Observations): boolean {
  return [mx, sts, apex, ...dmarc.map(({ answer }) => answer)].every(answer => answer !== undefined);
}

/**
 * What the addresses of the policy host prove of its response they prove only for the same minute: those of a response
 * from before `since` need not be newer than it.
 */
function seenTogether(
  domain: Name,
  answers: Answers,
  since: number,
  fetch: FetchPolicy,
): { readonly resolver: Resolver; readonly fetchPolicy: FetchPolicy } {
  let policyAt = 0;
  const host = policyHost(domain);
  const hostSince = (): number => {
    const isKept = policyAt > 0 && policyAt < since;
    return isKept ? policyAt - together : Math.max(since, policyAt - together);
  };
  return {
    resolver: { ask: (name, type) => answers.since(name === host ? hostSince() : since).ask(name, type) },
    fetchPolicy: async (name, id) => {
      const response = await fetch(name, id);
      if (response !== 'not-asked') policyAt = response.at;
      return response;
    },
  };
}
