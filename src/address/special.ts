/** Names that no one can receive mail at, or that are nobody else's business: they are never looked up. */

const SPECIAL: readonly string[] = [
  'test', // RFC 6761 §6.2
  'localhost', // RFC 6761 §6.3
  'invalid', // RFC 6761 §6.4
  'example', // RFC 6761 §6.5
  'example.com',
  'example.net',
  'example.org',
  'local', // RFC 6762 §3
  'onion', // RFC 7686
  'alt', // RFC 9476
  'internal', // reserved by ICANN for private use, 2024
  'arpa', // RFC 3172; home.arpa RFC 8375, in-addr.arpa and ip6.arpa RFC 6761 §6.1
];

/** Whether a domain (A-labels, any case) is never looked up: special use, a single label, or an IP address. */
export function isSpecialUse(domain: string): boolean {
  const name = domain.toLowerCase().replace(/\.$/, '');
  if (!name.includes('.') || !/[a-z]/.test(name) || name.includes(':')) return true;
  return SPECIAL.some(special => name === special || name.endsWith(`.${special}`));
}
