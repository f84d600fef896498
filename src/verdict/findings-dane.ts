/** What is told of DANE over the MX hosts that can take mail (RFC 7672). */
import type { Answer } from '../dns/resolver.ts';
import { type DaneLink, type JudgedTlsa, judgeTlsa } from '../protocols/dane.ts';
import type { Finding, FindingId } from './findings.ts';
import { hasNoAddress, names, takesMail } from './findings-mx.ts';
import { raise, shownBy } from './raise.ts';
import type { HostReading, Reading } from './reading.ts';

type WithHosts = Extract<FindingId, `dane-${string}` | `mx-${string}`>;

const insecureLinks = {
  mx: 'dane-mx-insecure',
  address: 'dane-address-insecure',
  tlsa: 'dane-tlsa-insecure',
} as const satisfies Record<DaneLink, WithHosts>;

export function daneFindings(reading: Reading): readonly Finding[] {
  if (reading.mx.status !== 'found' || !takesMail(reading)) return [];
  const hosts = reading.hosts.filter(host => !hasNoAddress(host));
  return [...coverFindings(hosts, reading), ...linkFindings(hosts, reading), ...recordFindings(hosts, reading)];
}

function coverFindings(hosts: readonly HostReading[], { observations }: Reading): readonly Finding[] {
  const of = (status: HostReading['dane']['status']) => hosts.filter(host => host.dane.status === status);
  const evidence = [...shownBy(observations.mx), ...hosts.flatMap(chainOf)];
  const covered = of('covered');
  const findings: Finding[] = [];
  // Hosts of which nothing is known are not said to be without.
  const without = of('none').filter(({ answers }) => answers.tlsa.status !== 'temperror');
  if (without.length === hosts.length) findings.push(raise('dane-none', {}, evidence));
  if (covered.length > 0) findings.push(raise('dane-unverifiable-here', {}, covered.flatMap(chainOf)));
  if (covered.length > 0 && covered.length === hosts.length) {
    findings.push(raise('dane-locked', { hosts: names(covered) }, evidence));
  }
  const missing = [...without, ...of('insecure'), ...of('unusable')];
  if (covered.length > 0 && missing.length > 0) {
    findings.push(raise('dane-partial', { covered: names(covered), missing: names(missing) }, evidence));
  }
  const unusable = of('unusable');
  if (unusable.length > 0) {
    findings.push(raise('dane-all-unusable', { hosts: names(unusable) }, unusable.flatMap(chainOf)));
  }
  return findings;
}

function linkFindings(hosts: readonly HostReading[], { observations }: Reading): readonly Finding[] {
  const findings: Finding[] = [];
  const tell = (
    id: 'dane-tlsa-error' | 'dane-cname-mx' | (typeof insecureLinks)[DaneLink],
    picked: readonly HostReading[],
  ) => {
    const evidence = [...shownBy(observations.mx), ...picked.flatMap(chainOf)];
    if (picked.length > 0) findings.push(raise(id, { hosts: names(picked) }, evidence));
  };
  for (const [link, id] of Object.entries(insecureLinks)) {
    tell(
      id,
      hosts.filter(({ dane }) => dane.status === 'insecure' && dane.link === link),
    );
  }
  tell('dane-tlsa-error', hosts.filter(isRefusedByDaneSenders));
  // Under an MX set that is not authentic DANE locks nothing, alias or not.
  tell(
    'dane-cname-mx',
    hosts.filter(({ dane }) => dane.status === 'cname' && dane.mayCover),
  );
  return findings;
}

/** RFC 7672 §2.1.2: senders pass the host over. Only what the DNS itself answered proves it, not our way to it. */
function isRefusedByDaneSenders({ dane, answers: { tlsa } }: HostReading): boolean {
  const failed = dane.status === 'temperror' && dane.link === 'tlsa' && dane.mayCover;
  return failed && tlsa.status === 'temperror' && tlsa.reason === 'rcode';
}

/** What can be said of single records, wherever they stand. */
function recordFindings(hosts: readonly HostReading[], _reading: Reading): readonly Finding[] {
  const judged = hosts.flatMap(host => {
    const { tlsa } = host.answers;
    return tlsa.status === 'found' ? [{ host, records: tlsa.records.map(judgeTlsa) }] : [];
  });
  const where = (holds: (records: readonly JudgedTlsa[]) => boolean) =>
    judged.filter(({ records }) => holds(records)).map(({ host }) => host);
  const usable = (record: JudgedTlsa) => record.status === 'usable';
  const fault = (why: string) => (record: JudgedTlsa) => record.status === 'unusable' && record.why === why;
  const note = (what: string) => (record: JudgedTlsa) => usable(record) && record.notes.some(each => each === what);
  const picked: readonly (readonly [WithHostsOnly, readonly HostReading[]])[] = [
    ['dane-usage-pkix', where(records => records.some(fault('usage-pkix')))],
    ['dane-digest-length', where(records => records.some(fault('digest-length')))],
    ['dane-full-certificate', where(records => records.some(note('full-certificate')))],
    ['dane-ta-spki', where(records => records.some(note('ta-spki')))],
    ['dane-no-rollover-record', where(records => records.filter(usable).length === 1)],
  ];
  return picked.flatMap(([id, found]) =>
    found.length > 0
      ? [
          raise(
            id,
            { hosts: names(found) },
            found.flatMap(host => shownBy(host.answers.tlsa)),
          ),
        ]
      : [],
  );
}

type WithHostsOnly =
  | 'dane-usage-pkix'
  | 'dane-digest-length'
  | 'dane-full-certificate'
  | 'dane-ta-spki'
  | 'dane-no-rollover-record';

function chainOf({ answers: { a, aaaa, tlsa } }: HostReading): Finding['evidence'] {
  const given = (answer: Answer) => answer.status === 'found' || answer.status === 'temperror';
  return shownBy(...[a, aaaa].filter(given), tlsa);
}
