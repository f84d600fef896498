/**
 * Every fact that can be told about a domain, by its stable id, with what its sentences need to know. The ids are those
 * of the field where it has names for them; `words` has a sentence for each, `findingTable` says how much each matters.
 */
import type { FailureReason, Name, Question } from '../dns/resolver.ts';

export const checkIds = ['mx', 'mta-sts', 'dane', 'dmarc', 'spf', 'dnssec'] as const;
export type CheckId = (typeof checkIds)[number];

type Nothing = Readonly<Record<never, never>>;
type Hosts = { readonly hosts: readonly Name[] };
type Names = { readonly names: readonly Name[] };
type At = { readonly name: Name };

/**
 * What each finding knows. Strings come from DNS or a policy host: hostile, to be shown as text only. Texts are cut to
 * 253 characters and an "…", lists to 50 members.
 */
export type FindingFacts = {
  // The domain and its MX (RFC 5321 §5.1, RFC 7505)
  /** `target`: where an alias of that name leads; it is that name which does not exist. */
  'domain-missing': { readonly target?: Name };
  'mx-hosts': {
    readonly hosts: readonly { readonly host: Name; readonly preference: number }[];
    readonly count: number;
  };
  'mx-none-implicit': Nothing;
  'mx-none-no-address': Nothing;
  'mx-null': Nothing;
  'mx-null-with-others': Hosts;
  'mx-no-address': Hosts & { readonly all: boolean };
  'mx-nxdomain': Hosts;
  'mx-cname': Hosts;
  'mx-ip-literal': Hosts;
  /** Names that are never looked up (RFC 6761, RFC 7686), in the place of a mail server's. */
  'mx-special-use': Hosts;
  'mx-too-many': { readonly asked: number; readonly count: number };
  'mx-single': { readonly host: Name };
  // MTA-STS record (RFC 8461 §3.1)
  'sts-record-missing': Nothing;
  'sts-record-multiple': { readonly count: number };
  'sts-record-syntax': { readonly text: string };
  'sts-id-missing': { readonly text: string };
  'sts-id-invalid': { readonly id: string };
  'sts-record-version': { readonly text: string };
  'sts-record-not-first': { readonly text: string };
  'sts-record-wrong-name': At;
  'sts-cname-dangling': { readonly target: Name };
  // Policy host (RFC 8461 §3.3)
  'sts-policy-not-asked': { readonly host: Name };
  'sts-policy-host-nxdomain': { readonly host: Name; readonly exists: boolean };
  'sts-policy-unreachable': {
    readonly host: Name;
    readonly cause: 'refused' | 'reset' | 'timeout' | 'unresolved' | 'other';
    readonly detail: string;
  };
  'sts-policy-tls': { readonly host: Name; readonly detail: string };
  'sts-policy-tls-unproved': { readonly host: Name; readonly detail: string };
  'sts-policy-status': { readonly host: Name; readonly httpStatus: number; readonly absent: boolean };
  'sts-policy-redirect': { readonly host: Name; readonly httpStatus: number; readonly location: string };
  'sts-policy-media-type': { readonly contentType: string };
  'sts-policy-too-large': Nothing;
  'sts-bot-wall': { readonly host: Name };
  // Policy body (RFC 8461 §3.2)
  'sts-policy-syntax': { readonly line: number; readonly text: string };
  'sts-version': { readonly value: string };
  'sts-mode-missing': Nothing;
  'sts-mode-unknown': { readonly value: string };
  'sts-max-age-missing': Nothing;
  'sts-max-age-malformed': { readonly value: string };
  'sts-max-age-too-large': { readonly value: string };
  'sts-max-age-zero': Nothing;
  'sts-max-age-short': { readonly maxAge: number };
  'sts-mx-missing': Nothing;
  'sts-mx-malformed': { readonly pattern: string };
  'sts-duplicate-key': { readonly key: string };
  'sts-unknown-key': { readonly key: string };
  'sts-blank-line': { readonly line: number };
  // Policy against DNS (RFC 8461 §4.1, §5, §8, §10.4)
  'sts-enforced': { readonly maxAge: number } & Hosts;
  'sts-mode-testing': Nothing;
  'sts-mode-none': Nothing;
  'sts-mx-not-covered': Hosts & { readonly all: boolean; readonly mode: 'enforce' | 'testing' };
  'sts-mx-stale-pattern': { readonly patterns: readonly string[] };
  'sts-mx-over-broad': { readonly patterns: readonly string[] };
  'sts-null-mx-conflict': Nothing;
  'sts-implicit-mx': Nothing;
  // DANE (RFC 7672)
  'dane-locked': Hosts;
  'dane-none': Nothing;
  'dane-partial': { readonly covered: readonly Name[]; readonly missing: readonly Name[] };
  'dane-mx-insecure': Hosts;
  'dane-address-insecure': Hosts;
  'dane-tlsa-insecure': Hosts;
  'dane-tlsa-error': Hosts;
  'dane-cname-mx': Hosts;
  'dane-all-unusable': Hosts;
  'dane-usage-pkix': Hosts;
  'dane-digest-length': Hosts;
  'dane-unknown-parameters': Hosts;
  'dane-full-certificate': Hosts;
  'dane-ta-spki': Hosts;
  'dane-no-rollover-record': Hosts;
  'dane-unverifiable-here': Nothing;
  // DMARC (RFC 9989)
  'dmarc-enforced': At & { readonly policy: 'quarantine' | 'reject' };
  'dmarc-missing': Nothing;
  'dmarc-multiple': At & { readonly count: number };
  'dmarc-version': At & { readonly text: string };
  'dmarc-duplicate-tag': At & { readonly tag: string };
  'dmarc-p-missing': At & { readonly rua: boolean };
  'dmarc-bad-value': At & { readonly tag: string; readonly value: string; readonly rua: boolean };
  'dmarc-syntax': At & { readonly text: string };
  'dmarc-unknown-tag': At & { readonly tags: readonly string[] };
  'dmarc-removed-tag': At & { readonly tags: readonly string[] };
  'dmarc-p-none': At & { readonly tag: 'p' | 'sp' | 'np'; readonly reports: boolean };
  'dmarc-sp-weaker': At & { readonly p: string; readonly sp: string };
  'dmarc-np-weaker': At & { readonly p: string; readonly np: string };
  'dmarc-testing': At & { readonly published: string; readonly effective: string };
  'dmarc-pct': At & { readonly pct: number };
  /** `dropped`: the domain has a record of its own, or several, that must be dropped. */
  'dmarc-inherited': At & { readonly policy: string; readonly dropped: boolean };
  'dmarc-psd': At & { readonly policy: string };
  'dmarc-rua-no-mailto': At & { readonly uri: string };
  'dmarc-7489-differs': { readonly why: 'multiple' | 'pct' | 'psd' | 'tree-walk'; readonly older: string };
  'dmarc-at-apex': Nothing;
  // SPF, as far as the main job reads it (RFC 7208)
  'spf-all-pass': { readonly term: string };
  'spf-record': { readonly text: string };
  'spf-missing': Nothing;
  'spf-multiple': { readonly count: number };
  'spf-syntax': { readonly text: string; readonly term: string };
  // DNSSEC and the lookups themselves (RFC 8914, RFC 8767)
  'dnssec-signed': Nothing;
  'dnssec-unsigned': Nothing;
  'dnssec-bogus': Names & { readonly detail: string };
  'dnssec-expired': Names;
  'dnssec-not-yet': Names;
  'dnssec-unsupported': Names;
  'dnssec-unknown': { readonly resolver: string };
  'dns-stale': Names;
  'dns-filtered': Names & { readonly resolver: string };
  'lookup-failed': {
    readonly question: Question;
    readonly resolver: string;
    readonly reason: FailureReason;
    readonly rcode?: number;
    readonly httpStatus?: number;
  };
};

export type FindingId = keyof FindingFacts;

/** What a finding does to the reader's trust: the colour of its row, never the only carrier of it. */
export type Weight = 'good' | 'bad' | 'warn' | 'note' | 'unknown';

/** `evidence`: the questions whose answers show it, and 'policy' for the policy file. */
export type Finding<I extends FindingId = FindingId> = {
  readonly [K in I]: {
    readonly id: K;
    readonly check: CheckId;
    readonly weight: Weight;
    readonly facts: FindingFacts[K];
    readonly evidence: readonly (Question | 'policy')[];
  };
}[I];
