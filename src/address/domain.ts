/** The domain that begins at a place in text: where it ends and whether it can be one at all. */
import { INVISIBLE, isDomainPart, withoutInvisible } from './characters.ts';

/** RFC 1035 §2.3.4 allows 253 characters; some room for invisible ones. Longer runs are no domain. */
const LONGEST = 300;

/** Nearly every domain: nothing to cut off, nothing to strip. */
const PLAIN = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/;

/** Two labels at least, each of letters, digits and inner hyphens; the last of letters or an A-label (RFC 3696 §2). */
const PLAUSIBLE =
  /^(?:(?!-)[\p{L}\p{M}\p{N}-]{1,63}(?<!-)\.)+(?:\p{L}[\p{L}\p{M}]{1,62}|[xX][nN]--[a-zA-Z\d-]{1,58}[a-zA-Z\d])$/u;

/** Masked text (every letter an x) and file names with a scale (icon@2x.png). */
const MASK_OR_FILE = /^[x.-]+$|^[\d.]+x\.(?:png|jpe?g|gif|webp|avif|svg)$/i;

/** At the end these belong to the sentence. */
const TAIL = `-._${INVISIBLE}`;

/** Text of a script without spaces right behind an ASCII top-level domain: none mixes the two. */
const GLUED_SCRIPT = new RegExp(`(\\.[a-z]{2,})[^\\0-\\x7f.${INVISIBLE}][^.]*$`, 'i');

/** A new sentence right behind the full stop: "council.example.Then". */
const GLUED_SENTENCE = /(\.(?![A-Z])[^.]+)\.[A-Z][a-z]*$/;

/** A hyphen or dot and then a new line that goes on in lower case: the domain was cut, and what is left is another one. */
const CUT = /^(?:-|\.(?=\s*[a-z]))[^\S\n]*\n/;

export type DomainRead = { readonly domain: string; readonly end: number };

/** What is left of a run of domain characters when what belongs to the sentence is cut off. */
function cut(run: string): string {
  const straight = run.replace(/\.\..*/, '').replace(GLUED_SCRIPT, '$1');
  let length = straight.length;
  while (length && TAIL.includes(straight.charAt(length - 1))) length--;
  return straight.slice(0, length).replace(GLUED_SENTENCE, '$1');
}

/** The domain beginning exactly at `from` and its end; undefined when no plausible domain stands there. */
export function readDomain(text: string, from: number): DomainRead | undefined {
  let end = from;
  while (end - from <= LONGEST && isDomainPart(text.charCodeAt(end))) end++;
  if (end - from > LONGEST) return undefined;
  const run = text.slice(from, end);
  const isPlain = PLAIN.test(run);
  const written = isPlain ? run : cut(run);
  const domain = isPlain ? run : withoutInvisible(written);
  if (domain.length > 253 || !(isPlain || PLAUSIBLE.test(domain)) || MASK_OR_FILE.test(domain)) return undefined;
  const stop = from + written.length;
  return stop < end && CUT.test(text.slice(stop, stop + 40)) ? undefined : { domain, end: stop };
}

/**
 * Whether what follows turns `…@domain` or a bare domain into something else: a second "@", a repository or port
 * (`git@host:path`), a call in code.
 */
export function isSpoilt(text: string, end: number): boolean {
  const next = text.charAt(end);
  return next === ':' ? /\S/.test(text.charAt(end + 1)) : next !== '' && '@(\\='.includes(next);
}
