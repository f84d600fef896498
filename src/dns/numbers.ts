/** Numbers of the IANA registry "Domain Name System (DNS) Parameters", as far as we use them. */
import type { RecordType } from './resolver.ts';

export const typeNumbers = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  OPT: 41,
  TLSA: 52,
} as const satisfies Record<RecordType | 'OPT', number>;

/** The class IN. */
export const internet = 1;

export const ednsOptions = { clientSubnet: 8, padding: 12, extendedError: 15 } as const;

export const rcodes = { noError: 0, nxdomain: 3 } as const;

/** RFC 8914 §4. */
export const extendedErrorCodes = {
  staleAnswer: 3,
  forgedAnswer: 4,
  blocked: 15,
  censored: 16,
  filtered: 17,
  prohibited: 18,
  staleNxdomain: 19,
} as const;
