/** From a domain as written to the name that is asked for, or nothing where no lookup may ever be made. */
import { toAscii } from '../address/idn.ts';
import { isSpecialUse } from '../address/special.ts';
import { toUnicode } from '../address/unicode.ts';
import type { Name } from '../dns/resolver.ts';
import type { Recognised, Typed, TypedProblem } from '../messages/messages.ts';

/** The Public Suffix List, of A-labels. */
export interface Suffixes {
  /** The domain one label below its public suffix; undefined for a bare suffix, an unknown suffix, or an IP address. */
  registrableDomain(domain: Name): Name | undefined;
  isPublicSuffix(domain: Name): boolean;
}

/**
 * A domain found on a page. Undefined for special-use names, single labels, IP addresses and unknown suffixes (product.md,
 * promise 5), and for a bare public suffix: "gov.uk" in a letter is the name of a web site, hardly ever of a mail domain.
 */
export function recognise(written: string, suffixes: Suffixes): Recognised | undefined {
  const typed = recogniseTyped(written, suffixes);
  if (typed.status !== 'found' || suffixes.isPublicSuffix(typed.recognised.domain)) return undefined;
  return typed.recognised;
}

/** The same for a domain that the user typed, who may well mean a public suffix such as "police.uk". */
export function recogniseTyped(written: string, suffixes: Suffixes): Typed {
  const domain = toAscii(written);
  if (domain === undefined) return { status: 'permerror', problem: problemOf(written) };
  if (isSpecialUse(domain)) return { status: 'permerror', problem: 'special-use' };
  if (!suffixes.registrableDomain(domain) && !suffixes.isPublicSuffix(domain)) {
    return { status: 'permerror', problem: 'unknown-suffix' };
  }
  return { status: 'found', recognised: { domain, unicode: toUnicode(domain) } };
}

function problemOf(written: string): TypedProblem {
  if (/^\[.*\]$/.test(written) || /^(?:\d{1,3}\.){3}\d{1,3}$/.test(written)) return 'ip-address';
  return /^[\p{L}\p{N}-]+\.?$/u.test(written) ? 'single-label' : 'no-domain';
}
