/** A site is a small declaration: where it applies, and what may happen there. The finder is shared by all. */
import type { Held } from '../registry.ts';

export type Site = {
  /** Whether the page at this path may be looked up on sight, if the settings agree (product.md, promise 5). */
  onSight(path: string): boolean;
  /** Public bodies that stand for a domain, under `scope`. */
  authorities(scope: ParentNode & Node): readonly Held[];
};
