/**
 * A public body that stands for a domain. What its site publishes is a web address; its mail may go elsewhere, so that
 * everything shown for it is worded as the hint it is. All reading here is pure; `sites/` finds the elements.
 */
import type { Place } from './find.ts';

export type Authority = {
  readonly where: Element | Place;
  /** As the page calls it. */
  readonly name: string;
  /** Its web domain, when the page gives it. */
  readonly domain?: string;
  /** Otherwise, the path on the page's own site where it is told (JSON); asked only after an act. */
  readonly told?: string;
};

export type Told = { readonly domain?: string; readonly shortName?: string };

/** Not names of bodies: the lists of them. */
const lists = new Set(['list', 'all-authorities.csv']);

/** The path of an authority's facts as JSON, from a link to it ("/body/town_council"); undefined for any other link. */
export function toldAt(href: string, page: URL): string | undefined {
  const url = URL.parse(href, page);
  const name = url?.origin === page.origin ? /^\/body\/([^/.]+)(?:\/|$)/.exec(url.pathname)?.[1] : undefined;
  return name && !lists.has(name) ? `/body/${name}.json` : undefined;
}

/** The host of a home page without "www."; undefined for anything that is no web address of a name. */
export function webDomain(homePage: string): string | undefined {
  const url = URL.parse(homePage);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return undefined;
  const host = url.hostname.replace(/^www\./, '').replace(/\.$/, '');
  return /^[^.[\]]+(\.[^.]+)*\.[a-z][^.]*$/.test(host) ? host : undefined;
}

/** What an authority's JSON tells; empty for anything else. Strings from the site: to be shown as text only. */
export function readTold(json: unknown): Told {
  if (typeof json !== 'object' || json === null) return {};
  const { home_page: homePage, short_name: shortName } = json as Record<string, unknown>;
  const domain = typeof homePage === 'string' ? webDomain(homePage) : undefined;
  return { ...(domain && { domain }), ...(typeof shortName === 'string' && shortName && { shortName }) };
}

export type Mask = { readonly name: string; readonly start: number; readonly end: number };

/** The masks "[NAME request email]" in a text, which the site puts in the place of an authority's request address. */
export function masks(text: string): readonly Mask[] {
  const found = text.matchAll(/\[([^[\]]{1,200}) request email\]/g);
  return [...found].map(({ 0: whole, 1: name = '', index }) => ({ name, start: index, end: index + whole.length }));
}

/**
 * Whether a mask speaks of this authority: by its name, or by a short name such as DWP, DfT or HMRC, which is made of the
 * first letters of its words or of its capitals. A mask that was typed, or quoted from elsewhere, names another.
 */
export function speaksOf(mask: string, authority: string): boolean {
  const plain = mask.trim().toLowerCase();
  const initials = [...authority.matchAll(/(?<![\p{L}\p{N}'’])\p{L}/gu)].join('');
  const capitals = [...authority.matchAll(/\p{Lu}/gu)].join('');
  return [authority.trim(), initials, capitals].some(name => name.length > 1 && name.toLowerCase() === plain);
}
