/** The toolbar button of a tab, and our page opened in a tab of its own. */
import { browser } from './browser.ts';

type Badge = { readonly text: string; readonly colour: string; readonly title: string };

/** A tab that was closed meanwhile is no trouble: the browser rejects, and there is nothing to show it on. */
export const tabBadge = {
  show: async (tabId: number, { text, colour, title }: Badge): Promise<void> => {
    const { action } = browser;
    await Promise.allSettled([
      action.setBadgeText({ tabId, text }),
      action.setBadgeBackgroundColor({ tabId, color: colour }),
      action.setTitle({ tabId, title }),
    ]);
  },
  /** Undefined where no permission lets us read it. */
  urlOf: async (tabId: number): Promise<string | undefined> => {
    try {
      return (await browser.tabs.get(tabId)).url;
    } catch {
      return undefined;
    }
  },
};

/** The tab in front of the window that was used last. */
export async function currentTabId(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab?.id;
}

/**
 * Opens the popup's page in a tab, for a domain or, from a private window, for a word that stands for one: some browsers
 * open it in an ordinary window even then. So it also carries in its address where it came from.
 */
export async function openDetails(subject: string, isPrivate: boolean): Promise<void> {
  const page = browser.runtime.getURL('src/popup/index.html');
  await browser.tabs.create({ url: `${page}${isPrivate ? '?private' : ''}#${subject}` });
}
