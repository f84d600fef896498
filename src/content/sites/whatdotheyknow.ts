/**
 * WhatDoTheyKnow: letters to public bodies, open to all. Its software (Alaveteli) masks nearly every address, so the
 * authority itself is a target: the link to it under a request's title, the link to its home page on its own page, and
 * the mask that stands for its request address. Markup: mysociety/alaveteli:app/views/request, app/views/public_body.
 */
import { type Authority, masks, speaksOf, toldAt, webDomain } from '../authority.ts';
import type { Site } from './site.ts';

const headerLink = '.request-header__subtitle a[href*="/body/"]';
const homePageLinks = '.sidebar__section.more_info a[href^="http"]';
const correspondence = '.correspondence_text, .comment_in_request_text';

export const whatdotheyknow: Site = {
  hosts: ['www.whatdotheyknow.com'],
  kind: 'public',
  // Private shares (/r/…), Pro (/pro/…) and drafts (/new…) are not for everybody's eyes: promise 5.
  onSight: path => /^\/(request|body)\/[^/]/.test(path),
  authorities: (scope, page) => [...ofRequest(scope, page), ...ofItsOwnPage(scope)],
};

function ofRequest(scope: ParentNode & Node, page: URL): readonly Authority[] {
  const header = documentOf(scope).querySelector(headerLink);
  const name = header?.textContent?.trim();
  const told = header && toldAt(header.getAttribute('href') ?? '', page);
  if (!header || !name || !told) return [];
  const stands = { name, told };
  const places = textsOf(scope).flatMap(text =>
    masks(text.data)
      .filter(mask => speaksOf(mask.name, name))
      .map(({ start, end }) => ({ startContainer: text, startOffset: start, endContainer: text, endOffset: end })),
  );
  return [
    ...(scope.contains(header) ? [{ ...stands, where: header }] : []),
    ...places.map(where => ({ ...stands, where })),
  ];
}

function ofItsOwnPage(scope: ParentNode & Node): readonly Authority[] {
  return [...scope.querySelectorAll<HTMLAnchorElement>(homePageLinks)].flatMap(link => {
    // Told from the other links of the section (publication scheme, disclosure log) by its words alone.
    const domain = /home ?page of/i.test(link.textContent ?? '') ? webDomain(link.href) : undefined;
    const name = documentOf(scope).querySelector('h1')?.textContent?.trim() ?? domain;
    return domain && name ? [{ where: link, name, domain }] : [];
  });
}

/** Text nodes of letters and annotations in which a mask could stand. */
function textsOf(scope: Node): readonly Text[] {
  const walker = documentOf(scope).createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    if (text.data.includes(' request email]') && text.parentElement?.closest(correspondence)) found.push(text);
  }
  return found;
}

const documentOf = (node: Node): Document => node.ownerDocument ?? (node as Document);
