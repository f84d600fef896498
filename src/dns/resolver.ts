/**
 * What the core asks of the outside world: one question at a time, answered with one of four outcomes that are never
 * mixed up. Everything here is plain JSON, so that an answer can be sent between the parts and kept as evidence.
 */

/** Lower case, A-labels, no dot at the end; the root is ''. */
export type Name = string;

export type MxData = { readonly preference: number; readonly exchange: Name };

export type TlsaData = {
  readonly usage: number;
  readonly selector: number;
  readonly matchingType: number;
  /** Certificate association data, lower-case hexadecimal. */
  readonly data: string;
};

/** The types we ask for and what one record of each holds. */
export type RecordData = {
  readonly A: string;
  readonly AAAA: string;
  readonly CNAME: Name;
  readonly MX: MxData;
  readonly NS: Name;
  readonly SOA: { readonly minimum: number };
  readonly TLSA: TlsaData;
  /** The strings of one record joined with nothing between (RFC 7208 §3.3, RFC 8461 §3.1); one character per octet. */
  readonly TXT: string;
};

export type RecordType = keyof RecordData;

export type Question<T extends RecordType = RecordType> = { readonly name: Name; readonly type: T };

/** RFC 8914: the resolver's remark on its answer. */
export type ExtendedError = { readonly code: number; readonly text: string };

/**
 * What DNSSEC says of a whole answer, in the resolver's word (the AD bit): `authentic` validated, `insecure` proved
 * unsigned or at least not validated by a validating resolver, `indeterminate` from a resolver not known to validate.
 */
export type Authenticity = 'authentic' | 'insecure' | 'indeterminate';

type Answered<T extends RecordType> = {
  readonly question: Question<T>;
  /** Host name of the resolver that answered, e.g. "cloudflare-dns.com". */
  readonly resolver: string;
  /** When it answered, milliseconds since the epoch. */
  readonly at: number;
  /** Seconds for which the answer may be kept: the smallest TTL (of the SOA if empty), less the Age header. */
  readonly ttl: number;
  readonly authenticity: Authenticity;
  /** The CNAME chain that was followed: each target in order, empty when there was none. */
  readonly cnames: readonly Name[];
  readonly extendedErrors: readonly ExtendedError[];
  /** RFC 8767: past its TTL, served because the authority did not answer (EDE 3 or 19). */
  readonly stale: boolean;
};

/** Why there is no answer. None of these says anything about what the domain publishes. */
export type FailureReason =
  | 'timeout'
  | 'unreachable'
  | 'http-status'
  | 'redirect'
  | 'media-type'
  | 'too-large'
  | 'malformed'
  | 'truncated'
  | 'wrong-question'
  | 'cname-loop'
  | 'rcode'
  | 'filtered';

export type Failure<T extends RecordType = RecordType> = {
  readonly status: 'temperror';
  readonly question: Question<T>;
  readonly resolver: string;
  readonly at: number;
  readonly reason: FailureReason;
  /** The DNS response code when reason is `rcode` (2 SERVFAIL, 5 REFUSED …). */
  readonly rcode?: number;
  /** The HTTP status when reason is `http-status`. */
  readonly httpStatus?: number;
  readonly extendedErrors: readonly ExtendedError[];
};

export type Found<T extends RecordType = RecordType> = Answered<T> & {
  readonly status: 'found';
  readonly records: readonly RecordData[T][];
};

/** `nodata`: the name exists, without this type. `nxdomain`: neither the name nor anything below it exists (RFC 8020). */
export type Absent<T extends RecordType = RecordType> = Answered<T> & { readonly status: 'nodata' | 'nxdomain' };

export type Answer<T extends RecordType = RecordType> = Found<T> | Absent<T> | Failure<T>;

export interface Resolver {
  /** Rejects only when its signal is aborted; every trouble is a `temperror` with its reason. */
  ask<T extends RecordType>(name: Name, type: T): Promise<Answer<T>>;
}
