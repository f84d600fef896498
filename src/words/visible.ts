/**
 * Foreign text made harmless to read: what would start a line, turn the direction of writing round or not show at all
 * stands there as an escape. Else a record could write evidence of its own (RFC 1035 §5.1 for the form "\DDD").
 */
const hidden = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

export function visible(text: string): string {
  return text.replace(hidden, escaped);
}

/** A character string of DNS, one character per octet, as a zone file has it. */
export function zoneText(octets: string): string {
  return `"${octets.replace(/["\\]/g, '\\$&').replace(/[^ -~]/g, escaped)}"`;
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return code < 256 ? `\\${String(code).padStart(3, '0')}` : `\\u{${code.toString(16)}}`;
}
