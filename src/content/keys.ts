/**
 * Escape closes the card and is never seen by the page, whose own Escape would close a letter. The listener must be the
 * first on the window: it is added at document_start, before any script of the page.
 */
export function takeEscape(windows: readonly Window[], close: () => boolean, signal: AbortSignal): void {
  let taken = false;
  const heard = (event: Event): void => {
    const { isTrusted, key, repeat, type } = event as KeyboardEvent;
    if (!isTrusted || key !== 'Escape') return;
    // Held down, it repeats, and then it comes up: still the same Escape.
    if (type === 'keydown') taken = close() || (taken && repeat);
    if (!taken) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (type === 'keyup') taken = false;
  };
  for (const each of windows) {
    for (const type of ['keydown', 'keyup']) each.addEventListener(type, heard, { capture: true, signal });
  }
}
