/**
 * DANE for SMTP: a signed zone says which certificate or key a mail host shows, so that a sender which validates DNS
 * insists on it (RFC 7672). The TLSA record stands below the MX host, for port 25:
 *
 *   _25._tcp.mail.example.com. TLSA 3 1 1 <SHA-256 of the host's public key>
 *
 * It counts only if the MX records, the host's addresses and the TLSA record are all authentic. Whether the host shows
 * that key cannot be seen from a browser.
 */
import type { Answer, Authenticity, Found, Name, TlsaData } from '../dns/resolver.ts';
import { readHostAddress } from './mx.ts';

export type TlsaNote =
  /** The record holds a whole certificate or key: large, and discouraged (RFC 7671 §10.1.2). */
  | 'full-certificate'
  /** The record names the bare key of a certificate authority, without the limits its certificate sets (RFC 7671 §5.2.1). */
  | 'ta-spki';

export type TlsaFault = 'usage-pkix' | 'usage' | 'selector' | 'matching-type' | 'digest-length' | 'malformed';

export type JudgedTlsa = { readonly record: TlsaData; readonly notes: readonly TlsaNote[] } & (
  | { readonly status: 'usable' }
  /** Senders pass it over. */
  | { readonly status: 'unusable'; readonly why: TlsaFault }
);

/** How DANE stands for one MX host. */
export type HostDane =
  /** A sender that checks DANE insists on one of these keys. At least one record is usable. */
  | { readonly status: 'covered'; readonly records: readonly JudgedTlsa[] }
  /** Authentic TLSA, none of it usable: encryption is wanted, with whomever (RFC 7672 §2.2). */
  | { readonly status: 'unusable'; readonly records: readonly JudgedTlsa[] }
  /** No TLSA, or none that a sender would ask for. */
  | { readonly status: 'none' }
  /** TLSA is there, and what leads to it is not authentic: the first link that is not. */
  | { readonly status: 'insecure'; readonly link: DaneLink }
  /** The host is an alias: which of its names has the TLSA to be used is not known yet (RFC 7672 §2.1.3). */
  | { readonly status: 'cname'; readonly mayCover: boolean }
  /** The host has no address: nothing can be delivered to it, so its TLSA is of no account. */
  | { readonly status: 'unreachable' }
  /** A lookup failed, or its resolver is not known to validate. `mayCover`: it could still turn out covered or unusable. */
  | {
      readonly status: 'temperror';
      readonly link: DaneLink;
      readonly why: 'failed' | 'indeterminate';
      readonly mayCover: boolean;
    };

/** What must be authentic, in the order in which a sender asks (RFC 7672 §2.2). */
export type DaneLink = 'mx' | 'address' | 'tlsa';

export type HostAnswers = {
  /** Of the MX answer that names the host; of its denial for an implicit MX. */
  readonly mx: Authenticity;
  readonly a: Answer<'A'>;
  readonly aaaa: Answer<'AAAA'>;
  readonly tlsa: Answer<'TLSA'>;
};

/** Where the TLSA records of an MX host stand (RFC 7672 §2.2.3; port 25). */
export function tlsaName(host: Name): Name {
  return `_25._tcp.${host}`;
}

/** Can a sender use this record (RFC 6698 §4.1, RFC 7672 §3.1)? */
export function judgeTlsa(record: TlsaData): JudgedTlsa {
  const why = faultOf(record);
  const notes: TlsaNote[] = [];
  if (record.matchingType === 0) notes.push('full-certificate');
  if (record.usage === 2 && record.selector === 1) notes.push('ta-spki');
  return why === undefined ? { status: 'usable', record, notes } : { status: 'unusable', record, notes, why };
}

/** How DANE stands for one MX host, from the four answers that bear on it (RFC 7672 §2.1, §2.2). */
export function readHostDane({ mx, a, aaaa, tlsa }: HostAnswers): HostDane {
  const mayCover = mx !== 'insecure';
  const address = readHostAddress(a, aaaa);
  if (address.status === 'absent' || address.status === 'nxdomain') return { status: 'unreachable' };
  if (address.cname) return { status: 'cname', mayCover };
  if (address.status === 'temperror') return { status: 'temperror', link: 'address', why: 'failed', mayCover };

  const found = [a, aaaa].filter(answer => answer.status === 'found');
  // RFC 7672 §2.2.2: below an address that is not authentic TLSA is not asked for, so its failure means nothing.
  if (found.some(answer => answer.authenticity === 'insecure')) {
    return notAuthentic(mx === 'insecure' ? 'mx' : 'address', tlsa);
  }
  if (tlsa.status === 'temperror') return { status: 'temperror', link: 'tlsa', why: 'failed', mayCover };
  // RFC 7672 §2.2.1 lets a sender use TLSA below an MX set that is not authentic; no lock on the domain comes of it.
  if (mx === 'insecure') return notAuthentic('mx', tlsa);
  if (tlsa.status !== 'found') return { status: 'none' };
  if (tlsa.authenticity === 'insecure') return { status: 'insecure', link: 'tlsa' };
  // RFC 7672 §2.1.2: one of the two address lookups failing is enough to pass the host over.
  if ([a, aaaa].some(answer => answer.status === 'temperror')) {
    return { status: 'temperror', link: 'address', why: 'failed', mayCover };
  }
  const doubted = indeterminateLink(mx, found, tlsa);
  if (doubted !== undefined) return { status: 'temperror', link: doubted, why: 'indeterminate', mayCover };
  const records = tlsa.records.map(judgeTlsa);
  return { status: records.some(record => record.status === 'usable') ? 'covered' : 'unusable', records };
}

function notAuthentic(link: DaneLink, tlsa: Answer<'TLSA'>): HostDane {
  return tlsa.status === 'found' ? { status: 'insecure', link } : { status: 'none' };
}

function indeterminateLink(
  mx: Authenticity,
  addresses: readonly (Found<'A'> | Found<'AAAA'>)[],
  tlsa: Found<'TLSA'>,
): DaneLink | undefined {
  if (mx === 'indeterminate') return 'mx';
  if (addresses.some(answer => answer.authenticity === 'indeterminate')) return 'address';
  return tlsa.authenticity === 'indeterminate' ? 'tlsa' : undefined;
}

function faultOf({ usage, selector, matchingType, data }: TlsaData): TlsaFault | undefined {
  // RFC 7672 §3.1.3: usages 0 and 1 lean on public authorities; SMTP senders take them for unusable.
  if (usage === 0 || usage === 1) return 'usage-pkix';
  if (usage !== 2 && usage !== 3) return 'usage';
  if (selector !== 0 && selector !== 1) return 'selector';
  if (matchingType === 0) return isDerSequence(data) ? undefined : 'malformed';
  if (matchingType !== 1 && matchingType !== 2) return 'matching-type';
  // SHA-256 has 32 octets, SHA-512 has 64 (RFC 6698 §2.1.3): two hexadecimal digits each.
  return data.length === (matchingType === 1 ? 64 : 128) ? undefined : 'digest-length';
}

/** A certificate and a public key are each one DER SEQUENCE that fills the data to its end (X.690 §8.1.3). */
function isDerSequence(data: string): boolean {
  if (!data.startsWith('30')) return false;
  const rest = data.slice(2);
  const first = Number.parseInt(rest.slice(0, 2), 16);
  if (first < 0x80) return rest.length === 2 + 2 * first;
  const digits = 2 * (first - 0x80);
  const length = Number.parseInt(rest.slice(2, 2 + digits), 16);
  return rest.length === 2 + digits + 2 * length;
}
