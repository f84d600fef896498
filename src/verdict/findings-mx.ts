/** What is told of the hosts that take the mail (RFC 5321 §5.1, RFC 7505). */
import type { Name } from '../dns/resolver.ts';
import { isIpLiteral } from '../protocols/mx.ts';
import type { Finding } from './findings.ts';
import { type Evidence, raise, shownBy } from './raise.ts';
import type { HostReading, Reading } from './reading.ts';

export function mxFindings(reading: Reading): readonly Finding[] {
  const { mx, hosts, observations } = reading;
  const asked = shownBy(observations.mx);
  if (mx.status === 'temperror') return [];
  if (mx.status === 'nxdomain')
    return [raise('domain-missing', mx.target === undefined ? {} : { target: mx.target }, asked)];
  if (mx.status === 'null') return [raise('mx-null', {}, asked)];
  if (mx.implicit) return implicitFindings(hosts, asked);

  const findings = [raise('mx-hosts', { hosts: mx.hosts, count: mx.hosts.length }, asked)];
  const [only, second] = mx.hosts;
  if (only && !second) findings.push(raise('mx-single', { host: only.host }, asked));
  if (mx.nullWithOthers) findings.push(raise('mx-null-with-others', { hosts: mx.hosts.map(each => each.host) }, asked));
  if (mx.ipLiterals.length > 0) findings.push(raise('mx-ip-literal', { hosts: mx.ipLiterals }, asked));
  const special = names(hosts.filter(each => each.nowhere && !isIpLiteral(each.host)));
  if (special.length > 0) findings.push(raise('mx-special-use', { hosts: special }, asked));
  const count = hosts.filter(each => !each.nowhere).length;
  const { length } = observations.hosts;
  if (count > length) findings.push(raise('mx-too-many', { asked: length, count }, asked));

  const dead = hosts.filter(hasNoAddress);
  const among = (picked: readonly HostReading[]) => [...asked, ...addressesOf(picked)];
  if (dead.length > 0) {
    findings.push(raise('mx-no-address', { hosts: names(dead), all: dead.length === hosts.length }, among(dead)));
  }
  const missing = hosts.filter(each => each.address.status === 'nxdomain' && !each.nowhere);
  if (missing.length > 0) findings.push(raise('mx-nxdomain', { hosts: names(missing) }, among(missing)));
  const aliases = hosts.filter(each => each.address.cname);
  if (aliases.length > 0) findings.push(raise('mx-cname', { hosts: names(aliases) }, among(aliases)));
  return findings;
}

/** The host cannot take mail: it is known to have no address. */
export function hasNoAddress({ address }: HostReading): boolean {
  return address.status === 'absent' || address.status === 'nxdomain';
}

/** Does the domain take mail, as far as can be told? An unanswered question speaks for it. */
export function takesMail({ mx, hosts }: Reading): boolean {
  if (mx.status === 'temperror') return true;
  return mx.status === 'found' && !hosts.every(hasNoAddress);
}

export function names(hosts: readonly HostReading[]): readonly Name[] {
  return hosts.map(each => each.host);
}

function implicitFindings(hosts: readonly HostReading[], asked: Evidence): Finding[] {
  const evidence = [...asked, ...addressesOf(hosts)];
  if (hosts.every(hasNoAddress)) return [raise('mx-none-no-address', {}, evidence)];
  return hosts.some(each => each.address.status === 'present') ? [raise('mx-none-implicit', {}, evidence)] : [];
}

function addressesOf(hosts: readonly HostReading[]): Evidence {
  return hosts.flatMap(({ observed }) => shownBy(observed?.a, observed?.aaaa));
}
