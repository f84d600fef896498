/** Reads a page and says where domains stand in it: in text, in mail links, in attributes. Touches nothing. */
import { readAddressList } from '../address/list.ts';
import { type Carrier, carrying, readElements } from './find-elements.ts';
import { isInline } from './find-run.ts';
import { type Place, readTexts, type TextFound } from './find-texts.ts';

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
  /** Milliseconds of work before the page gets its turn; 4 when left out. */
  readonly budget?: number;
};

const turn = (): Promise<void> =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

/** Only to compare two: what is a domain at all was decided before. */
const ascii = (domain: string): string => URL.parse(`http://${domain}`)?.hostname ?? domain;
const sameDomain = (a: string, b: string): boolean => ascii(a) === ascii(b);

/** Whether the text of an element is nothing but addresses; only its beginning is read. */
function showsAddress(element: Element): boolean {
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = '';
  for (let count = 0; count < 20 && text.length < 400 && texts.nextNode(); count++) text += texts.currentNode.nodeValue;
  return readAddressList(text.trim()).length > 0;
}

function* read(root: Node, targets: Target[]): Generator<void, void> {
  const carriers = new Map<Element, Carrier>();
  const shown = new Map<Carrier, string>();
  let parent: Node | null = null;
  let carrier: Carrier | undefined;

  const carrierOf = (node: Node): Carrier | undefined => {
    if (node.parentNode === parent) return carrier;
    parent = node.parentNode;
    let up = parent;
    while (up && !carriers.has(up as Element)) up = up.parentNode;
    carrier = carriers.get(up as Element);
    return carrier;
  };

  /** An address shown on an element that carries one is not a second target: it is what that element is shown as. */
  const add = ({ kind, domain, place }: TextFound): void => {
    const on = carriers.size > 0 ? carrierOf(place.startContainer) : undefined;
    if (on?.domains.some(carried => sameDomain(carried, domain))) return;
    if (!on || !(on.isLink || (kind === 'address' && showsAddress(on.element)))) {
      targets.push({ domain, kind, where: place });
    } else if (kind === 'address' && !shown.has(on)) {
      shown.set(on, domain);
    }
  };

  yield* readElements(root, carriers);
  yield* readTexts(root, add);
  for (const on of carriers.values()) {
    const shownAs = shown.get(on);
    for (const domain of on.domains) {
      targets.push({ domain, kind: 'address', where: on.element, ...(shownAs && { shownAs }) });
    }
    if ((targets.length & 255) === 0) yield;
  }
}

/**
 * Every target under `root` (a document, an open shadow root, an element), itself included; those of one scope found
 * again replace those found in it before. Works in slices; resolves with an empty list when aborted. Text targets come
 * in the order of the page, then element targets.
 */
export async function findTargets(root: Node, { signal, budget = 4 }: FindOptions = {}): Promise<readonly Target[]> {
  if (signal?.aborted || (root.ownerDocument ?? (root as Document)).designMode === 'on') return [];
  const targets: Target[] = [];
  const reading = read(root, targets);
  let ends = performance.now() + budget;
  while (!reading.next().done) {
    if (performance.now() < ends) continue;
    await turn();
    if (signal?.aborted) return [];
    ends = performance.now() + budget;
  }
  return targets;
}

/**
 * The smallest element (or root) to hand to `findTargets` again after `node` was added or changed: what its text may
 * join, and the element that may carry its address.
 */
export function scopeOf(node: Node): Node {
  const element = 'closest' in node ? (node as Element) : node.parentElement;
  let scope: Node = element?.closest(carrying) ?? node;
  while ((scope.nodeType === Node.TEXT_NODE || isInline(scope)) && scope.parentNode) scope = scope.parentNode;
  return scope;
}

/** The node by which a target is placed: to ask whether it lies within a scope, or is still in the page. */
export function nodeOf(target: Target): Node {
  return 'nodeType' in target.where ? target.where : target.where.startContainer;
}

/** For `sort`: the order of the page. */
export function byPlace(a: Target, b: Target): number {
  const following = 4; // DOM §4.4
  return nodeOf(a).compareDocumentPosition(nodeOf(b)) & following ? -1 : 1;
}
