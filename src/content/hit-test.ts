/**
 * What lies under a point, by rectangles: the page's own layout is asked, nothing is drawn or changed. Covered text and
 * text that cannot be seen is under no point (a card over it would speak of something the reader does not see).
 */
import type { Place } from './find.ts';
import { type Box, within } from './place.ts';
import { type Held, isPlace } from './registry.ts';

const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** Live ranges, made only for what was pointed at: each one costs the page a little at every change. */
const ranges = new WeakMap<Held, Range>();

/** The live range of a target's text; collapsed once the page has replaced it. */
function rangeOf(held: Held): Range {
  const range = ranges.get(held) ?? new Range();
  if (ranges.has(held)) return range;
  ranges.set(held, range);
  const { where } = held;
  if (!isPlace(where)) range.selectNodeContents(where);
  else if (where.startOffset <= where.startContainer.length && where.endOffset <= where.endContainer.length) {
    range.setStart(where.startContainer, where.startOffset);
    range.setEnd(where.endContainer, where.endOffset);
  }
  return range;
}

/** One box a line, in CSS pixels of the window; none when the target is gone, replaced or not drawn. */
export function boxesOf(held: Held): readonly Box[] {
  const { where, kind, domain } = held;
  const carrier = isPlace(where) ? where.startContainer.parentElement : where;
  if (!carrier?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return [];
  const range = isPlace(where) && rangeOf(held);
  // An authority's mask does not spell its domain.
  if (range && kind !== 'authority' && !range.toString().replace(invisible, '').includes(domain)) return [];
  return [...(range || carrier).getClientRects()].filter(box => box.width >= 1 && box.height >= 1);
}

/** The target at a point of the window, where an event there would have this `composedPath()`. */
export function targetAt(path: readonly EventTarget[], x: number, y: number, all: Iterable<Held>): Held | undefined {
  const [top] = path;
  if (!(top instanceof Node)) return undefined;
  for (const held of all) {
    const { where } = held;
    const isUnder = isPlace(where) ? carries(top, { where, held }) : path.includes(where);
    if (isUnder && boxesOf(held).some(box => within(x, y, box))) return held;
  }
  return undefined;
}

/** Whether a text stands directly in an element, in part at least: else something else is drawn on top of it. */
function carries(top: Node, { where, held }: { where: Place; held: Held }): boolean {
  if (where.startContainer === where.endContainer) return where.startContainer.parentNode === top;
  const range = rangeOf(held);
  return range.commonAncestorContainer.contains(top) && range.intersectsNode(top);
}

/** The path from what is drawn on top at a point up to its document, through open shadow roots. */
export function pathAt(x: number, y: number): readonly Node[] {
  let node: Node | null = document.elementFromPoint(x, y);
  while (node instanceof Element && node.shadowRoot) {
    const inner: Node | null = node.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === node) break;
    node = inner;
  }
  const path: Node[] = [];
  for (; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) path.push(node);
  return path;
}
