import type { Name } from '../dns/resolver.ts';
import type { DmarcLookup, DmarcPolicy, DmarcRecord } from './dmarc-record.ts';

/** One step of the walk: what was read at `_dmarc.<name>`. */
export type DmarcStep = { readonly name: Name; readonly lookup: DmarcLookup };

/** What a receiver still on RFC 7489 would do less than one on RFC 9989. */
export type OlderDmarc = {
  readonly why: 'multiple' | 'pct' | 'psd' | 'tree-walk';
  /** What such a receiver does with a forgery: a policy, or 'nothing' when it finds no record. */
  readonly older: DmarcPolicy | 'nothing';
};

export type DmarcSelection =
  | {
      readonly status: 'found';
      /** Where the record stands, without `_dmarc.`. */
      readonly name: Name;
      readonly record: DmarcRecord;
      readonly organizationalDomain: Name;
      /** Which tag's policy applies; `p` also when sp or np are not there to be taken. */
      readonly tag: 'p' | 'sp' | 'np';
      /** The policy as published; 'none' by default when p, sp or np is missing or bad beside a valid rua. */
      readonly published: DmarcPolicy;
      /** After t=y, which lowers it by one step (RFC 9989 §4.7). */
      readonly effective: DmarcPolicy;
      /** p missing or bad, or sp or np bad: taken as p=none because of a valid rua (RFC 9989 §4.10.1). */
      readonly byDefault: boolean;
      readonly older?: OlderDmarc;
    }
  /** Selected, but its p is missing or bad (or sp/np bad) and no valid rua stands beside it: no DMARC processing. */
  | {
      readonly status: 'permerror';
      readonly name: Name;
      readonly record: DmarcRecord;
      readonly organizationalDomain: Name;
    }
  | { readonly status: 'none' }
  /** The first lookup, in walk order, that failed and that decides. Put a supposed lookup in its place and ask again. */
  | { readonly status: 'temperror'; readonly name: Name };

/**
 * The names whose `_dmarc.` TXT the tree walk asks, in its order, at most eight, the top-level domain included
 * (RFC 9989 §4.10). [] for the root.
 */
export function walkNames(_domain: Name): readonly Name[] {
  return [];
}

/**
 * What the walk selects for mail from `walk[0].name`. `registrableDomain` (by the public suffix list) is what receivers
 * on RFC 7489 take for the organizational domain; without it only differences that need no list are told.
 */
export function selectDmarc(
  _walk: readonly DmarcStep[],
  _domainExists: boolean,
  _registrableDomain?: Name,
): DmarcSelection {
  return { status: 'none' };
}
