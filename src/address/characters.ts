/** Which characters may stand where. All take UTF-16 code units; a letter outside the basic plane counts as none. */

/** Characters that show nothing and break nothing: soft hyphen, zero-width space, word joiner, byte order mark. */
export const INVISIBLE = '\u00ad\u200b\u2060\ufeff';
const INVISIBLES = new RegExp(`[${INVISIBLE}]`, 'g');

const BEYOND_ASCII = new RegExp(`[\\p{L}\\p{M}\\p{N}${INVISIBLE}]`, 'u');

/** A letter, mark, digit or invisible character: what a label and a localpart are made of (RFC 5890, RFC 6531 §3.3). */
export function isWord(code: number): boolean {
  if (code > 127) return BEYOND_ASCII.test(String.fromCharCode(code));
  const lower = code | 32;
  return (lower > 96 && lower < 123) || (code > 47 && code < 58);
}

export function isDomainPart(code: number): boolean {
  return isWord(code) || code === 45 || code === 46 || code === 95; // - . and _, which spoils a domain
}

/** The practical part of RFC 5321's atext and RFC 6531's: what mailboxes are really called. */
export function isLocalPart(code: number): boolean {
  return isDomainPart(code) || code === 37 || code === 38 || code === 39 || code === 43 || code === 61; // % & ' + =
}

/** Scripts written without spaces run into an address: a step from one of them to ASCII begins something new. */
export function isSeam(left: number, right: number): boolean {
  return left >= 0x2e80 && right < 128;
}

export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLES, '');
}
