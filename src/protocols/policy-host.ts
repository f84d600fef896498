/**
 * The port through which an MTA-STS policy file is fetched (RFC 8461 §3.3), and what can come back. The fetch itself is
 * in edges/policy-fetch; what an answer means is in mta-sts.ts. Plain JSON, kept as evidence.
 */
import type { Answer, Name } from '../dns/resolver.ts';

export type PolicyResponse =
  | {
      readonly status: 'response';
      readonly httpStatus: number;
      /** The Content-Type header as sent, '' when there was none. */
      readonly contentType: string;
      /** At most 64 KiB; `tooLarge` when the host wanted to send more. */
      readonly body: string;
      readonly tooLarge: boolean;
      readonly at: number;
    }
  | { readonly status: 'redirect'; readonly httpStatus: number; readonly location: string; readonly at: number }
  /** `detail` is the browser's own word, e.g. "net::ERR_CERT_DATE_INVALID". */
  | { readonly status: 'certificate'; readonly detail: string; readonly at: number }
  | { readonly status: 'unresolved'; readonly detail: string; readonly at: number }
  | {
      readonly status: 'failed';
      readonly cause: 'refused' | 'reset' | 'timeout' | 'other';
      readonly detail: string;
      readonly at: number;
    };

/**
 * One GET of https://mta-sts.<domain>/.well-known/mta-sts.txt; 'not-asked' when there is no permission or no act.
 * `id` is that of the STS record: an answer already held for the same id may be given again.
 */
export type FetchPolicy = (domain: Name, id: string) => Promise<PolicyResponse | 'not-asked'>;

/** All that was seen of the policy host. The addresses are asked for only when they decide what a failed fetch means. */
export type PolicySight =
  | { readonly status: 'not-asked' }
  | {
      readonly status: 'asked';
      readonly response: PolicyResponse;
      /** How often it was asked: 2 when the first try failed in a way that proves nothing. */
      readonly tries: 1 | 2;
      readonly addresses?: { readonly a: Answer<'A'>; readonly aaaa: Answer<'AAAA'> };
    };
