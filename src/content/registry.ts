/** The targets of this frame that can be looked up, and where they are, so that one is found again under the pointer. */
import type { Recognised } from '../messages/messages.ts';
import type { Authority } from './authority.ts';
import { byPlace, nodeOf, type Place, type Target } from './find.ts';

/** A target that is kept. One object for as long as it stands on the page unchanged. */
export type Held = {
  readonly target: Target;
  readonly authority?: Authority;
  /** Undefined for an authority whose domain the page does not give. */
  readonly name: Recognised | undefined;
};

/** More than this on one page is no letter: a hostile page gets bounded work. */
export const limit = 5000;

export const isPlace = (where: Target['where']): where is Place => !('nodeType' in where);

export class Registry {
  readonly #all = new Set<Held>();
  readonly #at = new Map<Node, Held[]>();

  get all(): ReadonlySet<Held> {
    return this.#all;
  }

  get inOrder(): readonly Held[] {
    return [...this.#all].sort((a, b) => byPlace(a.target, b.target));
  }

  /** The targets that this node carries, or that have text directly in it. */
  at(node: Node): readonly Held[] {
    return this.#at.get(node) ?? [];
  }

  /**
   * `fresh` is all that stands under `scopes` now. What stood there already and stays is left as it is (a card may be
   * open on it); what is no longer there, or no longer in the page at all, is dropped.
   */
  replace(scopes: ReadonlySet<Node>, fresh: readonly Held[]): { dropped: readonly Held[]; added: readonly Held[] } {
    const coming = new Map<Node, Held[]>();
    for (const held of fresh) push(coming, nodeOf(held.target), held);
    const dropped = new Set<Held>();
    for (const held of this.#all) {
      const node = nodeOf(held.target);
      if (node.isConnected && !liesIn(node, scopes)) continue;
      const there = coming.get(node) ?? [];
      const again = node.isConnected ? there.findIndex(other => isSame(held.target, other.target)) : -1;
      if (again < 0) dropped.add(held);
      else there.splice(again, 1);
    }
    this.#drop(dropped);
    const added = [...coming.values()].flat().slice(0, limit - this.#all.size);
    for (const held of added) this.#add(held);
    return { dropped: [...dropped], added };
  }

  #add(held: Held): void {
    this.#all.add(held);
    for (const node of carriers(held.target.where)) push(this.#at, node, held);
  }

  #drop(dropped: ReadonlySet<Held>): void {
    if (dropped.size === 0) return;
    for (const held of dropped) this.#all.delete(held);
    for (const [node, there] of this.#at) {
      const left = there.filter(held => !dropped.has(held));
      if (left.length === 0) this.#at.delete(node);
      else this.#at.set(node, left);
    }
  }
}

function push(lists: Map<Node, Held[]>, node: Node, held: Held): void {
  const list = lists.get(node);
  if (list) list.push(held);
  else lists.set(node, [held]);
}

function isSame(a: Target, b: Target): boolean {
  if (a.kind !== b.kind || a.domain !== b.domain || a.shownAs !== b.shownAs) return false;
  if (!isPlace(a.where) || !isPlace(b.where)) return a.where === b.where;
  const sameStart = a.where.startContainer === b.where.startContainer && a.where.startOffset === b.where.startOffset;
  return sameStart && a.where.endContainer === b.where.endContainer && a.where.endOffset === b.where.endOffset;
}

/** Up to the root of its own tree. */
function liesIn(node: Node, scopes: ReadonlySet<Node>): boolean {
  for (let up: Node | null = node; up; up = up.parentNode) if (scopes.has(up)) return true;
  return false;
}

/** The elements under the pointer when it is on this target: a text may be split over several. */
function carriers(where: Target['where']): ReadonlySet<Node> {
  if (!isPlace(where)) return new Set([where]);
  const range = new Range();
  range.setStart(where.startContainer, where.startOffset);
  range.setEnd(where.endContainer, where.endOffset);
  const found = new Set<Node>();
  const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  walker.currentNode = where.startContainer;
  for (let node: Node | null = where.startContainer; node; node = walker.nextNode()) {
    if (node.parentNode) found.add(node.parentNode);
    if (node === where.endContainer) break;
  }
  return found;
}
