/** The style sheet of the marks, where the manifest's copy of it does not reach. */
import { browser } from './browser.ts';

/**
 * In Firefox the manifest's sheet ends at the page's own shadow roots, in which Tuta has its letters; one of the user's
 * origin does not. A frame that has gone meanwhile is no trouble.
 */
export async function insertMarks(tabId: number, frameId: number): Promise<void> {
  const target = { tabId, frameIds: [frameId] };
  await Promise.allSettled([
    browser.scripting.insertCSS({ target, files: ['src/content/highlight.css'], origin: 'USER' }),
  ]);
}
