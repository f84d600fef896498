/** Which MX hosts a policy names, and which of its patterns name none (RFC 8461 §4.1). */
import type { Name } from '../dns/resolver.ts';
import { mxMatches } from '../protocols/mta-sts-policy.ts';

export type Coverage = {
  readonly named: ReadonlySet<Name>;
  /** Patterns that match no MX host. */
  readonly idle: readonly string[];
};

/** Goes once through hosts and patterns, each of which a stranger may have made thousands of. */
export function coverageOf(patterns: readonly string[], hosts: readonly Name[]): Coverage {
  const known = new Set(patterns);
  const used = new Set<string>();
  const named = new Set<Name>();
  for (const host of hosts) {
    // No other pattern can match: the name itself, or a wildcard in the place of its first label.
    for (const pattern of [host, host.replace(/^[^.]*/, '*')]) {
      if (!known.has(pattern) || !mxMatches(pattern, host)) continue;
      used.add(pattern);
      named.add(host);
    }
  }
  return { named, idle: patterns.filter(pattern => !used.has(pattern)) };
}
