/** What the running extension says of the domains of a page, read from its screens: no zone and no store is looked at. */
import { screen as words } from '../../src/words/screen.ts';
import type { Browser, Screen } from './driver.ts';
import { type Accessible, all, find, textOf } from './driver-tree.ts';
import { until } from './driver-wait.ts';

export type Row = {
  /** As a reader sees it: an IDN in Unicode. */
  readonly domain: string;
  /** The titles of the two grades, and the sentence under the first. */
  readonly transit: string;
  readonly identity: string;
  readonly sentence: string;
};

/** The domains that the popup lists for the page in front, in its order; waits until the list no longer grows. */
export async function domainsOnPage(browser: Browser): Promise<readonly string[]> {
  const popup = await browser.openRealPopup();
  const read = async () => {
    const list = find(await popup.tree(), 'region', words.onThisPage);
    // "dwp.gov.uk Department for Work and Pensions: Locked in transit"
    return list === undefined ? [] : [...all(list, 'button')].map(({ name }) => name.split(/[\s:]/, 1)[0] ?? '');
  };
  let before: readonly string[] = [];
  const domains = await until('the list of domains on this page', async () => {
    const now = await read();
    const settled = now.length > 0 && now.length === before.length;
    before = now;
    await new Promise(resolve => setTimeout(resolve, 400));
    return settled ? now : undefined;
  });
  await popup.close();
  return domains;
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

/** A row for each domain on the page in front. Policy files are fetched, as if the user had allowed it for each. */
export async function verdictsOnPage(browser: Browser): Promise<readonly Row[]> {
  const domains = await domainsOnPage(browser);
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
