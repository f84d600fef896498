/** The page in the current tab: its address (activeTab, given when the popup is opened) and its content script. */
import type { OfPage } from '../messages/messages.ts';
import { browser } from './browser.ts';
import { callOf, toTab } from './channel.ts';

export async function activePage() {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined || !tab.url) return undefined;
  const page = callOf<OfPage>(toTab(tab.id));
  return {
    url: tab.url,
    /** Nothing where no content script of ours runs: the browser rejects, and there is nothing to tell. */
    targets: () => page.targets().catch(() => []),
    refresh: () => page.refresh().catch(() => undefined),
  };
}
