/** What is told of DANE over the MX hosts that can take mail (RFC 7672). */
import { type DaneLink, type JudgedTlsa, judgeTlsa, type TlsaFault, type TlsaNote } from '../protocols/dane.ts';
import type { Finding, FindingId } from './findings.ts';
import { hasNoAddress, names, takesMail } from './findings-mx.ts';
import { type Evidence, raise, shownBy } from './raise.ts';
import type { HostReading, Reading } from './reading.ts';

type HostRule = (host: HostReading) => boolean;

/** What is told of single hosts: by finding, whether it holds for a host. */
const hostRules = {
  'dane-all-unusable': ({ dane }) => dane.status === 'unusable',
  'dane-tlsa-error': isPassedOver,
  // Under an MX set that is not authentic DANE locks nothing, alias or not.
  'dane-cname-mx': ({ dane }) => dane.status === 'cname' && dane.mayCover,
  'dane-mx-insecure': host => isInsecureAt(host, 'mx'),
  'dane-address-insecure': host => isInsecureAt(host, 'address'),
  'dane-tlsa-insecure': host => isInsecureAt(host, 'tlsa'),
  'dane-usage-pkix': host => hasFault(host, 'usage-pkix'),
  'dane-digest-length': host => hasFault(host, 'digest-length'),
  'dane-unknown-parameters': host => hasFault(host, 'usage', 'selector', 'matching-type', 'malformed'),
  'dane-full-certificate': host => tlsaOf(host).some(record => isNoted(record, 'full-certificate')),
  'dane-ta-spki': host => tlsaOf(host).some(record => isNoted(record, 'ta-spki')),
  'dane-no-rollover-record': ({ dane }) =>
    dane.status === 'covered' && dane.records.filter(record => record.status === 'usable').length === 1,
} as const satisfies Partial<Record<FindingId, HostRule>>;

export function daneFindings(reading: Reading): readonly Finding[] {
  if (reading.mx.status !== 'found' || !takesMail(reading)) return [];
  const hosts = reading.hosts.filter(host => !hasNoAddress(host));
  const mx = shownBy(reading.observations.mx);
  const ofHosts = Object.entries(hostRules).flatMap(([id, holds]) => {
    const picked = hosts.filter(holds);
    if (picked.length === 0) return [];
    return [raise(id as keyof typeof hostRules, { hosts: names(picked) }, [...mx, ...picked.flatMap(chainOf)])];
  });
  return [...coverFindings(hosts, mx), ...ofHosts];
}

/** What is told of all hosts together. */
function coverFindings(hosts: readonly HostReading[], mx: Evidence): readonly Finding[] {
  const covered = hosts.filter(({ dane }) => dane.status === 'covered');
  // Hosts of which nothing is known are not said to be without.
  const without = hosts.filter(({ dane, answers }) => dane.status === 'none' && answers.tlsa.status !== 'temperror');
  const missing = [...without, ...hosts.filter(({ dane }) => dane.status === 'insecure' || dane.status === 'unusable')];
  const evidence = [...mx, ...hosts.flatMap(chainOf)];
  const partly = { covered: names(covered), missing: names(missing) };
  return [
    ...(without.length === hosts.length ? [raise('dane-none', {}, evidence)] : []),
    ...(covered.length > 0 && missing.length > 0 ? [raise('dane-partial', partly, evidence)] : []),
    ...(covered.length === hosts.length ? [raise('dane-locked', { hosts: names(covered) }, evidence)] : []),
    ...(covered.length > 0 ? [raise('dane-unverifiable-here', {}, covered.flatMap(chainOf))] : []),
  ];
}

/**
 * RFC 7672 §2.1.2: senders pass the host over. Only SERVFAIL, which stands for bogus too, is what they would meet
 * themselves; all else may lie between the resolver and us.
 */
function isPassedOver({ dane, answers: { tlsa } }: HostReading): boolean {
  const failed = dane.status === 'temperror' && dane.link === 'tlsa' && dane.mayCover;
  return failed && tlsa.status === 'temperror' && tlsa.rcode === 2;
}

function isInsecureAt({ dane }: HostReading, link: DaneLink): boolean {
  return dane.status === 'insecure' && dane.link === link;
}

function tlsaOf({ answers: { tlsa } }: HostReading): readonly JudgedTlsa[] {
  return tlsa.status === 'found' ? tlsa.records.map(judgeTlsa) : [];
}

function hasFault(host: HostReading, ...faults: readonly TlsaFault[]): boolean {
  return tlsaOf(host).some(record => record.status === 'unusable' && faults.includes(record.why));
}

function isNoted(record: JudgedTlsa, note: TlsaNote): boolean {
  return record.status === 'usable' && record.notes.includes(note);
}

function chainOf({ observed }: HostReading): Evidence {
  const given = [observed?.a, observed?.aaaa].filter(
    answer => answer?.status === 'found' || answer?.status === 'temperror',
  );
  return shownBy(...given, observed?.tlsa);
}
