/**
 * The Public Suffix List that the browser itself carries (permission "publicSuffix"): no list of ours, no request. Names
 * are given and come back as A-labels in lower case.
 */
import { browser } from './browser.ts';

/** The domain one label below its public suffix; undefined for a bare suffix, an unknown suffix, or an IP address. */
export function registrableDomain(domain: string): string | undefined {
  return list().getDomain(domain, { encoding: 'punycode' }) || undefined;
}

/** A public suffix itself, such as "gov.uk". */
export function isPublicSuffix(domain: string): boolean {
  return list().isKnownSuffix(domain);
}

function list(): typeof browser.publicSuffix {
  if (!browser.publicSuffix?.getDomain)
    throw new Error('This browser has no publicSuffix: it is older than version 153.');
  return browser.publicSuffix;
}
