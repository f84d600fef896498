/** The recipients of a `mailto:` URL (RFC 6068): its path and its `to`, `cc` and `bcc`. */
import { domainsOf, splitList } from './list.ts';

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The domains a `mailto:` URL writes to, as written, each once, in order; none for another URL and for one that names
 * no address. What is no address in it is passed over. RFC 6068 §2: keys without regard to case, "+" is no space.
 */
export function readMailto(href: string): readonly string[] {
  const url = /^\s*mailto:([^?#]*)\??([^#]*)/i.exec(href);
  if (!url) return [];
  const [, path = '', query = ''] = url;
  const fields = query.split('&').map(field => /^(?:to|cc|bcc)=(.*)/is.exec(field)?.[1] ?? '');
  return domainsOf([path, ...fields].flatMap(field => splitList(decode(field))));
}
