/** Where each finding belongs, and how much it matters: the order of the table is the order on every screen. */
import type { Question } from '../dns/resolver.ts';
import type { CheckId, FindingFacts, FindingId, Weight } from './findings.ts';

/** A value of its own, or one that hangs on what the finding knows. */
type From<F, T> = T | ((facts: F) => T);

type Place<I extends FindingId> = {
  readonly check: From<FindingFacts[I], CheckId>;
  readonly weight: From<FindingFacts[I], Weight>;
};

type Places = { readonly [I in FindingId]: Place<I> };

/** What breaks first, then what could not be seen, what weakens, what is good, and what is only worth knowing. */
export const findingTable = {
  // Mail is lost, or everything is lost
  'domain-missing': { check: 'mx', weight: 'bad' },
  'mx-none-no-address': { check: 'mx', weight: 'bad' },
  'mx-no-address': { check: 'mx', weight: f => (f.all ? 'bad' : 'warn') },
  'sts-mx-not-covered': { check: 'mta-sts', weight: f => (f.mode === 'testing' ? 'warn' : 'bad') },
  'dane-all-unusable': { check: 'dane', weight: 'bad' },
  'dane-tlsa-error': { check: 'dane', weight: 'bad' },
  // A lock that is meant and does not hold
  'sts-record-multiple': { check: 'mta-sts', weight: 'bad' },
  'sts-record-syntax': { check: 'mta-sts', weight: 'bad' },
  'sts-id-missing': { check: 'mta-sts', weight: 'bad' },
  'sts-id-invalid': { check: 'mta-sts', weight: 'bad' },
  'sts-record-not-first': { check: 'mta-sts', weight: 'bad' },
  'sts-record-version': { check: 'mta-sts', weight: 'bad' },
  'sts-cname-dangling': { check: 'mta-sts', weight: 'bad' },
  'sts-policy-host-nxdomain': { check: 'mta-sts', weight: 'bad' },
  'sts-policy-tls': { check: 'mta-sts', weight: 'bad' },
  'sts-policy-redirect': { check: 'mta-sts', weight: 'bad' },
  'sts-policy-status': { check: 'mta-sts', weight: f => (f.absent ? 'bad' : 'unknown') },
  'sts-bot-wall': { check: 'mta-sts', weight: 'bad' },
  'sts-policy-too-large': { check: 'mta-sts', weight: 'bad' },
  'sts-version': { check: 'mta-sts', weight: 'bad' },
  'sts-policy-syntax': { check: 'mta-sts', weight: 'bad' },
  'sts-blank-line': { check: 'mta-sts', weight: 'bad' },
  'sts-mode-missing': { check: 'mta-sts', weight: 'bad' },
  'sts-mode-unknown': { check: 'mta-sts', weight: 'bad' },
  'sts-max-age-missing': { check: 'mta-sts', weight: 'bad' },
  'sts-max-age-malformed': { check: 'mta-sts', weight: 'bad' },
  'sts-max-age-too-large': { check: 'mta-sts', weight: 'bad' },
  'sts-mx-missing': { check: 'mta-sts', weight: 'bad' },
  'sts-mx-malformed': { check: 'mta-sts', weight: 'bad' },
  'sts-max-age-zero': { check: 'mta-sts', weight: 'bad' },
  // Forgeries
  'spf-all-pass': { check: 'spf', weight: 'bad' },
  'dmarc-multiple': { check: 'dmarc', weight: 'bad' },
  'dmarc-version': { check: 'dmarc', weight: 'bad' },
  'dmarc-duplicate-tag': { check: 'dmarc', weight: 'bad' },
  'dmarc-p-missing': { check: 'dmarc', weight: f => (f.rua ? 'note' : 'bad') },
  'dmarc-missing': { check: 'dmarc', weight: 'bad' },
  // What could not be seen
  'dnssec-bogus': { check: 'dnssec', weight: 'bad' },
  'dnssec-expired': { check: 'dnssec', weight: 'bad' },
  'dnssec-not-yet': { check: 'dnssec', weight: 'bad' },
  'dns-filtered': { check: 'dnssec', weight: 'unknown' },
  'sts-policy-unreachable': { check: 'mta-sts', weight: 'unknown' },
  'sts-policy-tls-unproved': { check: 'mta-sts', weight: 'unknown' },
  'sts-policy-not-asked': { check: 'mta-sts', weight: 'unknown' },
  'lookup-failed': { check: f => checkOf(f.question), weight: 'unknown' },
  'dane-cname-mx': { check: 'dane', weight: 'unknown' },
  'dnssec-unknown': { check: 'dnssec', weight: 'unknown' },
  'dns-stale': { check: 'dnssec', weight: 'unknown' },
  // What weakens
  'sts-record-missing': { check: 'mta-sts', weight: 'warn' },
  'sts-mode-none': { check: 'mta-sts', weight: 'warn' },
  'sts-mode-testing': { check: 'mta-sts', weight: 'warn' },
  'dane-partial': { check: 'dane', weight: 'warn' },
  'dane-mx-insecure': { check: 'dane', weight: 'warn' },
  'dane-address-insecure': { check: 'dane', weight: 'warn' },
  'dane-tlsa-insecure': { check: 'dane', weight: 'warn' },
  'dmarc-p-none': { check: 'dmarc', weight: 'warn' },
  'dmarc-testing': { check: 'dmarc', weight: 'warn' },
  'dmarc-7489-differs': { check: 'dmarc', weight: 'warn' },
  'dmarc-sp-weaker': { check: 'dmarc', weight: 'warn' },
  'dmarc-np-weaker': { check: 'dmarc', weight: 'warn' },
  'dmarc-bad-value': { check: 'dmarc', weight: 'warn' },
  'dmarc-rua-no-mailto': { check: 'dmarc', weight: 'warn' },
  'dmarc-at-apex': { check: 'dmarc', weight: 'warn' },
  'sts-record-wrong-name': { check: 'mta-sts', weight: 'warn' },
  'mx-nxdomain': { check: 'mx', weight: 'warn' },
  'spf-multiple': { check: 'spf', weight: 'warn' },
  'spf-syntax': { check: 'spf', weight: 'warn' },
  'mx-null-with-others': { check: 'mx', weight: 'warn' },
  'mx-ip-literal': { check: 'mx', weight: 'warn' },
  'sts-max-age-short': { check: 'mta-sts', weight: 'warn' },
  'sts-policy-media-type': { check: 'mta-sts', weight: 'warn' },
  'sts-mx-over-broad': { check: 'mta-sts', weight: 'warn' },
  'sts-duplicate-key': { check: 'mta-sts', weight: 'warn' },
  'dane-digest-length': { check: 'dane', weight: 'warn' },
  'dane-usage-pkix': { check: 'dane', weight: 'warn' },
  'mx-cname': { check: 'mx', weight: 'warn' },
  'mx-none-implicit': { check: 'mx', weight: 'warn' },
  // What is good
  'sts-enforced': { check: 'mta-sts', weight: 'good' },
  'dane-locked': { check: 'dane', weight: 'good' },
  'dmarc-enforced': { check: 'dmarc', weight: 'good' },
  'dnssec-signed': { check: 'dnssec', weight: 'good' },
  // What is worth knowing
  'mx-null': { check: 'mx', weight: 'note' },
  'mx-hosts': { check: 'mx', weight: 'note' },
  'dmarc-inherited': { check: 'dmarc', weight: 'note' },
  'dmarc-psd': { check: 'dmarc', weight: 'note' },
  'dane-none': { check: 'dane', weight: 'note' },
  'spf-record': { check: 'spf', weight: 'note' },
  'spf-missing': { check: 'spf', weight: 'note' },
  'dnssec-unsigned': { check: 'dnssec', weight: 'note' },
  'dnssec-unsupported': { check: 'dnssec', weight: 'note' },
  'sts-null-mx-conflict': { check: 'mta-sts', weight: 'note' },
  'sts-implicit-mx': { check: 'mta-sts', weight: 'note' },
  'sts-mx-stale-pattern': { check: 'mta-sts', weight: 'note' },
  'sts-unknown-key': { check: 'mta-sts', weight: 'note' },
  'dane-full-certificate': { check: 'dane', weight: 'note' },
  'dane-ta-spki': { check: 'dane', weight: 'note' },
  'dane-no-rollover-record': { check: 'dane', weight: 'note' },
  'dane-unverifiable-here': { check: 'dane', weight: 'note' },
  'dmarc-syntax': { check: 'dmarc', weight: 'note' },
  'dmarc-unknown-tag': { check: 'dmarc', weight: 'note' },
  'dmarc-removed-tag': { check: 'dmarc', weight: 'note' },
  'dmarc-pct': { check: 'dmarc', weight: 'note' },
  'mx-single': { check: 'mx', weight: 'note' },
} as const satisfies Places;

/** Every finding there is, in the order of the table. */
export const findingIds = Object.keys(findingTable) as readonly FindingId[];

/** The check and weight of a finding that knows `facts`. */
export function placeOf<I extends FindingId>(id: I, facts: FindingFacts[I]): { check: CheckId; weight: Weight } {
  const { check, weight }: Place<I> = (findingTable as Places)[id];
  return {
    check: typeof check === 'function' ? check(facts) : check,
    weight: typeof weight === 'function' ? weight(facts) : weight,
  };
}

/** The check that a question belongs to. */
export function checkOf({ name, type }: Question): CheckId {
  if (type === 'TLSA') return 'dane';
  if (type !== 'TXT') return name.startsWith('mta-sts.') ? 'mta-sts' : 'mx';
  if (name.startsWith('_mta-sts.')) return 'mta-sts';
  return name.startsWith('_dmarc.') ? 'dmarc' : 'spf';
}
