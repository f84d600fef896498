/** Keys by the names of the UI Events standard, as each protocol wants them. */

/** "Control+Shift+k" → the modifiers and the key. */
export function readKeys(keys: string): { readonly modifiers: readonly Modifier[]; readonly key: string } {
  const parts = keys.split(/\+(?!$)/);
  const key = parts.pop() ?? '';
  const modifiers = parts.map(part => {
    if (part in modifierBits) return part as Modifier;
    throw new Error(`"${part}" is no modifier; they are ${Object.keys(modifierBits).join(', ')}`);
  });
  if ([...key].length !== 1 && !(key in namedKeys)) throw new Error(`the key "${key}" is not known here`);
  return { modifiers, key };
}

export type Modifier = keyof typeof modifierBits;

/** `modifiers` of Input.dispatchKeyEvent in Chromium's protocol. */
export const modifierBits = { Alt: 1, Control: 2, Meta: 4, Shift: 8 } as const;

/** The Windows virtual key code (Chromium), and the code point of WebDriver's keyboard actions (Firefox). */
export const namedKeys: Readonly<
  Record<string, { readonly code: number; readonly point: string; readonly text?: string }>
> = {
  Backspace: { code: 8, point: '\uE003' },
  Tab: { code: 9, point: '\uE004' },
  Enter: { code: 13, point: '\uE007', text: '\r' },
  Shift: { code: 16, point: '\uE008' },
  Control: { code: 17, point: '\uE009' },
  Alt: { code: 18, point: '\uE00A' },
  Escape: { code: 27, point: '\uE00C' },
  Space: { code: 32, point: ' ', text: ' ' },
  PageUp: { code: 33, point: '\uE00E' },
  PageDown: { code: 34, point: '\uE00F' },
  End: { code: 35, point: '\uE010' },
  Home: { code: 36, point: '\uE011' },
  ArrowLeft: { code: 37, point: '\uE012' },
  ArrowUp: { code: 38, point: '\uE013' },
  ArrowRight: { code: 39, point: '\uE014' },
  ArrowDown: { code: 40, point: '\uE015' },
  Delete: { code: 46, point: '\uE017' },
  Meta: { code: 91, point: '\uE03D' },
};
