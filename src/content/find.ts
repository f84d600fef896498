/** Reads a page and says where domains stand in it: in text, in mail links, in attributes. Touches nothing. */

/** A stretch of text; may begin and end in different text nodes. Fits `new StaticRange(place)` as it is. */
export type Place = {
  readonly startContainer: Text;
  readonly startOffset: number;
  readonly endContainer: Text;
  readonly endOffset: number;
};

export type Target = {
  /** As written on the page, without invisible characters; whether it can be looked up is the background's to say. */
  readonly domain: string;
  readonly kind: 'address' | 'mention' | 'authority';
  /** Text targets have a place, mail links and attributes the element that carries them. */
  readonly where: Place | Element;
  /** The domain that the visible text shows when the attribute says another: a warning sign. */
  readonly shownAs?: string;
};

export type FindOptions = {
  readonly signal?: AbortSignal;
  /** Milliseconds of work before the page gets its turn; 6 when left out. */
  readonly budget?: number;
};

/**
 * Every target under `root` (a document, an open shadow root, an element), itself included. Works in slices; resolves
 * with an empty list when aborted. Text targets come in the order of the page, then element targets.
 */
export async function findTargets(_root: Node, _options: FindOptions = {}): Promise<readonly Target[]> {
  return [];
}

/** The smallest element (or root) to hand to `findTargets` again after `node` was added or changed. */
export function scopeOf(node: Node): Node {
  return node;
}

/** The node by which a target is placed: to ask whether it lies within a scope, or is still in the page. */
export function nodeOf(target: Target): Node {
  return 'nodeType' in target.where ? target.where : target.where.startContainer;
}

/** For `sort`: the order of the page. */
export function byPlace(a: Target, b: Target): number {
  return nodeOf(a).compareDocumentPosition(nodeOf(b)) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
