/**
 * Everything that can go wrong between the browser and DNS or a policy host, as the popup tells it: a lookup that failed
 * is never told as something that is not published (product.md, promise 1).
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { headlines } from '../../src/words/en-headlines.ts';
import { whyNoAnswer } from '../../src/words/failures.ts';
import { screen } from '../../src/words/screen.ts';
import { type Expectation, expectations } from '../lab/expect.ts';
import { type DnsFault, type Lab, resolvers } from '../lab/lab.ts';
import type { Tab } from './driver.ts';
import { until } from './driver-wait.ts';
import { failing, policyHosts, remarked } from './faults-told.ts';
import { ask, lookUp, openPopupPage, type Shown } from './popup-page.ts';
import { inBothBrowsers, patience } from './stage.ts';

/** Zones that are broken themselves. */
const zones = [
  { domain: 'forgedseal.gov.uk', row: 'dnssec', says: 'signature wrong', why: 'its signatures do not verify' },
  { domain: 'staleseal.gov.uk', row: 'dnssec', says: 'signature expired', why: 'its signatures are past their time' },
  { domain: 'earlyseal.gov.uk', row: 'dnssec', says: 'signature not valid yet', why: 'they are not yet of their time' },
  { domain: 'lostline.gov.uk', row: 'mx', says: 'could not be looked up', why: 'its name servers do not answer' },
  { domain: 'danglewick.gov.uk', row: 'mta-sts', says: 'points to nothing', why: 'a CNAME to nowhere' },
  { domain: 'roundabout.gov.uk', row: 'mta-sts', says: 'could not be looked up', why: 'a CNAME in a circle' },
  { domain: 'crossedwires.ac.uk', row: 'dane', says: 'could not be looked up', why: 'the TLSA lookup fails' },
  { domain: 'quietnight.gov.uk', row: 'dmarc', says: 'could not be looked up', why: 'only that lookup fails' },
] as const;

/** One question of several fails: its own row says so, and no other. */
const single = [
  { domain: 'lockwell.gov.uk', name: '_mta-sts.lockwell.gov.uk', type: 'TXT', row: 'mta-sts' },
  { domain: 'trialmoor.wales', name: '_dmarc.trialmoor.wales', type: 'TXT', row: 'dmarc' },
  { domain: 'leavers.org.uk', name: 'leavers.org.uk', type: 'TXT', row: 'spf' },
  { domain: 'halfgate.gov.uk', name: 'halfgate.gov.uk', type: 'MX', row: 'mx' },
] as const;

/** Told truly they are all unlocked, most of them open: a failure that is taken for an absence shows. */
const plain = expectations.filter(
  ({ domain, transit, identity }) =>
    transit.reason === 'unlocked-nothing' &&
    identity.grade !== 'unknown' &&
    !zones.some(zone => zone.domain === domain) &&
    // A fault is for all names below a name.
    !expectations.some(other => other.domain.endsWith(`.${domain}`)),
);
/** A domain of its own for each fault. */
const spoilt = [...Object.keys(failing), ...remarked.map(({ fault }) => fault)].map((fault, i) => {
  const line = plain[i];
  if (line === undefined) throw new Error('the lab has fewer plain domains than there are faults');
  return { ...line, fault: fault as DnsFault };
});
function spoiltBy(wanted: string): Expectation {
  const line = spoilt.find(({ fault }) => fault === wanted);
  if (line === undefined) throw new Error(`no domain is spoilt by ${wanted}`);
  return line;
}

const failures = Object.entries(failing).map(([fault, line]) => ({ fault, domain: spoiltBy(fault).domain, ...line }));
const isSlow = ({ fault }: { readonly fault: string }) => fault === 'silence' || fault === 'slow';
/**
 * After a few answers of 500 and above Chromium itself refuses an extension's requests to that URL for a while
 * (www.chromium.org/throttling), so that not every try gets as far as the resolver. This comes last.
 */
const isThrottled = ({ fault }: { readonly fault: string }) => fault === 'http-503';
const quick = failures.filter(line => !isSlow(line) && !isThrottled(line));

const [first, second, last] = resolvers;
const notLookedUp = 'could not be looked up';
const unknown = { transit: headlines.transitTitle.unknown, identity: headlines.identityTitle.unknown };

const rowOf = ({ checks }: Shown, check: keyof typeof headlines.checkTitle) =>
  checks.find(({ title }) => title === headlines.checkTitle[check]);

/** Who was asked this question, in order. */
function askedOf(lab: Lab, name: string, type: string): readonly string[] {
  return lab.log().flatMap(entry => {
    return entry.kind === 'dns' && entry.name === name && entry.type === type ? [entry.resolver] : [];
  });
}

/** Nothing at all is known of the domain, and every row says why. */
function expectNothingTold(shown: Shown, says: string): void {
  expect(shown).toMatchObject(unknown);
  for (const check of ['mta-sts', 'dmarc', 'spf', 'mx'] as const) {
    expect(rowOf(shown, check)).toMatchObject({ brief: notLookedUp, text: expect.stringContaining(says) });
  }
}

inBothBrowsers((stage, { name: browserName }) => {
  let popup: Tab;
  beforeAll(async () => {
    const { lab, browser } = stage;
    await browser.grant('https://*/*');
    for (const { fault, domain } of spoilt) lab.dnsFault(domain, fault);
    for (const { name, type } of single) lab.dnsFault(name, 'servfail', type);
    for (const name of ['_mta-sts.leavers.org.uk', '_dmarc.leavers.org.uk']) lab.dnsFault(name, 'none');
    lab.dnsFault('danesford.ac.uk', 'no-ad');
    popup = await openPopupPage(browser);
    // Up to half a minute goes by until nothing has come: they are asked now, and read when the others are done.
    for (const { domain } of failures.filter(isSlow)) await ask(popup, domain);
    for (const { domain } of [policyHosts.silence, policyHosts.dripping]) await ask(popup, domain);
  });

  test.each(quick)('$fault: $says', async ({ domain, by, says }) => {
    expectNothingTold(await lookUp(popup, domain), says);
    expect(askedOf(stage.lab, domain, 'MX')).toEqual(by);
    expect(askedOf(stage.lab, `_mta-sts.${domain}`, 'TXT')).toEqual(by);
  });

  test.each(remarked)('$fault: $why', async ({ fault, says }) => {
    const { domain, transit, identity } = spoiltBy(fault);
    const shown = await lookUp(popup, domain);
    expect(shown.transit).toBe(headlines.transitTitle[transit.grade]);
    expect(shown.identity).toBe(headlines.identityTitle[identity.grade]);
    expect(rowOf(shown, 'dnssec')?.text).toContain(says);
  });

  test('no-ad: nothing is called signed that the resolver does not vouch for', async () => {
    const shown = await lookUp(popup, 'danesford.ac.uk');
    expect(shown.transit).toBe(headlines.transitTitle.unlocked);
    expect(rowOf(shown, 'dane')?.brief).toBe('list of servers not signed');
    expect(rowOf(shown, 'dnssec')?.brief).toBe('list of servers not signed');
  });

  test.each(single)('only $name $type fails', async ({ domain, row, name, type }) => {
    const shown = await lookUp(popup, domain);
    const notThere = shown.checks.filter(({ brief }) => brief === notLookedUp).map(({ title }) => title);
    expect(notThere).toEqual([headlines.checkTitle[row]]);
    expect(rowOf(shown, row)?.text).toContain(whyNoAnswer('rcode', first, 2));
    expect(askedOf(stage.lab, name, type)).toEqual([first]);
  });

  test.each(zones)('$domain: $why', async ({ domain, row, says }) => {
    expect(rowOf(await lookUp(popup, domain), row)?.brief).toBe(says);
  });

  test.each(Object.entries(policyHosts))('a policy host: %s', async (_, { domain, says }) => {
    const shown = await lookUp(popup, domain);
    const grade = expectations.find(line => line.domain === domain)?.transit.grade;
    expect(shown.transit).toBe(headlines.transitTitle[grade ?? 'unknown']);
    expect(rowOf(shown, 'mta-sts')?.text).toContain(says(browserName));
  });

  test.each(failures.filter(isSlow))('$fault: $says', async ({ domain, by, says }) => {
    expectNothingTold(await lookUp(popup, domain), says);
    // By now it may have been asked anew.
    expect(askedOf(stage.lab, domain, 'MX').slice(0, by.length)).toEqual(by);
  });

  describe('a resolver, whatever it is asked', () => {
    const domain = 'twinlocks.de';
    const locked = { transit: headlines.transitTitle.locked, identity: headlines.identityTitle.rejected };

    async function lookUpAnew(): Promise<Shown> {
      await popup.clickOn(screen.clear);
      const isForgotten = async () => (await popup.text()).includes(screen.cleared) || undefined;
      await until('all to be forgotten', isForgotten, patience);
      stage.lab.clearLog();
      return lookUp(popup, domain);
    }
    const answeredBy = async () => /answers? from (.*)/.exec(await popup.text())?.[1];

    beforeAll(() => popup.clickOn(screen.settings));

    test.each(quick)('the first: $fault', async ({ fault, by, says }) => {
      stage.lab.dnsFault(first, fault as DnsFault);
      const shown = await lookUpAnew();
      stage.lab.dnsFault(first, 'none');
      if (by.length === 1) {
        expectNothingTold(shown, says);
        expect(askedOf(stage.lab, domain, 'MX')).toEqual([first]);
      } else {
        expect(shown).toMatchObject(locked);
        expect(await answeredBy()).toBe(second);
        expect(askedOf(stage.lab, domain, 'MX')).toEqual([first, first, second]);
      }
    });

    test.each(['refused', 'reset'] as const)('the first: connection %s', async fault => {
      await stage.lab.hostFault(first, fault);
      expect(await lookUpAnew()).toMatchObject(locked);
      expect(await answeredBy()).toBe(second);
      await stage.lab.hostFault(first, 'none');
    });

    test('all of them: connection refused', async () => {
      for (const host of resolvers) await stage.lab.hostFault(host, 'refused');
      expectNothingTold(await lookUpAnew(), whyNoAnswer('unreachable', last));
      for (const host of resolvers) await stage.lab.hostFault(host, 'none');
    });

    test('all of them: HTTP 503', async () => {
      for (const host of resolvers) stage.lab.dnsFault(host, 'http-503');
      const shown = await lookUpAnew();
      expect(shown).toMatchObject(unknown);
      const asked = stage.lab.log().flatMap(entry => (entry.kind === 'dns' ? [entry.resolver] : []));
      expect(new Set(asked)).toEqual(new Set(resolvers));
      for (const { brief, text } of shown.checks) {
        expect(brief).toBe(notLookedUp);
        expect([failing['http-503'].says, whyNoAnswer('unreachable', last)].some(says => text.includes(says))).toBe(
          true,
        );
      }
    });
  });
});
