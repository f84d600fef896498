/**
 * MX: which hosts take mail for a domain, and whether they have an address. Records stand at the domain itself:
 *
 *   example.com. MX 10 mail.example.com.
 *   example.com. MX 0 .                    takes no mail at all (RFC 7505)
 *
 * RFC 5321 §5.1 sets the rules; without any MX the domain itself is the one host.
 */
import type { Absent, Answer, MxData, Name } from '../dns/resolver.ts';

export type MxHost = { readonly host: Name; readonly preference: number };

export type MxSet =
  | {
      readonly status: 'found';
      /** Best preference first, each host once, never empty. */
      readonly hosts: readonly MxHost[];
      /** No MX record: the domain itself, preference 0. It being a CNAME is no fault then. */
      readonly implicit: boolean;
      /** A null MX stands beside real ones (RFC 7505 §3 forbids it); it is not among the hosts. */
      readonly nullWithOthers: boolean;
      /** Those of the hosts that are IP addresses: no name, so no address can be looked up for them. */
      readonly ipLiterals: readonly Name[];
    }
  /** The domain says that it takes no mail. */
  | { readonly status: 'null' }
  /** No mail: nothing to deliver to. `target` is the end of a CNAME chain when it is that name which does not exist. */
  | { readonly status: 'nxdomain'; readonly target: Name | undefined }
  /** Nothing is known. */
  | { readonly status: 'temperror' };

export type HostAddress = {
  /** `nxdomain`: there is no such name; `absent`: it exists without an address. Either way it cannot take mail. */
  readonly status: 'present' | 'absent' | 'nxdomain' | 'temperror';
  /** The host is an alias: RFC 5321 §5.1 wants a name with an address of its own. */
  readonly cname: boolean;
};

/** What an MX answer means for delivery (RFC 5321 §5.1, RFC 7505). */
export function readMx(answer: Answer<'MX'>): MxSet {
  if (answer.status === 'temperror') return { status: 'temperror' };
  if (answer.status !== 'found') return readDenial(answer);
  const hosts = distinct(answer.records.filter(record => record.exchange !== ''));
  // RFC 7505 §3 wants preference 0; with any other nothing can be delivered to the root either.
  if (hosts.length === 0) return { status: 'null' };
  return {
    status: 'found',
    hosts,
    implicit: false,
    nullWithOthers: answer.records.some(record => record.exchange === ''),
    ipLiterals: hosts.map(each => each.host).filter(isIpLiteral),
  };
}

/** One found address suffices to be present; only two answers without any make a host absent. */
export function readHostAddress(a: Answer<'A'>, aaaa: Answer<'AAAA'>): HostAddress {
  const cname = [a, aaaa].some(answer => answer.status !== 'temperror' && answer.cnames.length > 0);
  if (a.status === 'found' || aaaa.status === 'found') return { status: 'present', cname };
  if (a.status === 'temperror' || aaaa.status === 'temperror') return { status: 'temperror', cname };
  // A name with one type denied as NODATA exists, whatever a confused server says of the other (RFC 8020).
  if (a.status === 'nodata' || aaaa.status === 'nodata') return { status: 'absent', cname };
  return { status: 'nxdomain', cname };
}

function readDenial(answer: Absent<'MX'>): MxSet {
  if (answer.status === 'nodata') {
    const host = { host: answer.question.name, preference: 0 };
    return { status: 'found', hosts: [host], implicit: true, nullWithOthers: false, ipLiterals: [] };
  }
  // RFC 5321 §5.1: the end of a CNAME chain counts as the name asked for; if that does not exist, it is an error.
  return { status: 'nxdomain', target: answer.cnames.at(-1) };
}

function distinct(records: readonly MxData[]): readonly MxHost[] {
  const sorted = records.toSorted((left, right) => left.preference - right.preference);
  const seen = new Map<Name, MxHost>();
  for (const { exchange, preference } of sorted) {
    if (!seen.has(exchange)) seen.set(exchange, { host: exchange, preference });
  }
  return [...seen.values()];
}

/** "192.0.2.1", "[192.0.2.1]", "2001:db8::1": typed into a field that wants a name. */
export function isIpLiteral(host: Name): boolean {
  return /^\[?\d{1,3}(?:\.\d{1,3}){3}\]?$/.test(host) || host.includes(':');
}
