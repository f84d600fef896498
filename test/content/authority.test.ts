import { expect, test } from 'vitest';
import { speaksOf, toldAt, webDomain } from '../../src/content/authority.ts';

test.each([
  ['/body/town_council', '/body/town_council.json'],
  ['/body/town_council/successful', '/body/town_council.json'], // one of its views
  ['/body/town_council/tag/all', '/body/town_council.json'],
  ['/body/town_council.json', '/body/town_council.json'], // asked for already
  ['/body', undefined], // the list of all
  ['/body/', undefined],
  ['/body/list/central', undefined], // a list by tag
  ['/request/body/x', undefined],
  ['/help/body/town_council', undefined],
  ['//elsewhere.example/body/x', undefined],
  ['/bodyguard/x', undefined],
  ['/body/.hidden', undefined],
])('toldAt(%s)', (path, told) => {
  expect(toldAt(path)).toBe(told);
});

test.each([
  ['https://www.council.example', 'council.example'], // the site's own guess from the mail domain
  ['https://www.council.example/foi?x=1', 'council.example'], // a stored home page
  ['http://council.example:8080/', 'council.example'],
  ['https://WWW.Council.EXAMPLE/', 'council.example'],
  ['https://www.bücher.example/', 'xn--bcher-kva.example'],
  ['https://www.www.example/', 'www.example'], // once only
  ['https://wwwcouncil.example/', 'wwwcouncil.example'],
  ['', ''],
  ['council.example', ''], // no scheme
  ['mailto:foi@council.example', ''],
  ['javascript:alert(1)', ''],
  ['https://', ''],
  [undefined, ''],
  [null, ''],
  [false, ''],
  [{ home_page: 'https://x.example' }, ''],
])('webDomain(%j)', (homePage, domain) => {
  expect(webDomain(homePage)).toBe(domain);
});

test.each([
  ['Town Council', 'Town Council', true],
  ['town council', 'Town Council', true],
  ['DWP', 'Department for Work and Pensions', true], // its capitals
  ['DfT', 'Department for Transport', true], // all first letters
  ['HMRC', 'HM Revenue and Customs', true],
  ['UKHSA', 'UK Health Security Agency', true],
  ['MoD', 'Ministry of Defence', true],
  ['Home Office', 'Department for Work and Pensions', false], // quoted from another request
  ['D', 'Department', false], // one letter names nobody
  ['', 'Town Council', false],
  ['Council', 'Town Council', false], // a part of a name
  ['Town Council request', 'Town Council', false],
  ['email address', 'Town Council', false],
])('speaksOf(%s, %s)', (mask, authority, expected) => {
  expect(speaksOf(mask, authority)).toBe(expected);
});
