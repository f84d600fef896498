// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { Held } from '../../src/content/registry.ts';
import { siteOf } from '../../src/content/sites/here.ts';
import { whatdotheyknow } from '../../src/content/sites/whatdotheyknow.ts';

test.each([
  ['www.whatdotheyknow.com', '/request/mta_sts', true],
  ['www.whatdotheyknow.com', '/request/mta_sts/response/1/attach/html/3/letter.html', true],
  ['www.whatdotheyknow.com', '/body/town_council', true],
  ['www.whatdotheyknow.com', '/', false],
  ['www.whatdotheyknow.com', '/request/', false], // nothing there
  ['www.whatdotheyknow.com', '/requests/x', false],
  ['www.whatdotheyknow.com', '/r/token', false], // a private share
  ['www.whatdotheyknow.com', '/r/token/request/x', false],
  ['www.whatdotheyknow.com', '/pro/dashboard', false],
  ['www.whatdotheyknow.com', '/new/town_council', false],
  ['www.whatdotheyknow.com', '/outgoing_messages/1/delivery_status', false],
  ['www.whatdotheyknow.com', '/user/somebody', false],
  ['whatdotheyknow.com.attacker.example', '/request/x', false],
  ['mail.google.com', '/request/x', false],
  ['mail.proton.me', '/body/x', false],
  ['', '/request/x', false], // about:blank
])('on sight at %s%s: %s', (host, path, expected) => {
  expect(siteOf(host).onSight(path)).toBe(expected);
});

const header = `<p class="request-header__subtitle">A made this request to <a href="/body/dwp">Department for Work and Pensions</a></p>`;
const letter = (text: string) => `<div class="correspondence_text"><p>${text}</p></div>`;

/** What stands for an authority in this page: the text and what is known of the domain. */
function read(html: string, scope = 'body'): readonly string[] {
  document.body.innerHTML = html;
  const within = document.querySelector(scope) ?? document.body;
  return whatdotheyknow.authorities(within).map(describe);
}

function describe({ where, domain, authority }: Held): string {
  const text =
    'nodeType' in where ? where.textContent : where.startContainer.data.slice(where.startOffset, where.endOffset);
  return `${text} = ${authority} at ${domain}`;
}

const dwp = 'Department for Work and Pensions at /body/dwp.json';

afterEach(() => {
  document.body.innerHTML = '';
});

test.each([
  ['the header link', header, [`Department for Work and Pensions = ${dwp}`]],
  [
    'its mask',
    header + letter('To [DWP request email] and on'),
    [`Department for Work and Pensions = ${dwp}`, `[DWP request email] = ${dwp}`],
  ],
  [
    'another body’s mask',
    header + letter('[Home Office request email]'),
    [`Department for Work and Pensions = ${dwp}`],
  ],
  [
    'masks that stand for nobody',
    header + letter('[email address] [FOI #1 email] [WhatDoTheyKnow contact email] [mobile number]'),
    [`Department for Work and Pensions = ${dwp}`],
  ],
  ['no header, no authority', letter('[DWP request email]'), []],
  ['a header that links to a list', header.replace('/body/dwp', '/body/list/central'), []],
  ['a header without a link', '<p class="request-header__subtitle">A made this</p>', []],
  [
    'the home page on its own page',
    '<h1>Town Council</h1><div class="sidebar__section more_info"><a href="https://www.council.example/">Home page of authority</a></div>',
    ['Home page of authority = Town Council at council.example'],
  ],
  [
    'the home page beside a request: named by the request’s header, not by its title',
    `<h1>Minutes of a meeting</h1>${header}<div class="more_info"><a href="https://www.dwp.gov.uk/">Home page of authority</a></div>`,
    [
      `Department for Work and Pensions = ${dwp}`,
      'Home page of authority = Department for Work and Pensions at dwp.gov.uk',
    ],
  ],
  [
    'other links beside it',
    '<h1>Town Council</h1><div class="more_info"><a href="https://x.example/">Publication scheme</a><a href="https://y.example/">Disclosure log</a></div>',
    [],
  ],
  [
    'a home page that is none',
    '<h1>Town Council</h1><div class="more_info"><a href="javascript:void 0">Home page of authority</a></div>',
    [],
  ],
])('%s', (_, html, expected) => {
  expect(read(html)).toEqual(expected);
});

test('only what lies in the scope', () => {
  expect(read(header + letter('[DWP request email]'), '.correspondence_text')).toEqual([
    `[DWP request email] = ${dwp}`,
  ]);
});
