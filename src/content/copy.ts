/**
 * Puts a text on the clipboard, from a click on our own button; false when the browser did not. The old command, because
 * a page may forbid the clipboard's own API by Permissions Policy.
 */
export function copy(text: string, root: ShadowRoot): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  root.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
}
