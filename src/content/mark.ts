/**
 * The marks: lines under targets, drawn by the browser from ranges (CSS Custom Highlights). No node of the page changes
 * and no mutation is recorded, inside editors neither (but nothing is marked there).
 */
import type { TransitGrade } from '../verdict/grades.ts';
import { type Held, isPlace } from './registry.ts';

type Line = 'dotted' | 'solid' | 'dashed' | 'double' | 'wavy';

const lines: Readonly<Partial<Record<TransitGrade, Line>>> = {
  locked: 'solid',
  testing: 'dashed',
  broken: 'double',
  unlocked: 'wavy',
};

/**
 * A browser paints each mark by counting through the whole text node it stands in. Marks times characters of one node
 * stay below this, some tens of milliseconds: beyond it a letter could stop the page for minutes, and goes without.
 */
const countable = 2_000_000;

export type Marks = {
  /** Draws or redraws the mark of a target: by its grade, or neutral while that is not to be shown. */
  draw(held: Held, grade: TransitGrade | undefined): void;
  erase(held: Held): void;
};

export function marks(signal: AbortSignal): Marks {
  const drawn = new Map<Held, { readonly highlight: Highlight; readonly range: AbstractRange }>();
  const highlights = new Map<string, Highlight>();
  const counted = new WeakMap<Node, number>();
  signal.addEventListener('abort', () => {
    for (const name of highlights.keys()) CSS.highlights.delete(name);
  });

  /** The counting that the marks of a node ask for, with one more or one fewer. */
  const count = ({ startContainer }: AbstractRange, more: number): number => {
    const marks = (counted.get(startContainer) ?? 0) + more;
    counted.set(startContainer, marks);
    return startContainer instanceof Text ? marks * startContainer.length : 0;
  };
  const erase = (held: Held): void => {
    const old = drawn.get(held);
    old?.highlight.delete(old.range);
    if (old) count(old.range, -1);
    drawn.delete(held);
  };
  const draw = (held: Held, grade: TransitGrade | undefined): void => {
    const name = `mark-${(grade && lines[grade]) ?? 'dotted'}`;
    const highlight = highlights.get(name) ?? new Highlight();
    // Once: a page that clears our marks has its way, and pointing still works.
    if (!highlights.has(name)) CSS.highlights.set(name, highlight);
    highlights.set(name, highlight);
    if (drawn.get(held)?.highlight === highlight) return;
    erase(held);
    const range = rangeFor(held);
    if (!range || count(range, 0) > countable) return;
    count(range, 1);
    highlight.add(range);
    drawn.set(held, { highlight, range });
  };

  return { draw, erase };
}

/** Static ranges cost the page nothing when it changes; what has changed is found and marked again. */
function rangeFor({ where }: Held): AbstractRange | undefined {
  if (isPlace(where)) return new StaticRange(where);
  if ((where as HTMLElement).isContentEditable) return undefined;
  const ends = { startContainer: where, startOffset: 0, endContainer: where, endOffset: where.childNodes.length };
  return new StaticRange(ends);
}
