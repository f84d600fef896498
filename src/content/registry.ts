/** The targets of this frame that are marked and can be pointed at. */
import { nodeOf, type Target } from './find.ts';
import type { Place } from './find-texts.ts';

/**
 * A target that is kept: one object for as long as it stands on the page unchanged. `authority` is the name of the body
 * that stands for the domain; where the page does not give one, `domain` is the path on its site where it is told.
 */
export type Held = Target & { readonly authority?: string };

/** More than this on one page is no letter: a hostile page gets bounded work. */
const limit = 5000;

export const isPlace = (where: Target['where']): where is Place => !('nodeType' in where);

/** Whether a node is one of these, or lies in one (up to the root of its own tree). */
export function liesIn(node: Node, scopes: ReadonlySet<Node>): boolean {
  for (let up: Node | null = node; up; up = up.parentNode) if (scopes.has(up)) return true;
  return false;
}

export type Change = { readonly dropped: readonly Held[]; readonly added: readonly Held[] };

/**
 * `fresh` is all that stands under `scopes` now. What stood there already and stays is left as it is (a card may be open
 * on it); what is no longer there, or no longer in the page at all, is dropped.
 */
export function replace(all: Set<Held>, scopes: ReadonlySet<Node>, fresh: readonly Held[]): Change {
  const coming = new Set(fresh.slice(0, limit));
  const dropped = [...all].filter(held => {
    const node = nodeOf(held);
    if (node.isConnected && !liesIn(node, scopes)) return false;
    // Both are in the order of the page, so that what stays is nearly always the first.
    for (const other of coming) if (isSame(held, other)) return !coming.delete(other);
    return true;
  });
  for (const held of dropped) all.delete(held);
  const added = [...coming].slice(0, limit - all.size);
  for (const held of added) all.add(held);
  return { dropped, added };
}

/** A place that begins at the same character and has the same domain ends at the same, too. */
const isSame = (one: Held, other: Held): boolean =>
  nodeOf(one) === nodeOf(other) &&
  one.domain === other.domain &&
  one.shownAs === other.shownAs &&
  startOf(one) === startOf(other);

const startOf = ({ where }: Held): number => (isPlace(where) ? where.startOffset : 0);
