/** Which finding stands first: the one that the transit grade rests on. */
import type { FindingId } from './findings.ts';
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
  'broken-record': [
    'sts-record-multiple',
    'sts-record-syntax',
    'sts-id-missing',
    'sts-id-invalid',
    'sts-record-not-first',
    'sts-record-version',
  ],
  'broken-policy-invalid': [
    'sts-bot-wall',
    'sts-policy-too-large',
    'sts-version',
    'sts-policy-syntax',
    'sts-blank-line',
    'sts-mode-missing',
    'sts-mode-unknown',
    'sts-max-age-missing',
    'sts-max-age-malformed',
    'sts-max-age-too-large',
    'sts-mx-missing',
    'sts-mx-malformed',
  ],
  'broken-policy-absent': ['sts-policy-host-nxdomain', 'sts-policy-tls', 'sts-policy-redirect', 'sts-policy-status'],
  'broken-no-match': ['sts-mx-not-covered'],
  'broken-max-age-zero': ['sts-max-age-zero'],
  'broken-dane-unusable': ['dane-all-unusable'],
  'unlocked-nothing': ['sts-record-missing', 'sts-cname-dangling'],
  'unlocked-mode-none': ['sts-mode-none'],
  'unlocked-dane-partial': ['dane-partial'],
  'unlocked-dane-insecure': ['dane-mx-insecure', 'dane-address-insecure', 'dane-tlsa-insecure'],
  'unknown-dns': unanswered,
  'unknown-policy': ['sts-policy-unreachable', 'sts-policy-tls-unproved', 'sts-policy-status'],
  pending: [],
} as const satisfies Record<TransitReason, readonly FindingId[]>;
