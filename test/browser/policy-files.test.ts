/** How a policy file is fetched once the user has allowed it: what its host gets to see of the user, and how often it is asked. */
import { beforeAll, describe, expect, test } from 'vitest';
import { headlines } from '../../src/words/en-headlines.ts';
import { screen as words } from '../../src/words/screen.ts';
import type { Tab } from './driver.ts';
import { policyHostsSeen, policyRequests } from './policy-hosts.ts';
import { lookUp, shown } from './popup-page.ts';
import { inBothBrowsers } from './stage.ts';

const titles = headlines.transitTitle;
const cookie = 'seen=the-user-was-here';

inBothBrowsers(stage => {
  let popup: Tab;
  beforeAll(async () => {
    await stage.browser.grant('https://*/*');
    popup = await stage.browser.popup();
  });

  test('nothing of the user goes along: no cookie, origin, referrer or name of the extension', async () => {
    // The host knows the user from a visit: in the next one the browser tells it so.
    const url = 'https://mta-sts.lockwell.gov.uk/';
    const headers = { 'set-cookie': `${cookie}; Secure; SameSite=None; Max-Age=3600` };
    stage.lab.setPage(url, { body: '<!doctype html><title>A policy host</title>', headers });
    const visit = await stage.browser.open(url);
    await visit.goto(url);
    await visit.close();
    const visits = stage.lab.log().filter(entry => entry.kind === 'http' && entry.path === '/');
    expect(visits.at(-1)).toMatchObject({ headers: { cookie } });

    expect(await lookUp(popup, 'lockwell.gov.uk')).toMatchObject({ transit: titles.locked });
    const [request, ...more] = policyRequests(stage.lab, 'lockwell.gov.uk');
    expect(more).toEqual([]);
    expect(request?.method).toBe('GET');
    for (const name of ['cookie', 'origin', 'referer', 'authorization'])
      expect(request?.headers).not.toHaveProperty(name);
    expect(JSON.stringify(request?.headers)).not.toContain(new URL(stage.browser.urlOf('')).host);
  });

  describe('as often as it takes to know, and not more', () => {
    test.each([
      ['emptyshelf.gov.uk', 1, titles.broken, '404 proves that there is none'],
      ['closeddown.org.uk', 1, titles.broken, '410 does, too'],
      ['frontdesk.gov.uk', 1, titles.broken, 'a web page is a faulty policy'],
      ['smudge.org.uk', 1, titles.broken, 'so is one without max_age'],
      ['trialbridge.gov.uk', 1, titles.testing, 'a policy'],
      ['membersonly.org.uk', 2, titles.unknown, '401 may be for browsers alone'],
      ['keepout.gov.uk', 2, titles.unknown, 'so may 403'],
      ['queueing.nhs.uk', 2, titles.unknown, '429 asks to come back later'],
      ['underrepair.nhs.uk', 2, titles.unknown, '503 says nothing of the file'],
    ])('%s: %d, then %s: %s', async (domain, times, title) => {
      expect(await lookUp(popup, domain)).toMatchObject({ transit: title });
      expect(policyRequests(stage.lab, domain)).toHaveLength(times);
    });

    test('what came of it is kept: another look within its time fetches nothing', async () => {
      for (const domain of ['trialbridge.gov.uk', 'underrepair.nhs.uk']) {
        const before = policyRequests(stage.lab, domain).length;
        await stage.browser.stopBackground();
        const again = await stage.browser.popup(domain);
        await shown(again, domain);
        await again.close();
        expect(policyRequests(stage.lab, domain), domain).toHaveLength(before);
      }
    });

    test('"look again" fetches it anew', async () => {
      await lookUp(popup, 'trialbridge.gov.uk');
      const before = policyRequests(stage.lab, 'trialbridge.gov.uk').length;
      await popup.clickOn(words.again);
      await shown(popup, 'trialbridge.gov.uk');
      expect(policyRequests(stage.lab, 'trialbridge.gov.uk')).toHaveLength(before + 1);
    });
  });

  test('a redirect is not followed', async () => {
    expect(await lookUp(popup, 'movedon.gov.uk')).toMatchObject({ transit: titles.broken });
    expect(policyRequests(stage.lab, 'movedon.gov.uk')).toHaveLength(1);
    // Where it leads to.
    expect(stage.lab.log().filter(entry => entry.kind !== 'dns' && entry.host === 'www.movedon.gov.uk')).toEqual([]);
  });

  describe('64 KiB are read, and no more', () => {
    const brief = headlines.brief['sts-policy-too-large'];
    test.each([
      ['longwinded.gov.uk', 'is a little longer'],
      ['endlessroad.org.uk', 'never ends: its end is not waited for'],
    ])('%s %s', async domain => {
      const began = Date.now();
      const seen = await lookUp(popup, domain);
      expect(seen.transit).toBe(titles.broken);
      expect(seen.checks.find(({ title }) => title === headlines.checkTitle['mta-sts'])?.brief).toBe(brief({}));
      expect(Date.now() - began, 'waited for a time-out').toBeLessThan(10_000);
      expect(policyRequests(stage.lab, domain)).toHaveLength(1);
    });

    test.each([
      [65_536, titles.locked, 'just fits'],
      [65_537, titles.broken, 'is one octet too long'],
    ])('%d octets: %s, it %s', async (octets, title) => {
      const lines = ['version: STSv1', 'mode: enforce', 'max_age: 86400', 'mx: mx.doublepost.gov.uk'];
      const filler = `x-note: ${'x'.repeat(octets - lines.join('\n').length - '\nx-note: \n'.length)}`;
      const policy = [...lines, filler].map(line => `;| ${line}`).join('\n');
      const zone = (text: string) =>
        `;; doublepost.gov.uk unsigned\n${policy}\n${text.replace(/^;;.*\n(?:;\|.*\n)*/, '').replace('_mta-sts     TXT  "v=STSv1; id=two"\n', '')}`;
      await stage.lab.changeZone('doublepost.gov.uk', zone);
      await lookUp(popup, 'doublepost.gov.uk');
      await popup.clickOn(words.again);
      expect(await shown(popup, 'doublepost.gov.uk')).toMatchObject({ transit: title });
    });
  });

  test('no host was asked that was not looked at', () => {
    const looked = [
      ...['lockwell', 'emptyshelf', 'frontdesk', 'trialbridge', 'keepout', 'movedon', 'longwinded', 'doublepost'].map(
        name => `${name}.gov.uk`,
      ),
      ...['closeddown', 'smudge', 'membersonly', 'endlessroad'].map(name => `${name}.org.uk`),
      ...['queueing', 'underrepair'].map(name => `${name}.nhs.uk`),
    ];
    expect(policyHostsSeen(stage.lab)).toEqual(looked.map(domain => `mta-sts.${domain}`).sort());
  });
});
