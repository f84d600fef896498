/**
 * The form of a domain that DNS knows: lower case, A-labels, no dot at the end (RFC 5890 §2.3.2.1, through the URL
 * standard's domain to ASCII). Undefined for a single label, an IP address, a label over 63 or a name over 253 octets
 * (RFC 1035 §2.3.4), a label that is not letters, digits and inner hyphens, and anything that is no domain at all.
 */
export function toAscii(_domain: string): string | undefined {
  return undefined;
}
