/** Promise 5 on WhatDoTheyKnow: where domains are looked up on sight and where not, read from the lab's logs. */
import { beforeAll, describe, expect, test } from 'vitest';
import { screen as words } from '../../src/words/screen.ts';
import { fromText, requestPage } from '../lab/pages.ts';
import { ActPage, address, choose, type Domain, questions } from './act-page.ts';
import { until } from './driver-wait.ts';
import { inBothBrowsers, patience } from './stage.ts';

const site = 'https://www.whatdotheyknow.com';
const policyOf = (domain: Domain) => `GET https://mta-sts.${domain}/.well-known/mta-sts.txt`;

inBothBrowsers(stage => {
  let page: ActPage;
  beforeAll(async () => {
    // Permission for policy files is held from the start: it must not be used before an act.
    await stage.browser.grant('https://*/*');
    page = await ActPage.at(`${site}/request/nothing`, stage);
  });

  test('a public page is looked up on sight: what is in view, never a policy file, never an authority', async () => {
    const path = '/body/lookout_council';
    const home = JSON.stringify({ home_page: 'https://www.lookout.gov.uk/about' });
    stage.lab.setPage(`${site}${path}.json`, { body: home, contentType: 'application/json' });
    const text = `Write to ${address('aol.com')} first.\n\nFar below: ${address('bigcouncil.gov.uk')}.`;
    const html = requestPage({
      title: 'A request',
      user: 'A reader',
      authority: { name: 'Lookout Council', urlName: 'lookout_council' },
      messages: [{ kind: 'incoming', author: 'Somebody', date: 'today', text }],
    });
    await page.open(`${site}/request/on_sight`, html.replace('<p>Far', '<p style="margin-top:2000px">Far'), 3);
    await until('the domain in view to be asked for', () => page.traffic.domains().length > 0 || undefined, patience);
    await page.traffic.over();
    expect(page.traffic.asked()).toEqual(questions['aol.com']);

    page.traffic.begin();
    await page.tab.move(300, 300);
    await page.tab.wheel(1_800);
    await until('the domain below to be asked for', () => page.traffic.domains().length > 0 || undefined, patience);
    expect(page.traffic.domains()).toEqual(['bigcouncil.gov.uk']);
    await page.tab.wheel(-1_800);
    const isBack = async () => (await page.tab.evaluate(() => scrollY)) === 0 || undefined;
    await until('the page to scroll back', isBack);

    // Nothing is left to ask but the policy file, which an act may.
    const act = () => page.pointAtText(address('aol.com'));
    expect(await page.askedBy('aol.com', act, 'Lock in testing')).toContain(policyOf('aol.com'));

    const asked = await page.askedBy('lookout.gov.uk', () => page.pointAt('.request-header a'));
    expect(asked).toEqual([`GET ${site}${path}.json`, ...questions['lookout.gov.uk']].sort());
    const request = stage.lab.log().findLast(entry => entry.kind === 'http' && entry.path === `${path}.json`);
    const headers = request?.kind === 'http' ? request.headers : {};
    expect([headers.cookie, headers.referer], 'asked as by a stranger').toEqual([undefined, undefined]);
  });

  test('at most 30 domains are looked up on one page load', async () => {
    const many = Array.from({ length: 36 }, (_, index) => `office${index}.gov.uk`);
    const html = fromText(`The offices: ${many.map(address).join(', ')}.`);
    await page.open(`${site}/body/many_offices`, html, many.length);
    await until('30 domains to be asked for', () => page.traffic.domains().length >= 30 || undefined, patience);
    await page.tab.move(300, 300);
    await page.tab.wheel(100);
    await page.traffic.over();
    expect(page.traffic.domains().toSorted()).toEqual(many.slice(0, 30).toSorted());
  });

  test.each([
    ['/new/lookout_council', 'a draft', 'hotmail.com'],
    ['/r/0123456789abcdef', 'a private share', 'frontdoor.org.uk'],
    ['/pro/dashboard', 'drafts and embargoes', 'rustykey.org'],
  ] as const)('nothing is asked on %s (%s) before an act', async (path, _, domain) => {
    await page.open(site + path, fromText(`Write to ${address(domain)}.`), 1);
    expect(await page.traffic.over()).toEqual([]);
    const act = () => page.pointAtText(address(domain));
    expect(await page.askedBy(domain, act)).toEqual([policyOf(domain), ...questions[domain]].sort());
  });

  describe('the settings of the popup are obeyed', () => {
    test('public pages: when I point at them', async () => {
      const html = fromText(`Write to ${address('twovoices.gov.uk')}.`);
      await page.open(`${site}/request/nothing_new`, fromText(`Write to ${address('doublepost.gov.uk')}.`), 1);
      await page.change(popup => choose(popup, words.publicPages, 'act'));
      await page.open(`${site}/request/only_when_pointed_at`, html, 1);
      await page.traffic.over();
      expect(page.askedOf('twovoices.gov.uk')).toEqual([]);
      const act = () => page.pointAtText(address('twovoices.gov.uk'));
      expect(await page.askedBy('twovoices.gov.uk', act)).toEqual(questions['twovoices.gov.uk']);
      await page.change(popup => choose(popup, words.publicPages, 'sight'));
    });

    test('no marks on this site', async () => {
      const html = fromText(`Write to ${address('softlaunch.org.uk')}.`);
      await page.open(`${site}/request/quiet`, fromText(`Write to ${address('twovoices.gov.uk')}.`), 1);
      const quiet = words.quiet(new URL(site).host);
      await page.change(popup => popup.clickOn(quiet, 'checkbox'));
      await page.open(`${site}/request/still_quiet`, html, 0);
      await page.pointAtText(address('softlaunch.org.uk'));
      await page.traffic.over();
      expect(await page.tab.evaluate(() => CSS.highlights.size)).toBe(0);
      expect([page.askedOf('softlaunch.org.uk'), await page.hasCard()]).toEqual([[], false]);
      await page.change(popup => popup.clickOn(quiet, 'checkbox'));
      await until(
        'the domain to be looked up',
        () => page.askedOf('softlaunch.org.uk').length > 0 || undefined,
        patience,
      );
    });
  });
});
