/**
 * What lies under a point, by rectangles: the page's own layout is asked, nothing is drawn or changed. Covered text and
 * text that cannot be seen is under no point (a card over it would speak of something the reader does not see).
 */
import { withoutInvisible } from '../address/characters.ts';
import { nodeOf } from './find.ts';
import type { Place } from './find-texts.ts';
import { type Box, within } from './place.ts';
import { type Held, isPlace } from './registry.ts';

/** Live ranges, made only for what was pointed at: each one costs the page a little at every change. */
const ranges = new WeakMap<Held, Range>();

/** The live range of a text; collapsed once the page has replaced it. */
function rangeOf(held: Held, where: Place): Range {
  const range = ranges.get(held) ?? new Range();
  if (ranges.has(held)) return range;
  ranges.set(held, range);
  if (where.startOffset <= where.startContainer.length && where.endOffset <= where.endContainer.length) {
    range.setStart(where.startContainer, where.startOffset);
    range.setEnd(where.endContainer, where.endOffset);
  }
  return range;
}

/** The element that is a target, or in which its text begins. */
export function elementOf(held: Held): Element | null {
  const node = nodeOf(held);
  return node instanceof Element ? node : node.parentElement;
}

/** What to measure of a target: its text or its element; undefined when it is gone, replaced or not drawn. */
function drawn(held: Held): Range | Element | undefined {
  const { where, kind, domain } = held;
  if (!elementOf(held)?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return undefined;
  if (!isPlace(where)) return where;
  const range = rangeOf(held, where);
  // An authority's mask does not spell its domain.
  return kind === 'authority' || withoutInvisible(range.toString()).includes(domain) ? range : undefined;
}

/** The box around a target, in CSS pixels of the window; undefined when it is gone, replaced or not drawn. */
export function boxOf(held: Held): Box | undefined {
  const box = drawn(held)?.getBoundingClientRect();
  return box && box.width >= 1 && box.height >= 1 ? box : undefined;
}

/** Whether a target is drawn at a point of the window. */
export function isAt(held: Held, x: number, y: number): boolean {
  return [...(drawn(held)?.getClientRects() ?? [])].some(line => within(x, y, line));
}

/** The target at a point of the window, where an event there had this `composedPath()`. */
export function targetAt(path: readonly EventTarget[], x: number, y: number, all: Iterable<Held>): Held | undefined {
  const top = path[0] as Node;
  for (const held of all) {
    const { where } = held;
    if ((isPlace(where) ? carries(top, held, where) : path.includes(where)) && isAt(held, x, y)) return held;
  }
  return undefined;
}

/** Whether a text stands directly in an element, in part at least: else something else is drawn on top of it. */
function carries(top: Node, held: Held, where: Place): boolean {
  if (where.startContainer === where.endContainer) return where.startContainer.parentNode === top;
  const range = rangeOf(held, where);
  return range.commonAncestorContainer.contains(top) && range.intersectsNode(top);
}
