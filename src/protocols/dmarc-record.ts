import type { Answer } from '../dns/resolver.ts';

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';

/** Absent or unreadable tags hold their defaults; `undefined` where the standard has none. */
export type DmarcRecord = {
  readonly text: string;
  /** 'missing' and 'bad' are told apart from a policy: what follows from them depends on rua (RFC 9989 §4.10.1). */
  readonly dmarcPolicy: DmarcPolicy | 'missing' | 'bad'; // "p"
  readonly subdomainPolicy: DmarcPolicy | 'missing' | 'bad'; // "sp"
  readonly nonexistentPolicy: DmarcPolicy | 'missing' | 'bad'; // "np"
  readonly publicSuffix: 'yes' | 'no' | 'undefined'; // "psd" y, n, u
  readonly testing: boolean; // "t"
  readonly dkimAlignment: 'relaxed' | 'strict'; // "adkim"
  readonly spfAlignment: 'relaxed' | 'strict'; // "aspf"
  readonly failureOptions: readonly ('0' | '1' | 'd' | 's')[]; // "fo"
  /** Only the syntactically valid URIs, without an obsolete "!size". */
  readonly aggregateReports: readonly string[]; // "rua"
  readonly failureReports: readonly string[]; // "ruf"
  /** Removed by RFC 9989, still obeyed by older receivers (RFC 7489 §6.3): 0 to 100. */
  readonly percent: number; // "pct"
};

/** Every oddity that a receiver reads past. */
export type DmarcNote =
  | { readonly kind: 'bad-value'; readonly tag: string; readonly value: string }
  | { readonly kind: 'unknown-tag'; readonly tag: string }
  /** pct, rf, ri, or '!size' for a size limit after a URI. */
  | { readonly kind: 'removed-tag'; readonly tag: string }
  /** A piece between semicolons that is no tag. */
  | { readonly kind: 'syntax'; readonly text: string }
  /** A rua entry that is an address without its scheme. */
  | { readonly kind: 'rua-no-mailto'; readonly uri: string };

export type DmarcProblem =
  | { readonly kind: 'version'; readonly text: string }
  | { readonly kind: 'duplicate-tag'; readonly tag: string; readonly text: string };

export type ParsedDmarc =
  | { readonly status: 'found'; readonly record: DmarcRecord; readonly notes: readonly DmarcNote[] }
  /** Means to be a DMARC record and must be dropped whole. */
  | { readonly status: 'permerror'; readonly problem: DmarcProblem }
  /** Some other TXT record: skipped, no finding. */
  | { readonly status: 'other' };

/** What stands at one `_dmarc.` name. `broken`: what must be dropped there. */
export type DmarcLookup =
  | {
      readonly status: 'found';
      readonly record: DmarcRecord;
      readonly notes: readonly DmarcNote[];
      readonly broken: readonly DmarcProblem[];
    }
  | { readonly status: 'none'; readonly broken: readonly DmarcProblem[] }
  /** Several records: all are dropped and the walk goes on (RFC 9989 §4.10). */
  | {
      readonly status: 'permerror';
      readonly problem: { readonly kind: 'multiple'; readonly count: number };
      readonly broken: readonly DmarcProblem[];
    }
  | { readonly status: 'temperror' };

export function parseDmarcRecord(_text: string): ParsedDmarc {
  return { status: 'other' };
}

export function readDmarcAnswer(_answer: Answer<'TXT'>): DmarcLookup {
  return { status: 'temperror' };
}
