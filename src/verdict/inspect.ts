/**
 * Asks everything that a verdict needs, in as few round trips as there are dependencies: what depends on no answer at
 * once, and each dependent question as soon as its own parent's answer is there, not when a whole batch is.
 */
import type { Answer, Name, RecordType, Resolver } from '../dns/resolver.ts';
import { tlsaName } from '../protocols/dane.ts';
import { walkNames } from '../protocols/dmarc-walk.ts';
import { lookupPolicy } from '../protocols/mta-sts.ts';
import { readStsRecords, stsName } from '../protocols/mta-sts-record.ts';
import { readMx } from '../protocols/mx.ts';
import type { FetchPolicy, PolicySight } from '../protocols/policy-host.ts';
import { isNowhere } from './nowhere.ts';
import type { HostObservation, Observations } from './observations.ts';

type InspectPorts = {
  readonly resolver: Resolver;
  readonly fetchPolicy: FetchPolicy;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Hears of every answer as it comes, with all that came before it; never after the promise is settled. */
  readonly onProgress?: (observations: Observations) => void;
};

/**
 * The hosts whose addresses and TLSA are asked for, best preference first: a long list is a way to have many questions
 * asked. Hosts beyond it count as not known.
 */
export const hostLimit = 20;

/** Looks `domain` up. Never asks one question twice; rejects only when the resolver or the fetch was aborted. */
export async function inspect(domain: Name, ports: InspectPorts): Promise<Observations> {
  const resolver = askOnce(ports.resolver);
  let seen = nothingYet(domain, ports.now());
  const note = (change: (before: Observations) => Observations) => {
    seen = change(seen);
    ports.onProgress?.(seen);
  };

  const mail = async () => {
    const mx = await resolver.ask(domain, 'MX');
    const hosts = hostsToAsk(mx);
    note(before => ({ ...before, mx, hosts: hosts.map(unasked) }));
    await Promise.all(hosts.map(lookAtHost));
  };
  const lookAtHost = async (host: Name) => {
    const learn = (part: Partial<HostObservation>) =>
      note(before => ({ ...before, hosts: before.hosts.map(h => (h.host === host ? { ...h, ...part } : h)) }));
    await Promise.all([
      resolver.ask(host, 'A').then(a => learn({ a })),
      resolver.ask(host, 'AAAA').then(aaaa => learn({ aaaa })),
      resolver.ask(tlsaName(host), 'TLSA').then(tlsa => learn({ tlsa })),
    ]);
  };
  const strictTransport = async () => {
    const sts = await resolver.ask(stsName(domain), 'TXT');
    note(before => ({ ...before, sts }));
    const lookup = readStsRecords(sts);
    if (lookup.status !== 'found') return;
    const { fetchPolicy } = ports;
    const policy: PolicySight = await lookupPolicy(domain, lookup.record.id, { resolver, fetchPolicy });
    note(before => ({ ...before, policy }));
  };
  const apexTexts = async () => {
    const apex = await resolver.ask(domain, 'TXT');
    note(before => ({ ...before, apex }));
  };
  const walkStep = async (name: Name) => {
    const answer = await resolver.ask(`_dmarc.${name}`, 'TXT');
    note(before => ({ ...before, dmarc: before.dmarc.map(step => (step.name === name ? { name, answer } : step)) }));
  };

  await Promise.all([mail(), strictTransport(), apexTexts(), ...walkNames(domain).map(walkStep)]);
  return seen;
}

/** The hosts of an MX answer that are asked for: none for a domain that takes no mail, and none that is nowhere. */
function hostsToAsk(answer: Answer<'MX'>): readonly Name[] {
  const mx = readMx(answer);
  if (mx.status !== 'found') return [];
  return mx.hosts
    .map(each => each.host)
    .filter(host => !isNowhere(host))
    .slice(0, hostLimit);
}

function nothingYet(domain: Name, at: number): Observations {
  const dmarc = walkNames(domain).map(name => ({ name, answer: undefined }));
  return { domain, at, mx: undefined, hosts: [], apex: undefined, sts: undefined, policy: undefined, dmarc };
}

function unasked(host: Name): HostObservation {
  return { host, a: undefined, aaaa: undefined, tlsa: undefined };
}

/** An MX host can be the policy host or the domain itself: equal questions share one answer. */
function askOnce(resolver: Resolver): Resolver {
  const asked = new Map<string, Promise<Answer>>();
  return {
    ask: <T extends RecordType>(name: Name, type: T) => {
      const key = `${name} ${type}`;
      const answer = asked.get(key) ?? (resolver.ask(name, type) as Promise<Answer>);
      asked.set(key, answer);
      return answer as Promise<Answer<T>>;
    },
  };
}
