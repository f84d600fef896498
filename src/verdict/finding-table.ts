/** How much each finding matters, and which check it belongs to: the order of the table is the order on every screen. */
import type { Question } from '../dns/resolver.ts';
import type { CheckId, FindingFacts, FindingId, Weight } from './findings.ts';

/** A weight, or what makes one of what the finding knows. */
type Weights = { readonly [I in FindingId]: Weight | ((facts: FindingFacts[I]) => Weight) };

/** What breaks first, then what could not be seen, what weakens, what is good, and what is only worth knowing. */
export const findingTable = {
  // Mail is lost, or everything is lost
  'domain-missing': 'bad',
  'mx-none-no-address': 'bad',
  'mx-no-address': f => (f.all ? 'bad' : 'warn'),
  'sts-mx-not-covered': f => (f.mode === 'testing' ? 'warn' : 'bad'),
  'dane-all-unusable': 'bad',
  'dane-tlsa-error': 'bad',
  // A lock that is meant and does not hold
  'sts-record-multiple': 'bad',
  'sts-record-syntax': 'bad',
  'sts-id-missing': 'bad',
  'sts-id-invalid': 'bad',
  'sts-record-not-first': 'bad',
  'sts-record-version': 'bad',
  'sts-cname-dangling': 'bad',
  'sts-policy-host-nxdomain': 'bad',
  'sts-policy-tls': 'bad',
  'sts-policy-redirect': 'bad',
  'sts-policy-status': f => (f.absent ? 'bad' : 'unknown'),
  'sts-bot-wall': 'bad',
  'sts-policy-too-large': 'bad',
  'sts-version': 'bad',
  'sts-policy-syntax': 'bad',
  'sts-blank-line': 'bad',
  'sts-mode-missing': 'bad',
  'sts-mode-unknown': 'bad',
  'sts-max-age-missing': 'bad',
  'sts-max-age-malformed': 'bad',
  'sts-max-age-too-large': 'bad',
  'sts-mx-missing': 'bad',
  'sts-mx-malformed': 'bad',
  'sts-max-age-zero': 'bad',
  // Forgeries
  'spf-all-pass': 'bad',
  'dmarc-multiple': 'bad',
  'dmarc-version': 'bad',
  'dmarc-duplicate-tag': 'bad',
  'dmarc-p-missing': f => (f.rua ? 'note' : 'bad'),
  'dmarc-missing': 'bad',
  // What could not be seen
  'dnssec-bogus': 'bad',
  'dnssec-expired': 'bad',
  'dnssec-not-yet': 'bad',
  'dns-filtered': 'unknown',
  'sts-policy-unreachable': 'unknown',
  'sts-policy-tls-unproved': 'unknown',
  'sts-policy-not-asked': 'unknown',
  'lookup-failed': 'unknown',
  'mx-too-many': 'unknown',
  'dane-cname-mx': 'unknown',
  'dnssec-unknown': 'unknown',
  'dns-stale': 'unknown',
  // What weakens
  'sts-record-missing': 'warn',
  'sts-mode-none': 'warn',
  'sts-mode-testing': 'warn',
  'dane-partial': 'warn',
  'dane-mx-insecure': 'warn',
  'dane-address-insecure': 'warn',
  'dane-tlsa-insecure': 'warn',
  'dmarc-p-none': 'warn',
  'dmarc-testing': 'warn',
  'dmarc-7489-differs': 'warn',
  'dmarc-sp-weaker': 'warn',
  'dmarc-np-weaker': 'warn',
  'dmarc-bad-value': 'warn',
  'dmarc-rua-no-mailto': 'warn',
  'dmarc-at-apex': 'warn',
  'sts-record-wrong-name': 'warn',
  'mx-nxdomain': 'warn',
  'spf-multiple': 'warn',
  'spf-syntax': 'warn',
  'mx-null-with-others': 'warn',
  'mx-ip-literal': 'warn',
  'mx-special-use': 'warn',
  'sts-max-age-short': 'warn',
  'sts-policy-media-type': 'warn',
  'sts-mx-over-broad': 'warn',
  'sts-duplicate-key': 'warn',
  'dane-digest-length': 'warn',
  'dane-unknown-parameters': 'warn',
  'dane-usage-pkix': 'warn',
  'mx-cname': 'warn',
  'mx-none-implicit': 'warn',
  // What is good
  'sts-enforced': 'good',
  'dane-locked': 'good',
  'dmarc-enforced': 'good',
  'dnssec-signed': 'good',
  // What is worth knowing
  'mx-null': 'note',
  'mx-hosts': 'note',
  'dmarc-inherited': 'note',
  'dmarc-psd': 'note',
  'dane-none': 'note',
  'spf-record': 'note',
  'spf-missing': 'note',
  'dnssec-unsigned': 'note',
  'dnssec-unsupported': 'note',
  'sts-null-mx-conflict': 'note',
  'sts-implicit-mx': 'note',
  'sts-mx-stale-pattern': 'note',
  'sts-unknown-key': 'note',
  'dane-full-certificate': 'note',
  'dane-ta-spki': 'note',
  'dane-no-rollover-record': 'note',
  'dane-unverifiable-here': 'note',
  'dmarc-syntax': 'note',
  'dmarc-unknown-tag': 'note',
  'dmarc-removed-tag': 'note',
  'dmarc-pct': 'note',
  'mx-single': 'note',
} as const satisfies Weights;

/** Every finding there is, in the order of the table. */
export const findingIds = Object.keys(findingTable) as readonly FindingId[];

export function weightOf<I extends FindingId>(id: I, facts: FindingFacts[I]): Weight {
  const weight: Weights[I] = (findingTable as Weights)[id];
  return typeof weight === 'function' ? weight(facts) : weight;
}

/** By how the ids begin; a lookup that failed belongs to the check that it was for. */
const checks = {
  domain: 'mx',
  mx: 'mx',
  sts: 'mta-sts',
  dane: 'dane',
  dmarc: 'dmarc',
  spf: 'spf',
  dnssec: 'dnssec',
  dns: 'dnssec',
} as const satisfies Readonly<Record<string, CheckId>>;

export function checkOf<I extends FindingId>(id: I, facts: FindingFacts[I]): CheckId {
  if ('question' in facts) return checkFor(facts.question);
  return checks[id.replace(/-.*/, '') as keyof typeof checks];
}

function checkFor({ name, type }: Question): CheckId {
  if (type === 'TLSA') return 'dane';
  if (type !== 'TXT') return name.startsWith('mta-sts.') ? 'mta-sts' : 'mx';
  if (name.startsWith('_mta-sts.')) return 'mta-sts';
  return name.startsWith('_dmarc.') ? 'dmarc' : 'spf';
}
