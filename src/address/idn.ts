/** Domains as people write them, turned into names as DNS knows them. */

/** Characters that would end or change the host part of a URL; none stands in a domain. */
const NOT_IN_A_DOMAIN = /[\s/?#@:\\%[\]<>^|]/;

/** RFC 5890 §2.3.1: letters, digits and inner hyphens, at most 63 of them. */
const LABEL = /^(?!-)[a-z\d-]{1,63}(?<!-)$/;

/**
 * The form of a domain that DNS knows: lower case, A-labels, no dot at the end (RFC 5890 §2.3.2.1, by the URL
 * standard's "domain to ASCII"). Undefined for a single label, an IP address, a label over 63 or a name over 253
 * octets (RFC 1035 §2.3.4), a label that is not letters, digits and inner hyphens, and anything that is no domain.
 */
export function toAscii(domain: string): string | undefined {
  const written = domain.trim();
  if (!written || written.length > 1000 || NOT_IN_A_DOMAIN.test(written)) return undefined;
  const url = `http://${written}/`;
  if (!URL.canParse(url)) return undefined;
  const name = new URL(url).hostname.replace(/\.$/, '');
  const labels = name.split('.');
  const isAddress = /^\d+$/.test(labels.at(-1) ?? ''); // the URL standard ends every IPv4 address in a number
  if (isAddress || labels.length < 2 || name.length > 253) return undefined;
  return labels.every(label => LABEL.test(label)) ? name : undefined;
}
