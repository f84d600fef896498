/**
 * Escape closes the card and is never seen by the page, whose own Escape would close a letter. The listener must be the
 * first on the window: it is added at document_start, before any script of the page.
 */
export function takeEscape(windows: readonly Window[], close: () => boolean, signal: AbortSignal): void {
  let taken = false;
  const swallow = (event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const down = (event: KeyboardEvent): void => {
    if (!event.isTrusted || event.key !== 'Escape') return;
    if (close()) taken = true;
    // Held down, it repeats: still the same Escape.
    else if (!event.repeat) taken = false;
    if (taken) swallow(event);
  };
  const up = (event: KeyboardEvent): void => {
    if (!taken || !event.isTrusted || event.key !== 'Escape') return;
    taken = false;
    swallow(event);
  };
  for (const each of windows) {
    each.addEventListener('keydown', down, { capture: true, signal });
    each.addEventListener('keyup', up, { capture: true, signal });
  }
}
