/** The page in the current tab: its address (activeTab, given when the popup is opened) and its content script. */
import type { OfPage } from '../messages/messages.ts';
import { browser } from './browser.ts';
import { callOf, toAllFrames, toTopFrame } from './channel.ts';

export async function activePage() {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined || !tab.url) return undefined;
  const top = callOf<OfPage>(toTopFrame(tab.id));
  const all = callOf<OfPage>(toAllFrames(tab.id));
  return {
    url: tab.url,
    private: tab.incognito,
    /** Nothing where no content script of ours runs: the browser rejects, and there is nothing to tell. */
    targets: () => top.targets().catch(() => []),
    refresh: () => all.refresh().catch(() => undefined),
  };
}
