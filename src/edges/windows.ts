/** Private windows: which one the popup belongs to, and when the last of them is gone. */
import { browser } from './browser.ts';

/** Whether the window used last is private. The popup has no tab and belongs to that window. */
export async function lastWindowIsPrivate(): Promise<boolean> {
  return (await browser.windows.getLastFocused()).incognito;
}

/** Register at the top level. */
export function onLastPrivateClosed(closed: () => void): void {
  browser.windows.onRemoved.addListener(async () => {
    const windows = await browser.windows.getAll();
    if (!windows.some(window => window.incognito)) closed();
  });
}
