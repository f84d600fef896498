/**
 * How long a verdict takes, in multiples of the delay that the lab puts before each DNS answer and each policy file: one
 * is the least for the records, two for everything, since the names of the mail servers are in the first answers.
 */
import { encodeQuery } from '../../src/dns/query.ts';
import { walkNames } from '../../src/protocols/dmarc-walk.ts';
import { headlines } from '../../src/words/en-headlines.ts';
import type { Browser, Driver, Tab } from '../browser/driver.ts';
import { builtFor } from '../browser/stage.ts';
import { type Lab, resolvers } from '../lab/lab.ts';
import { bareFetches, firstPicture, type Look, timedLook } from './lookups-page.ts';

/** Every kind of answer: signed and not, a policy and none, one MX host, two and none, aliases, DANE. None is at fault. */
export const domains = [
  'lockwell.gov.uk',
  'halfgate.gov.uk',
  'frontdoor.org.uk',
  'danesford.ac.uk',
  'twinlocks.de',
  'rustykey.org',
  'mailharbour.org',
  'portside.ac.uk',
  'hostedlock.org.uk',
  'trialbridge.gov.uk',
  'misprint.co.uk',
  'openfield.gov.uk',
  'halfdane.ac.uk',
] as const;

/** What must hold, in delays. */
export const limits = { records: 1.15, whole: 2.25 } as const;

/** In delays. */
export type Ratios = { readonly records: number; readonly whole: number };

export type LookupFigures = {
  readonly delay: number;
  /** The first look of a browser just started: no connection is open. */
  readonly cold: Ratios;
  /** Medians over the domains: the resolver's connection is open, the policy host's is not. */
  readonly firstMeeting: Ratios;
  /** Both are open. */
  readonly warm: Ratios;
  /** As many questions as there are records, fetched at once and nothing done with them: what no extension is faster than. */
  readonly bare: Ratios;
};

export async function measureLookups(driver: Driver, lab: Lab, delay: number): Promise<LookupFigures> {
  lab.delay({ dns: delay, policy: delay });
  const browser = await driver.start({ extensionDir: builtFor(driver), lab });
  try {
    const page = await extensionPage(browser);
    const cold = inDelays([await page.evaluate(timedLook, domains[0])], delay);
    const firstMeeting: Ratios[] = [];
    const warm: Ratios[] = [];
    for (const domain of domains) {
      firstMeeting.push(inDelays([await page.evaluate(timedLook, domain)], delay));
      const looks: Look[] = [];
      for (let round = 0; round < 3; round++) looks.push(await page.evaluate(timedLook, domain));
      warm.push(inDelays(looks, delay));
    }
    const bare: Look[] = [];
    for (let round = 0; round < 9; round++) bare.push(await page.evaluate(bareFetches, urlsOfRecords(domains[0])));
    return { delay, cold, firstMeeting: medians(firstMeeting), warm: medians(warm), bare: inDelays(bare, delay) };
  } finally {
    lab.delay({ dns: 0, policy: 0 });
    await browser.close();
  }
}

function urlsOfRecords(domain: string): readonly string[] {
  const texts = [domain, `_mta-sts.${domain}`, ...walkNames(domain).map(name => `_dmarc.${name}`)];
  const queries = [encodeQuery(domain, 'MX'), ...texts.map(name => encodeQuery(name, 'TXT'))];
  return queries.map(
    query => `https://${resolvers[0]}/dns-query?dns=${Buffer.from(query ?? []).toString('base64url')}`,
  );
}

/** A page with the extension's rights and no code of its own; the policy hosts are allowed. */
export async function extensionPage(browser: Browser): Promise<Tab> {
  await browser.grant(...domains.map(domain => `https://mta-sts.${domain}/*`));
  return browser.open(browser.urlOf('manifest.json'));
}

export function inDelays(looks: readonly Look[], delay: number): Ratios {
  const { records, whole } = medians(looks);
  return { records: records / delay, whole: whole / delay };
}

export function medians(all: readonly Ratios[]): Ratios {
  return { records: median(all.map(({ records }) => records)), whole: median(all.map(({ whole }) => whole)) };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

export type FirstPaint = {
  /** Whether the verdict that is held stood in the first picture that showed anything, every time. */
  readonly hasVerdict: boolean;
  /** Time to that picture, over the time of the same page with no domain to show. */
  readonly overEmpty: number;
};

/** Opens the popup's page on domains of which a verdict is held. */
export async function measureFirstPaint(browser: Browser, page: Tab): Promise<FirstPaint> {
  const popup = browser.urlOf('src/popup/index.html');
  const { unknown: _, ...titles } = headlines.transitTitle;
  const held: number[] = [];
  const empty: number[] = [];
  let hasVerdict = true;
  for (const domain of domains.slice(0, 7)) {
    await page.evaluate(timedLook, domain);
    const { after, text } = await page.evaluate(firstPicture, `${popup}#${domain}`);
    held.push(after);
    hasVerdict &&= text.includes(domain) && Object.values(titles).some(title => text.includes(title));
    empty.push((await page.evaluate(firstPicture, popup)).after);
  }
  return { hasVerdict, overEmpty: median(held) / median(empty) };
}

/**
 * Everything asked for a domain with all there is: two MX hosts, DANE on both, a policy in enforce. Makes a zone of the
 * lab into one; `page` must hold permission for its policy host.
 */
export async function questionsOfReference(lab: Lab, page: Tab): Promise<readonly string[]> {
  const domain = 'lockwell.gov.uk';
  const keys = ['mx1', 'mx2'].map(host => `_25._tcp.${host} TLSA 3 1 1 ${'5d6fce1a'.repeat(8)}`);
  await lab.changeZone(domain, text => [text.replace('unsigned', 'signed'), ...keys, ''].join('\n'));
  await page.evaluate(timedLook, domain);
  lab.clearLog();
  await page.evaluate(timedLook, domain);
  return lab.log().flatMap(entry => {
    if (entry.kind === 'dns') return [`${entry.type} ${entry.name}`];
    return entry.kind === 'http' ? [`${entry.method} ${entry.host}${entry.path}`] : [];
  });
}
