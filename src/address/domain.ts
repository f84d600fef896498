/** The domain that begins at a place in text: where it ends and whether it can be one at all. */
import { INVISIBLE, isDomainPart, withoutInvisible } from './characters.ts';

/** RFC 1035 §2.3.4 allows 253 characters; some room for invisible ones. Longer runs are no domain. */
const LONGEST = 300;

/** Two labels at least, each of letters, digits and inner hyphens; the last of letters or an A-label (RFC 3696 §2). */
const PLAUSIBLE = /^(?:(?!-)[\p{L}\p{M}\p{N}-]{1,63}(?<!-)\.)+(?:\p{L}[\p{L}\p{M}]{1,62}|xn--[a-z\d-]{1,58}[a-z\d])$/iu;

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

/** The end of the run of domain characters that begins at `from`, at most `LONGEST` further. */
function runEnd(text: string, from: number): number {
  let end = from;
  while (end - from <= LONGEST && isDomainPart(text.charCodeAt(end))) end++;
  return end;
}

/** The domain beginning exactly at `from` and its end; undefined when no plausible domain stands there. */
export function readDomain(text: string, from: number): DomainRead | undefined {
  const end = runEnd(text, from);
  if (end - from > LONGEST) return undefined;
  const run = text
    .slice(from, end)
    .replace(/\.\..*/, '')
    .replace(GLUED_SCRIPT, '$1');
  let length = run.length;
  while (length && TAIL.includes(run.charAt(length - 1))) length--;
  const written = run.slice(0, length).replace(GLUED_SENTENCE, '$1');
  const domain = withoutInvisible(written);
  if (domain.length > 253 || !PLAUSIBLE.test(domain) || MASK_OR_FILE.test(domain)) return undefined;
  const stop = from + written.length;
  return CUT.test(text.slice(stop, stop + 40)) ? undefined : { domain, end: stop };
}

/**
 * Whether what follows turns `…@domain` or a bare domain into something else: a second "@", a repository or port
 * (`git@host:path`), a call in code.
 */
export function isSpoilt(text: string, end: number): boolean {
  return /^(?:[@(\\=]|:\S)/.test(text.slice(end, end + 2));
}
