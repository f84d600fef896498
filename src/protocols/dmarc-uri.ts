/** The lists of places that DMARC reports are sent to: the tags rua and ruf (RFC 9989 §4.6, §4.8). */
import { trimBlanks } from './tag-list.ts';

type UriNote =
  | { readonly kind: 'bad-value'; readonly tag: string; readonly value: string }
  | { readonly kind: 'removed-tag'; readonly tag: '!size' }
  | { readonly kind: 'rua-no-mailto'; readonly uri: string };

/** RFC 3986 §2, §3.1, without "," and "!", which must be percent-encoded here. */
const uri = /^[a-z][a-z0-9+.-]*:[a-z0-9\-._~:/?#[\]@$&'()*+=%]+$/i;
const brokenEscape = /%(?![0-9a-f]{2})/i;
/** RFC 6068 §2: a mailto URI names an address. */
const brokenMailto = /^mailto:(?![^@?]+@[^@?]+(?:\?|$))/i;
const obsoleteSize = /!\d+[kmgt]?$/i;

/** The valid URIs of a comma-separated list, and what is wrong with the others. */
export function readReportUris(
  tag: 'rua' | 'ruf',
  list: string,
): { readonly uris: readonly string[]; readonly notes: readonly UriNote[] } {
  const uris: string[] = [];
  const notes: UriNote[] = [];
  for (const entry of list.split(',').map(trimBlanks)) {
    const place = entry.replace(obsoleteSize, '');
    if (isUri(place)) {
      uris.push(place);
      if (place !== entry) notes.push({ kind: 'removed-tag', tag: '!size' });
    } else if (tag === 'rua' && !entry.includes(':') && isUri(`mailto:${place}`))
      notes.push({ kind: 'rua-no-mailto', uri: entry });
    else notes.push({ kind: 'bad-value', tag, value: entry });
  }
  return { uris, notes };
}

function isUri(place: string): boolean {
  return uri.test(place) && !brokenEscape.test(place) && !brokenMailto.test(place);
}
