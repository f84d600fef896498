/** The accessibility tree in one shape for both browsers, and how the card is found in it. */
import type { Box, Card, Screen } from './driver.ts';
import { until } from './driver-wait.ts';

export type Accessible = {
  /** The ARIA role, `text` for a piece of text, `generic` for what has none. */
  readonly role: string;
  readonly name: string;
  readonly children: readonly Accessible[];
  /** Where it stands in the viewport. */
  box(): Promise<Box>;
};

export function* all(node: Accessible, role?: string): Generator<Accessible> {
  if (role === undefined || node.role === role) yield node;
  for (const child of node.children) yield* all(child, role);
}

function fits(name: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? name === wanted : wanted.test(name);
}

export function find(node: Accessible, role: string, name: string | RegExp): Accessible | undefined {
  for (const found of all(node, role)) if (fits(found.name, name)) return found;
  return undefined;
}

export function textOf(node: Accessible): string {
  return [...all(node, 'text')]
    .map(piece => piece.name.trim())
    .filter(piece => piece !== '')
    .join('\n');
}

/** The first open dialog whose name fits, as a card; `click` clicks in the middle of a box. */
export async function cardIn(
  root: Accessible,
  name: string | RegExp,
  click: (at: Box) => Promise<void>,
): Promise<Card | undefined> {
  const dialog = find(root, 'dialog', name);
  // In the tree and not drawn: it is just coming or going.
  const box = await dialog?.box().catch(() => undefined);
  if (dialog === undefined || box === undefined) return undefined;
  return {
    name: dialog.name,
    role: dialog.role,
    text: textOf(dialog),
    buttons: [...all(dialog, 'button')].map(button => button.name),
    box,
    async click(button) {
      const found = find(dialog, 'button', button);
      if (found === undefined) throw new Error(`the card "${dialog.name}" has no button ${button}`);
      await click(await found.box());
    },
  };
}

/** Where to click on the control of this name, which is waited for and scrolled into view. */
export async function placeOf(screen: Screen, name: string | RegExp, role: string): Promise<Box> {
  const look = async () => find(await screen.tree(), role, name)?.box();
  const box = await until(`a ${role} named ${name}`, look);
  const scrolled = await screen.evaluate(
    (top, bottom) => {
      const before = scrollY;
      if (top < 0 || bottom > innerHeight) scrollBy({ top: top - innerHeight / 2, behavior: 'instant' });
      return scrollY !== before;
    },
    box.y,
    box.y + box.height,
  );
  if (!scrolled) return box;
  // The tree is brought up to date after the page.
  const moved = async () => {
    const now = await look();
    return now?.y === box.y ? undefined : now;
  };
  return until(`the ${role} named ${name} to scroll into view`, moved);
}

export function middle({ x, y, width, height }: Box): readonly [number, number] {
  return [x + width / 2, y + height / 2];
}
