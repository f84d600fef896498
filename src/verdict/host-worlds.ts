/**
 * What the answers about the MX hosts leave open. Each host can be in a few states; a state is a set of bits, and the
 * states of all hosts together are every combination, united: few, however many hosts there are.
 */
import type { Answer, Authenticity, TlsaData } from '../dns/resolver.ts';
import { type HostAnswers, judgeTlsa, readHostDane } from '../protocols/dane.ts';
import { readHostAddress } from '../protocols/mx.ts';
import type { Coverage } from './coverage.ts';
import type { HostReading } from './reading.ts';
import type { DaneFact } from './transit.ts';

/** What holds of at least one host that has an address. No bit at all: the host has none. */
const reached = 1;
const matched = 2;
const covered = 4;
const unusable = 8;
const insecure = 16;
const plain = 32;

/** What is true of the hosts together in one world. */
type HostsFact = {
  /** At least one has an address. */
  readonly reached: boolean;
  /** At least one with an address is named by the policy. */
  readonly matched: boolean;
  readonly dane: DaneFact;
};

/** Every world that the answers about `hosts` leave open; `coverage` tells which of them the policy names. */
export function* hostWorlds(hosts: readonly HostReading[], coverage: Coverage): Generator<HostsFact> {
  // One MX answer names them all, so that a doubt about it is the same doubt for each.
  for (const mx of outcomesOf(hosts[0]?.answers.mx ?? 'insecure')) {
    const statesByShape = new Map<string, readonly number[]>();
    let together = new Set([0]);
    for (const host of hosts) {
      const shape = shapeOf(host);
      const states = statesByShape.get(shape) ?? hostStates(host, mx);
      statesByShape.set(shape, states);
      const bit = coverage.named.has(host.host) ? matched : 0;
      together = new Set([...together].flatMap(bits => states.map(state => bits | state | (state === 0 ? 0 : bit))));
    }
    for (const bits of together) {
      yield { reached: (bits & reached) !== 0, matched: (bits & matched) !== 0, dane: daneOf(bits) };
    }
  }
}

/** All that the states of a host hang on: hosts are many, shapes are few. */
function shapeOf({ nowhere, answers: { a, aaaa, tlsa } }: HostReading): string {
  const shapes = [a, aaaa, tlsa].map(answer =>
    answer.status === 'temperror' ? [] : [answer.status, answer.authenticity, answer.cnames.length > 0],
  );
  return JSON.stringify([nowhere, shapes, tlsa.status === 'found' && tlsa.records.some(isUsable)]);
}

function daneOf(bits: number): DaneFact {
  const found = bits & (covered | unusable | insecure | plain);
  if (found === covered) return 'all';
  if (found & unusable) return 'unusable';
  if (found & covered) return 'some';
  return found & insecure ? 'insecure' : 'none';
}

function hostStates(host: HostReading, mx: Authenticity): readonly number[] {
  if (host.nowhere) return [0];
  const states = new Set<number>();
  for (const answers of possibleAnswers(host.answers, mx)) {
    if (readHostAddress(answers.a, answers.aaaa).status !== 'present') states.add(0);
    else for (const dane of daneStates(answers)) states.add(reached | dane);
  }
  return [...states];
}

function daneStates(answers: HostAnswers): readonly number[] {
  const dane = readHostDane(answers);
  switch (dane.status) {
    case 'covered':
      return [covered];
    case 'unusable':
      return [unusable];
    case 'insecure':
      return [insecure];
    case 'none':
    case 'unreachable':
      return [plain];
    case 'cname':
    case 'temperror':
      return dane.mayCover ? [covered, unusable, insecure, plain] : [insecure, plain];
  }
}

function* possibleAnswers({ a, aaaa, tlsa }: HostAnswers, mx: Authenticity): Generator<HostAnswers> {
  // If one of the two addresses was answered, it is known whether the host is an alias; the other cannot differ.
  const aliases =
    a.status === 'temperror' && aaaa.status === 'temperror' ? [[], ['alias.invalid']] : [aliasOf(a, aaaa)];
  for (const cnames of aliases) {
    for (const eachA of possible(a, ['192.0.2.1'], cnames)) {
      for (const eachAaaa of possible(aaaa, ['2001:db8::1'], cnames)) {
        for (const eachTlsa of possibleTlsa(tlsa)) yield { mx, a: eachA, aaaa: eachAaaa, tlsa: eachTlsa };
      }
    }
  }
}

function aliasOf(a: Answer<'A'>, aaaa: Answer<'AAAA'>): readonly string[] {
  const answered = a.status === 'temperror' ? aaaa : a;
  return answered.status === 'temperror' ? [] : answered.cnames;
}

function* possibleTlsa(answer: Answer<'TLSA'>): Generator<Answer<'TLSA'>> {
  // Of records that are known only one thing matters here; there may be thousands of them.
  const known = answer.status === 'found' && !answer.records.some(isUsable) ? unusableTlsa : usableTlsa;
  yield* possible(answer.status === 'found' ? { ...answer, records: [known] } : answer, [usableTlsa], []);
  if (answer.status === 'temperror') yield* possible(answer, [unusableTlsa], []);
}

const isUsable = (record: TlsaData): boolean => judgeTlsa(record).status === 'usable';
const usableTlsa: TlsaData = { usage: 3, selector: 1, matchingType: 1, data: '0'.repeat(64) };
const unusableTlsa: TlsaData = { ...usableTlsa, usage: 0 };

/** A failed answer as found (authentic or not) or absent; one from a resolver not known to validate as either. */
function* possible<T extends 'A' | 'AAAA' | 'TLSA'>(
  answer: Answer<T>,
  records: Extract<Answer<T>, { status: 'found' }>['records'],
  cnames: readonly string[],
): Generator<Answer<T>> {
  if (answer.status !== 'temperror') {
    for (const authenticity of outcomesOf(answer.authenticity)) yield { ...answer, authenticity };
    return;
  }
  const { question, resolver, at, extendedErrors } = answer;
  const common = { question, resolver, at, extendedErrors, ttl: 0, cnames, stale: false } as const;
  for (const authenticity of ['authentic', 'insecure'] as const)
    yield { ...common, authenticity, status: 'found', records };
  yield { ...common, authenticity: 'insecure', status: 'nodata' };
}

function outcomesOf(authenticity: Authenticity): readonly Authenticity[] {
  return authenticity === 'indeterminate' ? ['authentic', 'insecure'] : [authenticity];
}
