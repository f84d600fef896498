/** The transit table of product.md: what is known of the way to a domain, and the first row that holds for it. */
import type { TransitGrade } from './grades.ts';
import type { Row } from './settle.ts';
import type { TransitReason } from './verdict.ts';

/** What the grade hangs on, once nothing is open. */
export type TransitFacts = {
  readonly mail: 'missing' | 'null-mx' | 'no-address' | 'dead-targets' | 'accepted';
  readonly sts: StsFact;
  readonly dane: DaneFact;
};

/**
 * What MTA-STS comes to. For `enforce` with max_age > 0: `whole` matches every MX host not known to have no
 * address, `partly` at least one that has an address, `no-match` none that has one.
 */
export type StsFact =
  | 'none'
  | 'record-broken'
  | 'not-asked'
  | 'policy-absent'
  | 'policy-invalid'
  | 'testing'
  | 'mode-none'
  | 'max-age-zero'
  | 'no-match'
  | 'partly'
  | 'whole';

/**
 * What DANE comes to over the MX hosts that have an address, the strongest of: usable and authentic on `all`; authentic
 * and `unusable` on one; usable on `some`; TLSA that do not count because something before them is `insecure`; `none`.
 */
export type DaneFact = 'all' | 'unusable' | 'some' | 'insecure' | 'none';

export const transitRows: readonly Row<TransitFacts, TransitGrade, TransitReason>[] = [
  ['no-mail', 'no-mail-missing', f => f.mail === 'missing'],
  ['no-mail', 'no-mail-null-mx', f => f.mail === 'null-mx'],
  ['no-mail', 'no-mail-no-address', f => f.mail === 'no-address'],
  ['no-mail', 'no-mail-dead-targets', f => f.mail === 'dead-targets'],
  ['locked', 'locked-sts-partly', f => f.sts === 'partly'],
  ['locked', 'locked-both', f => f.sts === 'whole' && f.dane === 'all'],
  ['locked', 'locked-sts', f => f.sts === 'whole'],
  ['locked', 'locked-dane', f => f.dane === 'all'],
  ['testing', 'testing', f => f.sts === 'testing'],
  ['unverified', 'unverified', f => f.sts === 'not-asked'],
  ['broken', 'broken-record', f => f.sts === 'record-broken'],
  ['broken', 'broken-policy-invalid', f => f.sts === 'policy-invalid'],
  ['broken', 'broken-policy-absent', f => f.sts === 'policy-absent'],
  ['broken', 'broken-no-match', f => f.sts === 'no-match'],
  // The table names max_age 0 without a mode: with `none` it is broken too. With `testing` an earlier row holds.
  ['broken', 'broken-max-age-zero', f => f.sts === 'max-age-zero'],
  ['broken', 'broken-dane-unusable', f => f.dane === 'unusable'],
  ['unlocked', 'unlocked-mode-none', f => f.sts === 'mode-none'],
  ['unlocked', 'unlocked-dane-partial', f => f.dane === 'some'],
  ['unlocked', 'unlocked-dane-insecure', f => f.dane === 'insecure'],
  ['unlocked', 'unlocked-nothing', () => true],
];
