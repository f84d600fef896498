/** What the running extension says of the domains of a page, read from its screens: no zone and no store is looked at. */
import { screen as words } from '../../src/words/screen.ts';
import type { Browser, Screen, Tab } from './driver.ts';
import { type Accessible, all, find, textOf } from './driver-tree.ts';
import { rest, until } from './driver-wait.ts';

export type Row = {
  /** As a reader sees it: an IDN in Unicode. */
  readonly domain: string;
  /** The titles of the two grades, and the sentence under the first. */
  readonly transit: string;
  readonly identity: string;
  readonly sentence: string;
};

/**
 * The domains that the popup lists for the page in front, in its order. It asks the page once, when it opens; so it is
 * opened until the list no longer grows, for the page may still be read.
 */
export async function domainsOnPage(browser: Browser): Promise<readonly string[]> {
  let before: readonly string[] = [];
  return until(
    'the list of domains on this page',
    async () => {
      const now = await domainsInPopup(browser);
      const settled = now.length > 0 && now.length === before.length;
      before = now;
      return settled ? now : undefined;
    },
    30_000,
  );
}

async function domainsInPopup(browser: Browser): Promise<readonly string[]> {
  const popup = await browser.openRealPopup();
  await rest(700);
  const list = find(await popup.tree(), 'region', words.onThisPage);
  await popup.close();
  // "dwp.gov.uk Department for Work and Pensions: Locked in transit"
  return list === undefined ? [] : [...all(list, 'button')].map(({ name }) => name.split(/[\s:]/, 1)[0] ?? '');
}

/** The verdict on a screen of the popup, once it stands. */
export async function verdictOn(screen: Screen, milliseconds = 30_000): Promise<Omit<Row, 'domain'>> {
  return until('a verdict', async () => readVerdict(await screen.tree()), milliseconds);
}

function readVerdict(tree: Accessible): Omit<Row, 'domain'> | undefined {
  const pieces = [...all(tree)]
    .filter(({ role }) => role === 'heading' || role === 'paragraph')
    .map(piece => textOf(piece).replaceAll('\n', ' '));
  const [transit, sentence = ''] = pieces.slice(pieces.indexOf(words.toIt) + 1);
  const [identity] = pieces.slice(pieces.indexOf(words.fromIt) + 1);
  if (!pieces.includes(words.toIt) || transit === undefined || identity === undefined) return undefined;
  if (transit === words.looking || identity === words.looking) return undefined;
  return { transit, identity, sentence };
}

/** A row for each domain on the page, which is in front. Policy files are fetched, as if the user had allowed each. */
export async function verdictsOnPage(browser: Browser, tab: Tab): Promise<readonly Row[]> {
  const [own = '', ...others] = await domainsOnPage(browser);
  // The popup has the site's own domain first, whether it stands on the page or not.
  const standsThere = (await tab.text()).toLowerCase().includes(own);
  const domains = standsThere ? [own, ...others] : others;
  await browser.grant(...domains.map(domain => `https://mta-sts.${new URL(`http://${domain}`).hostname}/*`));
  const rows: Row[] = [];
  for (const domain of domains) {
    const popup = await browser.popup(domain);
    // A verdict from before the permission is shown until the new one has come.
    const busy = () => document.querySelector('.verdicts')?.getAttribute('aria-busy') !== 'false';
    await until(`the look at ${domain} to end`, async () => !(await popup.evaluate(busy)) || undefined, 30_000);
    rows.push({ domain, ...(await verdictOn(popup)) });
    await popup.close();
  }
  return rows;
}
