/**
 * WhatDoTheyKnow: letters to public bodies, open to all. Its software (Alaveteli) masks nearly every address, so the
 * authority itself is a target: the link to it under a request's title, the link to its home page on its own page, and
 * the mask that stands for its request address. Markup: mysociety/alaveteli:app/views/request, app/views/public_body.
 */
import { speaksOf, toldAt, webDomain } from '../authority.ts';
import type { Held } from '../registry.ts';
import type { Site } from './site.ts';

const headerLink = '.request-header__subtitle a';
const homePageLink = '.more_info a';
const mask = /\[([^[\]]{1,200}) request email\]/g;

export const whatdotheyknow: Site = {
  // Private shares (/r/…), Pro (/pro/…) and drafts (/new…) are not for everybody's eyes: promise 5.
  onSight: path => /^\/(request|body)\/./.test(path),
  authorities: scope => [...ofRequest(scope), ...ofOwnPage(scope)],
};

function* ofRequest(scope: Node): Generator<Held> {
  const header = requestedFrom();
  const authority = header?.textContent?.trim();
  const domain = header && toldAt(header.pathname);
  if (!header || !authority || !domain) return;
  const stands = { kind: 'authority', domain, authority } as const;
  if (scope.contains(header)) yield { ...stands, where: header };
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (!text.data.includes(' request email]')) continue;
    for (const { 0: whole, 1: name = '', index } of text.data.matchAll(mask)) {
      if (!speaksOf(name, authority)) continue;
      const ends = { startOffset: index, endOffset: index + whole.length };
      yield { ...stands, where: { startContainer: text, endContainer: text, ...ends } };
    }
  }
}

function requestedFrom(): HTMLAnchorElement | undefined {
  return [...document.querySelectorAll<HTMLAnchorElement>(headerLink)].find(link => toldAt(link.pathname));
}

function* ofOwnPage(scope: ParentNode): Generator<Held> {
  for (const link of scope.querySelectorAll<HTMLAnchorElement>(homePageLink)) {
    // Told from the other links of the section (publication scheme, disclosure log) by its words alone.
    const domain = /home ?page/i.test(link.textContent ?? '') && webDomain(link.href);
    // On a request's page the heading is the request's own.
    const authority = (requestedFrom() ?? document.querySelector('h1'))?.textContent?.trim() || domain;
    if (domain && authority) yield { kind: 'authority', domain, authority, where: link };
  }
}
