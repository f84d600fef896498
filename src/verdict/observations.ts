/** Everything that was asked for a domain, as it was answered: what judge() reads and nothing else. Plain JSON. */
import type { Answer, Name } from '../dns/resolver.ts';
import type { PolicySight } from '../protocols/policy-host.ts';

/** An answer that has not come yet is undefined. */
export type Pending<T> = T | undefined;

export type HostObservation = {
  readonly host: Name;
  readonly a: Pending<Answer<'A'>>;
  readonly aaaa: Pending<Answer<'AAAA'>>;
  /** TLSA of `_25._tcp.<host>` (RFC 7672 §2.2.3). */
  readonly tlsa: Pending<Answer<'TLSA'>>;
};

export type Observations = {
  readonly domain: Name;
  /** When the inspection began, milliseconds since the epoch. */
  readonly at: number;
  readonly mx: Pending<Answer<'MX'>>;
  /** One per distinct MX host in order of preference; the domain itself for an implicit MX; empty until MX is known. */
  readonly hosts: readonly HostObservation[];
  /** TXT of the domain itself: read for a plain SPF `+all` or /0, and for records that stand at the wrong name. */
  readonly apex: Pending<Answer<'TXT'>>;
  /** TXT of `_mta-sts.<domain>`. */
  readonly sts: Pending<Answer<'TXT'>>;
  readonly policy: Pending<PolicySight>;
  /** TXT of `_dmarc.<name>` for each name of the RFC 9989 tree walk, in its order, starting with the domain. */
  readonly dmarc: readonly { readonly name: Name; readonly answer: Pending<Answer<'TXT'>> }[];
};
