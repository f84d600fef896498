/** The identity table of product.md: what is known of mail that claims to be from a domain, and the row that holds. */
import type { IdentityGrade } from './grades.ts';
import type { Row } from './settle.ts';
import type { IdentityReason } from './verdict.ts';

/** What the grade hangs on, once nothing is open. */
export type IdentityFacts = {
  /**
   * What the RFC 9989 walk comes to: the effective policy; none by default beside a valid rua; a record without policy
   * and rua; nothing selected, with or without a record that must be dropped.
   */
  readonly dmarc: 'reject' | 'quarantine' | 'none' | 'none-by-default' | 'no-policy' | 'dropped' | 'nothing';
  /** SPF lets any sender pass, so that DMARC passes with it whatever its policy (RFC 9989 §4.4). */
  readonly anySender: boolean;
};

/**
 * How the table is read: `+all` breaks a record that is selected, whatever its policy, p=none too, for a receiver then
 * takes forged mail for real; without DMARC there is nothing to break, and the domain is open.
 */
export const identityRows: readonly Row<IdentityFacts, IdentityGrade, IdentityReason>[] = [
  [
    'broken',
    'broken-spf',
    f => f.anySender && f.dmarc !== 'nothing' && f.dmarc !== 'dropped' && f.dmarc !== 'no-policy',
  ],
  ['rejected', 'rejected', f => f.dmarc === 'reject'],
  ['quarantined', 'quarantined', f => f.dmarc === 'quarantine'],
  ['watched', 'watched', f => f.dmarc === 'none'],
  ['watched', 'watched-by-default', f => f.dmarc === 'none-by-default'],
  ['broken', 'broken-record', f => f.dmarc === 'dropped'],
  ['broken', 'broken-p', f => f.dmarc === 'no-policy'],
  ['open', 'open', () => true],
];
