/**
 * The marks: lines under targets, drawn by the browser from ranges (CSS Custom Highlights). No node of the page changes
 * and no mutation is recorded, inside editors neither (but nothing is marked there).
 */
import type { TransitGrade } from '../verdict/grades.ts';
import { type Held, isPlace } from './registry.ts';

type Line = 'dotted' | 'solid' | 'dashed' | 'double' | 'wavy';

const lines = {
  locked: 'solid',
  testing: 'dashed',
  broken: 'double',
  unlocked: 'wavy',
  unverified: 'dotted',
  'no-mail': 'dotted',
  unknown: 'dotted',
} satisfies Record<TransitGrade, Line>;

/** A page may clear or replace our marks; this often they are put back, then it is left alone. */
const patience = 20;

export class Marks {
  readonly #drawn = new Map<Held, { readonly line: Line; readonly range: AbstractRange }>();
  readonly #highlights = new Map<Line, Highlight>();
  #putBack = 0;

  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => {
      for (const line of this.#highlights.keys()) CSS.highlights.delete(`mark-${line}`);
    });
  }

  /** Draws or redraws the mark of a target; neutral while `grade` is not to be shown. */
  draw(held: Held, grade: TransitGrade | undefined): void {
    const line = grade ? lines[grade] : 'dotted';
    if (this.#drawn.get(held)?.line === line) return;
    this.erase(held);
    const range = rangeFor(held);
    if (!range) return;
    this.#drawn.set(held, { line, range });
    this.#highlight(line)?.add(range);
  }

  erase(held: Held): void {
    const drawn = this.#drawn.get(held);
    if (!drawn) return;
    this.#drawn.delete(held);
    this.#highlights.get(drawn.line)?.delete(drawn.range);
  }

  #highlight(line: Line): Highlight | undefined {
    const name = `mark-${line}`;
    const highlight = this.#highlights.get(line) ?? new Highlight();
    this.#highlights.set(line, highlight);
    if (!CSS.highlights.has(name) && this.#putBack++ < patience) CSS.highlights.set(name, highlight);
    return highlight;
  }
}

/** Static ranges cost the page nothing when it changes; what has changed is found and marked again. */
function rangeFor({ where }: Held): AbstractRange | undefined {
  if (isPlace(where)) return new StaticRange(where);
  if ((where as HTMLElement).isContentEditable) return undefined;
  const ends = { startContainer: where, startOffset: 0, endContainer: where, endOffset: where.childNodes.length };
  return new StaticRange(ends);
}
