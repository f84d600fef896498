/** Domains as people write them, turned into names as DNS knows them. */

/** Characters that the URL standard drops, decodes or ends the host at; those that it refuses need not be here. */
const NOT_IN_A_DOMAIN = /[\s/?#@:\\%]/;

/** RFC 5890 §2.3.1: letters, digits and inner hyphens, at most 63 of them. */
const LABEL = /^(?!-)[a-z\d-]{1,63}(?<!-)$/;

/**
 * The form of a domain that DNS knows: lower case, A-labels, no dot at the end (RFC 5890 §2.3.2.1, by the URL
 * standard's "domain to ASCII"). Undefined for a single label, an IP address, a label over 63 or a name over 253
 * octets (RFC 1035 §2.3.4), a label that is not letters, digits and inner hyphens, and anything that is no domain.
 */
export function toAscii(domain: string): string | undefined {
  const written = domain.trim();
  if (written.length > 1000 || NOT_IN_A_DOMAIN.test(written)) return undefined;
  const url = `http://${written}/`;
  if (!URL.canParse(url)) return undefined;
  const name = new URL(url).hostname.replace(/\.$/, '');
  const labels = name.split('.');
  const hasLetter = /[a-z]/.test(name); // in an IPv4 address there is none
  if (!hasLetter || labels.length < 2 || name.length > 253) return undefined;
  return labels.every(label => LABEL.test(label)) ? name : undefined;
}
