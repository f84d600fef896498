/**
 * What lies under a point, by rectangles: the page's own layout is asked, nothing is drawn or changed. Covered text and
 * text that cannot be seen is under no point (a card over it would speak of something the reader does not see).
 */
import type { Box } from './place.ts';
import { within } from './place.ts';
import { type Held, isPlace, type Registry } from './registry.ts';

/** Above this many in one element, the browser's caret says which text is meant. */
const many = 64;
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** Live ranges, made only for what was pointed at: each one costs the page a little at every change. */
const ranges = new WeakMap<Held, Range>();

/** The live range of a target's text, or of all that its element holds; collapsed once the page has replaced it. */
export function rangeOf(held: Held): Range {
  const known = ranges.get(held);
  if (known) return known;
  const range = new Range();
  ranges.set(held, range);
  const { where } = held.target;
  if (!isPlace(where)) {
    range.selectNodeContents(where);
    return range;
  }
  const fits = where.startOffset <= where.startContainer.length && where.endOffset <= where.endContainer.length;
  if (!fits) return range;
  range.setStart(where.startContainer, where.startOffset);
  range.setEnd(where.endContainer, where.endOffset);
  return range;
}

/** One box a line, in CSS pixels of the window; none when the target is gone, replaced or not drawn. */
export function boxesOf(held: Held): readonly Box[] {
  const { where } = held.target;
  const carrier = isPlace(where) ? where.startContainer.parentElement : where;
  if (!carrier?.isConnected || !carrier.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return [];
  const boxes = isPlace(where) ? textBoxes(held) : carrier.getClientRects();
  return [...boxes].filter(box => box.width >= 1 && box.height >= 1);
}

function textBoxes(held: Held): Iterable<DOMRect> {
  const range = rangeOf(held);
  const text = range.toString().replace(invisible, '');
  // An authority's mask does not spell its domain.
  if (!held.authority && !text.includes(held.target.domain)) return [];
  return range.getClientRects();
}

/** The target at a point of the window, among what carries it there (`composedPath()` of an event at that point). */
export function targetAt(path: readonly EventTarget[], x: number, y: number, registry: Registry): Held | undefined {
  const [top] = path;
  if (!(top instanceof Node)) return undefined;
  const hit = (held: Held) => boxesOf(held).some(box => within(x, y, box));
  const texts = registry.at(top).filter(held => isPlace(held.target.where));
  const text = (texts.length > many ? underCaret(texts, x, y, top) : texts).find(hit);
  if (text) return text;
  for (const node of path) {
    const held = node instanceof Element && registry.at(node).find(other => other.target.where === node);
    if (held) return hit(held) ? held : undefined;
  }
  return undefined;
}

function underCaret(texts: readonly Held[], x: number, y: number, top: Node): readonly Held[] {
  const root = top.getRootNode();
  const shadowRoots = root instanceof ShadowRoot ? [root] : [];
  const node = document.caretPositionFromPoint(x, y, { shadowRoots })?.offsetNode;
  return node ? texts.filter(held => rangeOf(held).intersectsNode(node)) : [];
}

/** The path from what is drawn on top at a point up to its document, through open shadow roots. */
export function pathAt(x: number, y: number): readonly Node[] {
  let top = document.elementFromPoint(x, y);
  for (let inner = top; inner?.shadowRoot; ) {
    inner = inner.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === top) break;
    top = inner;
  }
  const path: Node[] = [];
  for (let up: Node | null = top; up; up = up instanceof ShadowRoot ? up.host : up.parentNode) path.push(up);
  return path;
}
