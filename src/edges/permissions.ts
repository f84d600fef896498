/** Which hosts may be fetched from: given and taken by the user, one host each or all at once. */
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

const resolvers = new Map<string, Promise<boolean>>();

/**
 * Whether the resolver at `url` may still be asked. Without permission a question would carry an Origin, in Firefox one
 * for each installation. Remembered until some permission changes, for each question waits for it.
 */
export function holdsResolver(url: string): Promise<boolean> {
  const origins = [`https://${new URL(url).hostname}/*`];
  const held = resolvers.get(url) ?? browser.permissions.contains({ origins });
  resolvers.set(url, held);
  return held;
}

/** Of the hosts and sites that the manifest names, those that the user has taken back: match patterns. */
export async function withheldHosts(): Promise<readonly string[]> {
  const { host_permissions: hosts = [], content_scripts: scripts = [] } = browser.runtime.getManifest();
  // contains() is no help: Chromium denies by it the sites of content scripts, which getAll() lists.
  const { origins = [] } = await browser.permissions.getAll();
  return [...hosts, ...scripts.flatMap(({ matches = [] }) => matches)].filter(named => !origins.includes(named));
}

/** Asks the user, straight from a click. The popup may close as the prompt opens; what was granted is told by onPermissions. */
export function requestOrigins(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: [...origins] });
}

/** Register at the top level: a stopped background is started by both. */
export function onPermissions(changed: (what: 'added' | 'removed') => void): void {
  const hear = (what: 'added' | 'removed') => () => {
    resolvers.clear();
    changed(what);
  };
  browser.permissions.onAdded.addListener(hear('added'));
  browser.permissions.onRemoved.addListener(hear('removed'));
}
