/** The targets of this frame that are marked and can be pointed at. */
import { byPlace, nodeOf, type Place, type Target } from './find.ts';

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

export class Registry {
  readonly all = new Set<Held>();

  get inOrder(): readonly Held[] {
    return [...this.all].sort(byPlace);
  }

  /**
   * `fresh` is all that stands under `scopes` now. What stood there already and stays is left as it is (a card may be
   * open on it); what is no longer there, or no longer in the page at all, is dropped.
   */
  replace(scopes: ReadonlySet<Node>, fresh: readonly Held[]): { dropped: readonly Held[]; added: readonly Held[] } {
    const coming = Map.groupBy(fresh, nodeOf);
    const dropped = [...this.all].filter(held => {
      const node = nodeOf(held);
      if (node.isConnected && !liesIn(node, scopes)) return false;
      const there = node.isConnected ? (coming.get(node) ?? []) : [];
      const again = there.findIndex(other => isSame(held, other));
      if (again >= 0) there.splice(again, 1);
      return again < 0;
    });
    for (const held of dropped) this.all.delete(held);
    const added = [...coming.values()].flat().slice(0, limit - this.all.size);
    for (const held of added) this.all.add(held);
    return { dropped, added };
  }
}

const traits = ({ kind, domain, shownAs, where }: Held): readonly unknown[] =>
  isPlace(where)
    ? [kind, domain, where.startContainer, where.startOffset, where.endContainer, where.endOffset]
    : [kind, domain, where, shownAs];

const isSame = (one: Held, other: Held): boolean => {
  const others = traits(other);
  return traits(one).every((trait, index) => trait === others[index]);
};
