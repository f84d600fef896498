/**
 * Puts a text on the clipboard, by the old command: a page may forbid the clipboard's own API by Permissions Policy. What
 * is copied is said by our own listener on the window, the first there: a page's own would have the last word otherwise.
 */
let copying: string | undefined;

/** Call it at document_start, before any script of the page. */
export function takeCopy(): void {
  const heard = (event: ClipboardEvent): void => {
    if (copying === undefined) return;
    event.clipboardData?.setData('text', copying);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('copy', heard, true);
}

/** From a click on our own button; false when the browser did not. */
export function copy(text: string): boolean {
  copying = text;
  const copied = document.execCommand('copy');
  copying = undefined;
  return copied;
}
