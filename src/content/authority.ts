/**
 * A public body that stands for a domain. What its site publishes is a web address; its mail may go elsewhere, so that
 * everything shown for it is worded as the hint it is. All reading here is pure; `sites/` finds the elements.
 */

/**
 * The path on the page's own site where an authority's facts are told as JSON, from the path of its page
 * ("/body/town_council"); undefined for any other path.
 */
export function toldAt(path: string): string | undefined {
  const name = /^\/body\/([^/.]+)/.exec(path)?.[1];
  return name && name !== 'list' ? `/body/${name}.json` : undefined;
}

/** The host of a home page without "www."; '' for anything that is no web address. */
export function webDomain(homePage: unknown): string {
  const url = URL.parse(String(homePage));
  return url && /^https?:$/.test(url.protocol) ? url.hostname.replace(/^www\./, '') : '';
}

/**
 * Whether the name in a mask speaks of this authority: by its name, or by a short one such as DWP, DfT or HMRC, which is
 * made of the first letters of its words or of its capitals. A mask that was typed, or quoted from elsewhere, names another.
 */
export function speaksOf(mask: string, authority: string): boolean {
  const initials = authority.replace(/(?<=[\p{L}\p{N}'’])./gu, '').replace(/\P{L}/gu, '');
  const capitals = authority.replace(/\P{Lu}/gu, '');
  return [authority, initials, capitals].some(name => name.length > 1 && name.toLowerCase() === mask.toLowerCase());
}
