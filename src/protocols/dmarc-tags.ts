/** What the tags of a DMARC record mean (RFC 9989 §4.7), and what is said of those that mean nothing. */
import { readReportUris } from './dmarc-uri.ts';

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';

/** 'missing' and 'bad' are no policies: what follows from them depends on rua (RFC 9989 §4.10.1). */
export type PublishedPolicy = DmarcPolicy | 'missing' | 'bad';

/** Tags that are absent or unreadable hold their defaults. */
export type DmarcRecord = {
  readonly text: string;
  readonly dmarcPolicy: PublishedPolicy; // "p"
  readonly subdomainPolicy: PublishedPolicy; // "sp"
  readonly nonexistentPolicy: PublishedPolicy; // "np"
  readonly publicSuffix: 'yes' | 'no' | 'undefined'; // "psd" y, n, u
  readonly testing: boolean; // "t"
  readonly dkimAlignment: 'relaxed' | 'strict'; // "adkim"
  readonly spfAlignment: 'relaxed' | 'strict'; // "aspf"
  readonly failureOptions: readonly FailureOption[]; // "fo"
  /** Only the syntactically valid URIs, without an obsolete "!size". */
  readonly aggregateReports: readonly string[]; // "rua"
  readonly failureReports: readonly string[]; // "ruf"
  /** Removed by RFC 9989, still obeyed by older receivers (RFC 7489 §6.3): 0 to 100. */
  readonly percent: number; // "pct"
};

export type FailureOption = '0' | '1' | 'd' | 's';

/** Every oddity that a receiver reads past. */
export type DmarcNote =
  | { readonly kind: 'bad-value'; readonly tag: string; readonly value: string }
  | { readonly kind: 'unknown-tag'; readonly tag: string }
  /** pct, rf, ri, or '!size' for a size limit after a URI. */
  | { readonly kind: 'removed-tag'; readonly tag: string }
  /** A piece between semicolons that is no tag; '' for nothing at all. */
  | { readonly kind: 'syntax'; readonly text: string }
  /** A rua entry that is an address without its scheme. */
  | { readonly kind: 'rua-no-mailto'; readonly uri: string };

const policies = { none: 'none', quarantine: 'quarantine', reject: 'reject' } as const;
const suffixFlags = { y: 'yes', n: 'no', u: 'undefined' } as const;
const alignments = { r: 'relaxed', s: 'strict' } as const;

const knownTags = new Set(['p', 'sp', 'np', 'psd', 't', 'adkim', 'aspf', 'fo', 'rua', 'ruf']);
/** Taken out by RFC 9989 (appendix C.4): unknown tags to a newer receiver, orders to an older one. */
const removedTags = new Set(['pct', 'rf', 'ri']);

/** `tags`: lower-case names and trimmed values, in the order of the record. */
export function readTags(
  text: string,
  tags: ReadonlyMap<string, string>,
): { readonly record: DmarcRecord; readonly notes: readonly DmarcNote[] } {
  const notes: DmarcNote[] = [];

  /** A bad value counts as none at all (RFC 9989 §4.8), except in policies. */
  function read<T, D>(tag: string, meaning: (value: string) => T | undefined, absent: D, bad = absent): T | D {
    const value = tags.get(tag);
    if (value === undefined) return absent;
    const meant = meaning(value);
    if (meant !== undefined) return meant;
    notes.push({ kind: 'bad-value', tag, value });
    return bad;
  }
  const policy = (tag: string) => read<DmarcPolicy, 'missing' | 'bad'>(tag, word(policies), 'missing', 'bad');
  const uris = (tag: 'rua' | 'ruf') => {
    const value = tags.get(tag);
    if (value === undefined) return [];
    const list = readReportUris(tag, value);
    for (const note of list.notes) notes.push(note);
    return list.uris;
  };

  const record: DmarcRecord = {
    text,
    dmarcPolicy: policy('p'),
    subdomainPolicy: policy('sp'),
    nonexistentPolicy: policy('np'),
    publicSuffix: read('psd', word(suffixFlags), 'undefined'),
    testing: read('t', word({ y: true, n: false }), false),
    dkimAlignment: read('adkim', word(alignments), 'relaxed'),
    spfAlignment: read('aspf', word(alignments), 'relaxed'),
    // Ignored without ruf, even a bad one (RFC 9989 §4.7).
    failureOptions: tags.has('ruf') ? read('fo', readFailureOptions, ['0']) : ['0'],
    aggregateReports: uris('rua'),
    failureReports: uris('ruf'),
    percent: readPercent(tags.get('pct') ?? ''),
  };
  for (const tag of tags.keys()) {
    if (removedTags.has(tag)) notes.push({ kind: 'removed-tag', tag });
    else if (!knownTags.has(tag)) notes.push({ kind: 'unknown-tag', tag });
  }
  return { record, notes };
}

/** RFC 7489 §6.3: one to three digits; over 100 means nothing, which is 100 too. */
function readPercent(value: string): number {
  return /^0?\d\d?$/.test(value) ? Number(value) : 100;
}

/** Words of the grammar stand without regard to case (RFC 9989 §4.8, RFC 5234 §2.3). */
function word<T>(words: Readonly<Record<string, T>>): (value: string) => T | undefined {
  const meanings = new Map(Object.entries(words));
  return value => meanings.get(value.toLowerCase());
}

/** RFC 9989 §4.8: at most one of 0 and 1, and each of d and s at most once. */
function readFailureOptions(value: string): readonly FailureOption[] | undefined {
  const options = value.toLowerCase().split(':');
  const known = options.every(option => option === '0' || option === '1' || option === 'd' || option === 's');
  const distinct = new Set(options);
  if (!known || distinct.size < options.length || (distinct.has('0') && distinct.has('1'))) return undefined;
  return options;
}
