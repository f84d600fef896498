/**
 * Addresses in text. From each "@" the localpart is read to the left and the domain to the right, both with a limit,
 * so that the time grows with the text and with nothing else.
 */
import { isLocalPart, isSeam, isWord, withoutInvisible } from './characters.ts';
import { isSpoilt, readDomain } from './domain.ts';
import type { Found } from './found.ts';
import { urlsOf } from './urls.ts';

/** RFC 5321 §4.5.3.1.1 allows 64 octets; some room for invisible characters and a break. */
const LONGEST = 160;

/** How far back the characters of a localpart reach; a break after a hyphen is part of it. */
function reach(text: string, at: number, floor: number): number {
  let start = at;
  while (start > floor && at - start <= LONGEST) {
    const code = text.charCodeAt(start - 1);
    if (code === 10 && start < at) {
      const hyphen = text.charCodeAt(start - 2) === 13 ? start - 3 : start - 2;
      if (text[hyphen] !== '-' || hyphen < floor) break;
      start = hyphen;
      continue;
    }
    if (!isLocalPart(code) || text.startsWith('..', start - 1)) break;
    if (start < at && isSeam(code, text.charCodeAt(start))) break;
    start--;
  }
  return start;
}

/** Whether the character before a localpart makes it part of a handle, a path or a query. */
function isPart(text: string, start: number, previousEnd: number): boolean {
  const before = text[start - 1] ?? ' ';
  if (before === '/') return start - 1 !== previousEnd;
  if (before === ':') return /\b(?:sips?|xmpp|acct):$/i.test(text.slice(Math.max(0, start - 6), start));
  return '@?#\\'.includes(before);
}

/**
 * The addresses in `text`, in order, each with its exact range. Whether the suffix of the domain exists is not decided
 * here. RFC 5321 §4.1.2 and RFC 6531 §3.3, the practical part; no quoted localparts, no address literals.
 */
export function findAddresses(text: string): readonly Found[] {
  const found: Found[] = [];
  let isInUrl: ((position: number) => boolean) | undefined;
  let previousEnd = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const reached = reach(text, at, previousEnd);
    let start = reached;
    while (start < at && !isWord(text.charCodeAt(start))) start++;
    if (start === at || at - reached > LONGEST || text[at - 1] === '.') continue;
    if (at - start > 64 && withoutInvisible(text.slice(start, at)).length > 64) continue;
    if (isPart(text, reached, previousEnd)) continue;
    const read = readDomain(text, at + 1);
    if (!read || isSpoilt(text, read.end)) continue;
    isInUrl ??= urlsOf(text);
    if (isInUrl(at)) continue;
    previousEnd = read.end;
    found.push({ kind: 'address', start, end: read.end, domain: read.domain });
  }
  return found;
}
