/** Which finding stands first: the one that the transit grade rests on. */
import type { CheckId, FindingId } from './findings.ts';
import type { TransitReason } from './verdict.ts';

const unanswered = [
  'dnssec-bogus',
  'dnssec-expired',
  'dnssec-not-yet',
  'dns-filtered',
  'lookup-failed',
  'mx-too-many',
  'dane-cname-mx',
  'dnssec-unknown',
] as const satisfies readonly FindingId[];

/** A finding, or whatever was found of a check, the worst of it first. */
export type Deciding = FindingId | CheckId;

/** The first of these that was found comes first, then the next. */
export const decidingFindings = {
  'no-mail-missing': ['domain-missing'],
  'no-mail-null-mx': ['mx-null'],
  'no-mail-no-address': ['mx-none-no-address'],
  'no-mail-dead-targets': ['mx-no-address'],
  // TLSA that no sender can use still make a sender insist on encryption (RFC 7672 §2.2): told before the lock itself.
  'locked-sts': ['dane-all-unusable', 'sts-enforced'],
  'locked-sts-partly': ['sts-mx-not-covered', 'dane-all-unusable', 'sts-enforced'],
  'locked-dane': ['dane-locked'],
  'locked-both': ['sts-enforced', 'dane-locked'],
  testing: ['sts-mode-testing', 'sts-mx-not-covered'],
  unverified: ['sts-policy-not-asked'],
  'broken-record': ['mta-sts'],
  'broken-policy-invalid': ['mta-sts'],
  'broken-policy-absent': ['mta-sts'],
  'broken-no-match': ['sts-mx-not-covered'],
  'broken-max-age-zero': ['sts-max-age-zero'],
  'broken-dane-unusable': ['dane-all-unusable'],
  'unlocked-nothing': ['mta-sts'],
  'unlocked-mode-none': ['sts-mode-none'],
  'unlocked-dane-partial': ['dane-partial'],
  'unlocked-dane-insecure': ['dane'],
  'unknown-dns': unanswered,
  'unknown-policy': ['mta-sts'],
  pending: [],
} as const satisfies Record<TransitReason, readonly Deciding[]>;
