/** A verdict: two grades, why, and all the evidence. What judge() makes and every screen draws. Plain JSON. */
import type { Name } from '../dns/resolver.ts';
import type { CheckId, Finding } from './findings.ts';
import type { IdentityGrade, TransitGrade } from './grades.ts';
import type { Observations } from './observations.ts';

/** Which sentence stands under the transit grade: one grade can be reached in several ways that mean different things. */
export type TransitReason =
  | 'no-mail-missing' // the domain does not exist
  | 'no-mail-null-mx'
  | 'no-mail-no-address' // no MX and no address
  | 'no-mail-dead-targets' // every MX target lacks an address
  | 'locked-sts'
  | 'locked-sts-partly' // MX hosts outside the policy: mail through them is held back, not exposed (RFC 8461 §5)
  | 'locked-dane'
  | 'locked-both'
  | 'testing'
  | 'unverified'
  | 'broken-record'
  | 'broken-policy-invalid'
  | 'broken-policy-absent'
  | 'broken-no-match' // enforce matches no MX host
  | 'broken-max-age-zero'
  | 'broken-dane-unusable'
  | 'unlocked-nothing'
  | 'unlocked-mode-none'
  | 'unlocked-dane-partial'
  | 'unlocked-dane-insecure'
  | 'unknown-dns'
  | 'unknown-policy' // its policy server did not answer from here
  | 'pending';

export type IdentityReason =
  | 'rejected'
  | 'quarantined'
  | 'watched'
  | 'watched-by-default' // p missing or bad, with a valid rua
  | 'broken-record'
  | 'broken-p'
  | 'broken-spf'
  | 'open'
  | 'unknown-dns'
  | 'pending';

/** What a receiver still on RFC 7489 would do less, told in the first sentence; undefined when it would do the same. */
export type OlderReceivers = 'multiple' | 'pct' | 'psd' | 'tree-walk' | undefined;

export type Verdict = {
  readonly domain: Name;
  readonly transit: { readonly grade: TransitGrade; readonly reason: TransitReason };
  readonly identity: {
    readonly grade: IdentityGrade;
    readonly reason: IdentityReason;
    readonly older?: OlderReceivers;
  };
  /** Sorted by what matters to a reader: the first is the one that decides the transit grade. */
  readonly findings: readonly Finding[];
  /** Checks with an answer still to come; empty in a finished verdict. */
  readonly pending: readonly CheckId[];
  readonly observations: Observations;
  /** When it may be asked again, milliseconds since the epoch: at + max(60 s, smallest TTL); DNS failures 30 s, policy failures 5 minutes. */
  readonly expires: number;
};
