/** The popup's page in a tab of its own: asks it for one domain after another, and reads what it shows. */
import type { Browser, Tab } from './driver.ts';
import { until } from './driver-wait.ts';
import { patience } from './stage.ts';

/** What stands under the domain in the popup's page, without what opens further. */
export type Shown = {
  readonly domain: string;
  readonly transit: string;
  readonly transitSentence: string;
  readonly identity: string;
  readonly identitySentence: string;
  readonly checks: readonly Check[];
};

/** A row of the popup: "MTA-STS", "enforced", and everything that it opens to. */
export type Check = { readonly title: string; readonly brief: string; readonly text: string };

/** Opens it, and waits until something can be typed. */
export async function openPopupPage(browser: Browser): Promise<Tab> {
  const popup = await browser.popup();
  const isThere = () => document.querySelector('form.ask input') !== null;
  await until("the popup's field", async () => (await popup.evaluate(isThere)) || undefined, patience);
  return popup;
}

/** Types a domain into the popup's page and asks for it; does not wait for what comes. */
export async function ask(popup: Tab, domain: string): Promise<void> {
  await popup.fill('form.ask input', domain);
  await popup.press('Enter');
}

/** Asks, and waits until the look at it has ended. */
export async function lookUp(popup: Tab, domain: string, unicode = domain): Promise<Shown> {
  await ask(popup, domain);
  return shown(popup, unicode);
}

/** Waits until the popup's page has looked this domain up, and reads what it says. */
export async function shown(popup: Tab, unicode: string, milliseconds = 3 * patience): Promise<Shown> {
  const seen = await popup.evaluate(readWhenDone, unicode, milliseconds);
  if (typeof seen === 'string')
    throw new Error(`${unicode} was not looked up in ${milliseconds} ms; shown was:\n${seen}`);
  return seen;
}

/** Runs in the popup's page: waits for its changes instead of asking again and again. */
function readWhenDone(unicode: string, milliseconds: number): Promise<Shown | string> {
  const read = (): Shown | undefined => {
    const verdicts = document.querySelector('.verdicts');
    const domain = verdicts?.querySelector('h1')?.firstChild?.nodeValue ?? '';
    if (domain !== unicode || verdicts?.getAttribute('aria-busy') !== 'false') return undefined;
    const [transit, identity] = [...verdicts.querySelectorAll('h2')].map(title => ({
      title: title.textContent ?? '',
      sentence: title.closest('.axis')?.querySelector('p:not(.label)')?.textContent ?? '',
    }));
    if (!transit || !identity) return undefined;
    const checks = [...document.querySelectorAll('details.check')].map(check => ({
      title: check.querySelector('summary b')?.textContent ?? '',
      brief: check.querySelector('.brief')?.textContent ?? '',
      text: check.textContent ?? '',
    }));
    return {
      domain,
      transit: transit.title,
      transitSentence: transit.sentence,
      identity: identity.title,
      identitySentence: identity.sentence,
      checks,
    };
  };
  return new Promise(resolve => {
    const end = (found: Shown | string) => {
      observer.disconnect();
      clearTimeout(timer);
      resolve(found);
    };
    const look = () => {
      const found = read();
      if (found !== undefined) end(found);
    };
    const observer = new MutationObserver(look);
    // biome-ignore lint/performance/useDomNodeTextContent: what is to be read, not what is written
    const timer = setTimeout(() => end(document.body.innerText), milliseconds);
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
  });
}
