/** Which policy hosts may be fetched from: given and taken by the user, one host each or all at once. */
import type { Name } from '../dns/resolver.ts';
import { browser } from './browser.ts';

/** Whether https://mta-sts.<domain>/ may be fetched from. A name that makes no pattern is not held. */
export async function holdsPolicyHost(domain: Name): Promise<boolean> {
  try {
    return await browser.permissions.contains({ origins: [`https://mta-sts.${domain}/*`] });
  } catch {
    return false;
  }
}

/** Asks the user, straight from a click. The popup may close as the prompt opens; what was granted is told by onPermissions. */
export function requestOrigins(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: [...origins] });
}

/** Register at the top level: a stopped background is started by both. */
export function onPermissions(changed: (what: 'added' | 'removed') => void): void {
  browser.permissions.onAdded.addListener(() => changed('added'));
  browser.permissions.onRemoved.addListener(() => changed('removed'));
}
