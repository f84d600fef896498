/**
 * The DMARC policy record (RFC 9989, before that RFC 7489): a domain's wish about mail that claims to be from it and
 * cannot show that it is. A TXT record at `_dmarc.<domain>`, for example
 *
 *   v=DMARC1; p=reject; sp=quarantine; rua=mailto:dmarc@example.com
 *
 * Receivers read past nearly every mistake (RFC 9989 §4.8): what they read past becomes a note. Only a wrong version
 * and a doubled tag cost the whole record. Which of several names' records applies is in dmarc-walk.ts.
 */
import type { Answer } from '../dns/resolver.ts';
import { type DmarcNote, type DmarcRecord, readTags } from './dmarc-tags.ts';
import { trimBlanks } from './tag-list.ts';

export type DmarcProblem =
  | { readonly kind: 'version'; readonly text: string }
  | { readonly kind: 'duplicate-tag'; readonly tag: string; readonly text: string };

type FoundDmarc = {
  readonly status: 'found';
  readonly record: DmarcRecord;
  readonly notes: readonly DmarcNote[];
};

export type ParsedDmarc =
  | FoundDmarc
  /** Means to be a DMARC record and must be dropped whole. */
  | { readonly status: 'permerror'; readonly problem: DmarcProblem }
  /** Some other TXT record: skipped, no finding. */
  | { readonly status: 'other' };

/** What stands at one `_dmarc.` name. `broken`: what else stands there and must be dropped. */
export type DmarcLookup =
  | (FoundDmarc & { readonly broken: readonly DmarcProblem[] })
  | { readonly status: 'none'; readonly broken: readonly DmarcProblem[] }
  /** Several records: all are dropped and the walk goes on (RFC 9989 §4.10). */
  | {
      readonly status: 'permerror';
      readonly problem: { readonly kind: 'multiple'; readonly count: number };
      readonly broken: readonly DmarcProblem[];
    }
  | { readonly status: 'temperror' };

/** What the TXT answer for a `_dmarc.` name comes to. */
export function readDmarcAnswer(answer: Answer<'TXT'>): DmarcLookup {
  if (answer.status === 'temperror') return { status: 'temperror' };
  if (answer.status !== 'found') return { status: 'none', broken: [] };
  const parsed = answer.records.map(parseDmarcRecord);
  const found = parsed.filter(each => each.status === 'found');
  const broken = parsed.flatMap(each => (each.status === 'permerror' ? [each.problem] : []));
  // The version alone decides what counts as a record here (RFC 9989 §4.10 step 2): one with a doubled tag does.
  const count = found.length + broken.filter(problem => problem.kind === 'duplicate-tag').length;
  if (count > 1) return { status: 'permerror', problem: { kind: 'multiple', count }, broken };
  const [only] = found;
  return only ? { ...only, broken } : { status: 'none', broken };
}

/** Reads one TXT record: its strings joined, one character per octet. */
export function parseDmarcRecord(text: string): ParsedDmarc {
  const [version = '', ...pieces] = text.split(';');
  if (!startsRecord(version)) {
    return meansDmarc(text) ? { status: 'permerror', problem: { kind: 'version', text } } : { status: 'other' };
  }
  const syntax: DmarcNote[] = [];
  const tags = new Map<string, string>();
  if (trimBlanks(pieces.at(-1) ?? 'none') === '') pieces.pop();
  for (const piece of pieces.map(trimBlanks)) {
    const [, name, value = ''] = /^([a-z]+)[ \t]*=[ \t]*(.*)/is.exec(piece) ?? [];
    const tag = name?.toLowerCase();
    if (tag === undefined) syntax.push({ kind: 'syntax', text: piece });
    else if (tag === 'v' || tags.has(tag)) {
      // RFC 6376 §3.2: a tag that stands twice makes the whole list invalid, whatever the tag.
      return { status: 'permerror', problem: { kind: 'duplicate-tag', tag, text } };
    } else tags.set(tag, value);
  }
  const { record, notes } = readTags(text, tags);
  return { status: 'found', record, notes: [...syntax, ...notes] };
}

/** RFC 9989 §4.8: the very first tag, its value with its case, its name without. */
const startsRecord = (piece: string): boolean => /^[vV][ \t]*=[ \t]*DMARC1[ \t]*$/.test(piece);

const versionAnywhere = /\bv\s*=\W*dmarc/i;
const policyTag = /(?:^|;)\s*p\s*=\s*(?:none|quarantine|reject)\s*(?:;|$)/i;
const versionOfOther = /^\s*v\s*=/i;

/** Whether somebody meant a DMARC record: a version misspelt, in quotes or not first, or a policy without a version. */
function meansDmarc(text: string): boolean {
  return versionAnywhere.test(text) || (policyTag.test(text) && !versionOfOther.test(text));
}
