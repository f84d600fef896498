/** The resolvers that the extension knows. The manifest names the same hosts. */
import type { Endpoint } from '../dns/resolver-over.ts';

type BuiltIn = Endpoint & { readonly name: string };

/** In the order in which they are tried until the user changes it. Each validates DNSSEC, as its operator states. */
export const builtInResolvers: readonly BuiltIn[] = [
  { name: 'Cloudflare', url: 'https://cloudflare-dns.com/dns-query', validates: true },
  { name: 'Google', url: 'https://dns.google/dns-query', validates: true },
  { name: 'Mullvad', url: 'https://dns.mullvad.net/dns-query', validates: true },
];

/** A resolver of the user's own is not known to validate. */
export function endpointAt(url: string): Endpoint {
  return builtInResolvers.find(resolver => resolver.url === url) ?? { url, validates: false };
}
