/** Tag lists as DKIM has them (RFC 6376 §3.2), for the records that borrow them. */

/** Without the spaces and tabs at either end (WSP, RFC 5234 §B.1), in linear time. */
export function trimBlanks(text: string): string {
  let [from, to] = [0, text.length];
  while (isBlank(text[from])) from++;
  while (isBlank(text[to - 1])) to--;
  return text.slice(from, to);
}

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';
