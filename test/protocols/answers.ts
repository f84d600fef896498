/** Answers as a resolver would give them, for tests that only care about what is in them. */
import type { Absent, Failure, Found, Name, RecordData, RecordType } from '../../src/dns/resolver.ts';

const told = {
  resolver: 'resolver.example',
  at: 1_000_000,
  ttl: 300,
  authenticity: 'insecure',
  cnames: [],
  extendedErrors: [],
  stale: false,
} as const;

export function found<T extends RecordType>(
  name: Name,
  type: T,
  records: readonly RecordData[T][],
  differing: Partial<Found<T>> = {},
): Found<T> {
  return { ...told, status: 'found', question: { name, type }, records, ...differing };
}

export function absent<T extends RecordType>(
  status: 'nodata' | 'nxdomain',
  name: Name,
  type: T,
  differing: Partial<Absent<T>> = {},
): Absent<T> {
  return { ...told, status, question: { name, type }, ...differing };
}

export function failed<T extends RecordType>(name: Name, type: T): Failure<T> {
  const { resolver, at } = told;
  return { status: 'temperror', question: { name, type }, resolver, at, reason: 'timeout', extendedErrors: [] };
}
