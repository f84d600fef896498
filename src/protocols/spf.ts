/**
 * SPF (RFC 7208): which servers may send mail for a domain, as a TXT record at the domain itself, for example
 *
 *   v=spf1 ip4:192.0.2.0/24 include:_spf.example.net -all
 *
 * Read here is only whether the record by itself lets any sender pass: then DMARC passes too and rejects nothing. What
 * it includes is not looked at. A record with a mistake anywhere lets nobody pass (§4.6), so that the grammar counts.
 */
import type { Answer } from '../dns/resolver.ts';
import { isSpfTerm } from './spf-grammar.ts';

export type SpfProblem =
  | { readonly kind: 'multiple'; readonly count: number }
  /** The first term that is none. */
  | { readonly kind: 'syntax'; readonly text: string; readonly term: string };

export type ApexSpf =
  | {
      readonly status: 'found';
      readonly text: string;
      /** The term by which any sender passes, as written: `+all`, `ip4:0.0.0.0/0`… */
      readonly openTerm?: string;
    }
  | { readonly status: 'none' }
  | { readonly status: 'permerror'; readonly problem: SpfProblem }
  | { readonly status: 'temperror' };

/** What the TXT answer for the domain says about SPF. */
export function readApexSpf(answer: Answer<'TXT'>): ApexSpf {
  if (answer.status === 'temperror') return { status: 'temperror' };
  if (answer.status !== 'found') return { status: 'none' };
  // RFC 7208 §4.5: the version, then a space or the end; anything else is some other record.
  const [text, ...others] = answer.records.filter(record => /^v=spf1(?: |$)/i.test(record));
  if (text === undefined) return { status: 'none' };
  const count = others.length + 1;
  return count > 1 ? { status: 'permerror', problem: { kind: 'multiple', count } } : readSpf(text);
}

function readSpf(text: string): ApexSpf {
  // The version stays among them: it reads like a modifier that nobody knows.
  const terms = text.split(' ').filter(Boolean);
  const wrong = terms.find(term => !isSpfTerm(term)) ?? secondOf(terms, /^redirect=/i) ?? secondOf(terms, /^exp=/i);
  if (wrong !== undefined) return { status: 'permerror', problem: { kind: 'syntax', text, term: wrong } };
  const openTerm = findOpenTerm(terms);
  return { status: 'found', text, ...(openTerm === undefined ? {} : { openTerm }) };
}

/** RFC 7208 §6: redirect and exp at most once each. */
const secondOf = (terms: readonly string[], modifier: RegExp): string | undefined =>
  terms.filter(term => modifier.test(term))[1];

/**
 * Terms are tried in order and the first that matches decides (§4.6.2): a family of addresses is closed or open with the
 * first term that takes in all of it, and what comes after says nothing about it any more.
 */
function findOpenTerm(terms: readonly string[]): string | undefined {
  const decided = { ip4: false, ip6: false };
  for (const term of terms) {
    const all = takesInAll(term);
    const decides = (all.ip4 && !decided.ip4) || (all.ip6 && !decided.ip6);
    if (decides && !/^[-~?]/.test(term)) return term;
    decided.ip4 ||= all.ip4;
    decided.ip6 ||= all.ip6;
  }
  return undefined;
}

/** Of which family a term, whatever its qualifier, matches every address. a, mx: if the name has any of that family. */
function takesInAll(term: string): { readonly ip4: boolean; readonly ip6: boolean } {
  const everything = /^\W?all$/i.test(term);
  const hosts = /^\W?(?:a|mx)[:/]/i.test(term);
  return {
    ip4:
      everything || (/^\W?ip4:/i.test(term) && term.endsWith('/0')) || (hosts && /(?<!\/)\/0(?:\/\/\d+)?$/.test(term)),
    ip6: everything || (/^\W?ip6:/i.test(term) && term.endsWith('/0')) || (hosts && term.endsWith('//0')),
  };
}
