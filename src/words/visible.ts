/**
 * Foreign text made harmless to read: what would start a line, turn the direction of writing round or not show at all
 * stands there as an escape. Else a record could write evidence of its own (RFC 1035 §5.1 for the form "\DDD").
 */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export function visible(text: string): string {
  return text.replace(hidden, escaped);
}

/** A character string of DNS, one character per octet, as a zone file has it. */
export function zoneText(octets: string): string {
  return `"${octets.replace(/["\\]/g, '\\$&').replace(/[^ -~]/g, escaped)}"`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 256 ? `\\${String(code).padStart(3, '0')}` : `\\u{${code.toString(16)}}`;
}
