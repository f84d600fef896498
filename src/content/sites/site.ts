/** A site is a small declaration: where it applies, and what may happen there. The finder is shared by all. */
import type { Authority } from '../authority.ts';

export type Site = {
  readonly hosts: readonly string[];
  /** `public`: pages anyone can read. `mail`: a stranger's message may be on it (product.md, promise 5). */
  readonly kind: 'public' | 'mail';
  /** Whether the page at this path may be looked up on sight, if the settings agree. */
  onSight(path: string): boolean;
  /** Public bodies that stand for a domain, under `scope`; `page` is the address of the page. */
  authorities(scope: ParentNode & Node, page: URL): readonly Authority[];
};
