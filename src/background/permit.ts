/** What a page may have looked up, and for which cause (product.md, promise 5). The page is known by its address alone. */
import type { PageCause, PageSettings, Settings } from '../messages/messages.ts';

/** `public`: a public page of WhatDoTheyKnow; `foi`: elsewhere on that site; `webmail`: every other page. */
export type PageKind = 'public' | 'foi' | 'webmail';

/** What a lookup may ask: nothing, DNS only, or DNS and the policy file. */
export type Permit = 'nothing' | 'dns' | 'policy';

const foiHost = 'www.whatdotheyknow.com';
/** Paths of the public pages: a request with its sub-pages, an authority with its views. Never /r/, /pro/ or /new. */
const publicPath = /^\/(?:request|body)\/[^/]/;

/**
 * A page without an address of its own is treated as the most private kind; so is a frame of WhatDoTheyKnow inside
 * another page as far as sight goes, since nobody need have seen it.
 */
export function pageKind(page: { readonly url: string; readonly top: boolean }): PageKind {
  if (!URL.canParse(page.url)) return 'webmail';
  const { protocol, hostname, pathname } = new URL(page.url);
  if (protocol !== 'https:' || hostname !== foiHost) return 'webmail';
  return page.top && publicPath.test(pathname) ? 'public' : 'foi';
}

/** `sight` never asks a policy host, and in webmail no page does: only a click on something of ours. */
export function permitFor(kind: PageKind, cause: PageCause, settings: Settings): Permit {
  if (kind === 'webmail') return cause === 'act' && settings.webmail === 'act' ? 'dns' : 'nothing';
  if (cause === 'act') return 'policy';
  return kind === 'public' && settings.publicPages === 'sight' ? 'dns' : 'nothing';
}

export function pageSettings(page: { readonly url: string; readonly top: boolean }, settings: Settings): PageSettings {
  const kind = pageKind(page);
  const host = URL.canParse(page.url) ? new URL(page.url).hostname : '';
  const act = permitFor(kind, 'act', settings) === 'nothing' ? 'never' : 'act';
  const lookup = permitFor(kind, 'sight', settings) === 'nothing' ? act : 'sight';
  return { quiet: settings.quietSites.includes(host), lookup };
}
