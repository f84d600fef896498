/** Puts a text on the clipboard, from a click on our own button. False when the page's policy allows no way. */
export async function copy(text: string, root: ShadowRoot): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A page may forbid the clipboard by Permissions Policy; the old command is not governed by it.
    const field = document.createElement('textarea');
    field.value = text;
    root.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    return copied;
  }
}
