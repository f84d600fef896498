/**
 * A run is text that a reader sees as one: text nodes side by side and across inline elements (`re<b>cord</b>s@…`,
 * `foi@<wbr>…`), never across blocks or `<br>`. It reaches as far around a node as its addresses may.
 */
import { MAIL_WORD } from '../address/mentions.ts';

export type Run = {
  readonly text: string;
  readonly nodes: readonly Text[];
  /** Where each node begins in `text`. */
  readonly starts: readonly number[];
};

const inline = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

const space = /\s/;
/** Characters around a bare domain in which a word of mail counts; it may be in the next element: `<b>fco.gov.uk</b> email`. */
const context = 60;
/** No token of a page that is longer can be an address. */
const longestToken = 400;
const longestRun = 8000;

export const isInline = (node: Node): boolean => inline.has((node as Element).localName);

/** A page may lay any element out as a block: only then its style is asked, where text seems to touch. */
function flow(element: Element): 'joined' | 'hidden' | 'apart' {
  if (!isInline(element)) return 'apart';
  const display = element.ownerDocument.defaultView?.getComputedStyle(element).display;
  if (display === 'none') return 'hidden';
  return !display || display === 'inline' || display === 'contents' ? 'joined' : 'apart';
}

/** The text node that a reader sees right before or after `text`, if nothing parts them. */
function neighbour(text: Text, side: 'previousSibling' | 'nextSibling'): Text | undefined {
  let node: Node = text;
  for (;;) {
    let next: Node | null = node[side];
    if (!next) {
      const parent: Node | null = node.parentNode;
      if (!parent || flow(parent as Element) !== 'joined') return undefined;
      node = parent;
      continue;
    }
    while (next) {
      node = next;
      next = null;
      if (node.nodeType === Node.TEXT_NODE) return node as Text;
      if (node.nodeType !== Node.ELEMENT_NODE) break;
      const kind = flow(node as Element);
      if (kind === 'apart') return undefined;
      if (kind === 'joined') next = side === 'nextSibling' ? node.firstChild : node.lastChild;
    }
  }
}

/** A full stop with a letter right behind it. */
const innerStop = /\.[^\0-@[-`{-\x7f]/g;

/**
 * Where a text first shows a sign of a target; -1 where it shows none. Every domain has an inner full stop, so this alone
 * is looked for, and one at the end of what may go on in the next node.
 */
export function sign(text: string): number {
  const dot = text.indexOf('.');
  if (dot < 0) return -1;
  innerStop.lastIndex = dot;
  if (innerStop.test(text)) return innerStop.lastIndex - 2;
  return text.endsWith('.') && (text.includes('@') || !space.test(text)) ? text.length - 1 : -1;
}

/**
 * The run around `node`, whose first sign is at `at`. Of the run before, it reaches back into the last node at most: what
 * was found there is found once more.
 */
export function runAround(node: Text, at: number, before: Run): Run {
  const nodes = [node];
  let text = node.data;
  let head = at;
  let first = node;
  const wanted = text.includes('@') || MAIL_WORD.test(text) ? 0 : context;
  while (first !== before.nodes.at(-1) && head < longestToken && (head < wanted || !space.test(text.slice(0, head)))) {
    const previous = neighbour(first, 'previousSibling');
    if (!previous) break;
    nodes.unshift(previous);
    text = previous.data + text;
    head += previous.length;
    first = previous;
  }
  let last = node;
  let tail = Math.max(text.lastIndexOf('@'), text.lastIndexOf('.'));
  while (text.length - tail < longestToken && (text.length - tail < wanted || !space.test(text.slice(tail)))) {
    const next = text.length < longestRun && neighbour(last, 'nextSibling');
    if (!next) break;
    nodes.push(next);
    const there = Math.max(next.data.lastIndexOf('@'), next.data.lastIndexOf('.'));
    if (there >= 0) tail = text.length + there;
    text += next.data;
    last = next;
  }
  if (nodes.length === 1) return { text, nodes, starts: [0] };
  let start = 0;
  const starts = nodes.map(({ length }) => {
    start += length;
    return start - length;
  });
  return { text, nodes, starts };
}
