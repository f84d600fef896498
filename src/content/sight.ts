/**
 * Looking up on sight, on public pages only: a domain counts once its text stands in the window, drawn and in a tab that
 * is looked at; never more than `most` domains a page load, and never a policy file (product.md, promise 5).
 */
import { nodeOf } from './find.ts';
import { boxOf } from './hit-test.ts';
import { isInWindow } from './place.ts';
import type { Held } from './registry.ts';

const most = 30;
/** Milliseconds between two looks. */
const between = 200;

/**
 * Gives back what takes targets as they are found. `look` is called with each domain, as written, that came into view;
 * once each, and 30 times in all.
 */
export function sight(look: (domain: string) => void, signal: AbortSignal): (found: readonly Held[]) => void {
  const seen = new Set<string>();
  let waiting: readonly Held[] = [];
  let isDue = false;

  const soon = (): void => {
    if (isDue || seen.size >= most) return;
    isDue = true;
    setTimeout(see, between);
  };
  const see = (): void => {
    isDue = false;
    if (document.visibilityState !== 'visible' || signal.aborted) return;
    waiting = waiting.filter(held => nodeOf(held).isConnected && !seen.has(held.domain));
    for (const held of waiting) {
      const box = boxOf(held);
      if (!box || !isInWindow(box) || seen.has(held.domain) || seen.size >= most) continue;
      seen.add(held.domain);
      look(held.domain);
    }
  };
  for (const type of ['scroll', 'resize', 'visibilitychange']) {
    window.addEventListener(type, soon, { capture: true, passive: true, signal });
  }

  return found => {
    waiting = [...waiting, ...found];
    soon();
  };
}
