/** Addresses and mentions in the text nodes under a root. */
import { findAddresses } from '../address/find.ts';
import type { Found } from '../address/found.ts';
import { findMentions } from '../address/mentions.ts';
import { type Run, runAround, sign } from './find-run.ts';

/** What a user writes in, and what nobody reads: never looked into. */
export const skipped =
  'script,style,noscript,head,input,textarea,select,[role="textbox"],[contenteditable]:not([contenteditable="false" i])';

/** A stretch of text; may begin and end in different text nodes. Fits `new StaticRange(place)` as it is. */
export type Place = {
  readonly startContainer: Text;
  readonly startOffset: number;
  readonly endContainer: Text;
  readonly endOffset: number;
};

export type TextFound = { readonly kind: 'address' | 'mention'; readonly domain: string; readonly place: Place };

/** The nodes and offsets of characters `start` to `end` of a run. */
function placeIn({ nodes, starts }: Run, start: number, end: number): Place {
  const first = starts.findLastIndex(begin => begin <= start);
  const last = starts.findLastIndex(begin => begin < end);
  return {
    startContainer: nodes[first] as Text,
    startOffset: start - (starts[first] ?? 0),
    endContainer: nodes[last] as Text,
    endOffset: end - (starts[last] ?? 0),
  };
}

/** The text of a link to a site names the site, not where mail goes. */
function isSiteLink(text: string, { kind, start }: Found, place: Place): boolean {
  return kind === 'mention' && text[start] !== '@' && !!place.startContainer.parentElement?.closest('a[href]');
}

/** Calls `tell` for each target in order of the page. Stops to give way after every few nodes. */
export function* readTexts(root: Node, tell: (text: TextFound) => void): Generator<void, void> {
  // An iterator and not a walker: it keeps its place when the page removes the node it stands on. No filter function:
  // calling one for each node costs many times the gate.
  const texts = (root.ownerDocument ?? (root as Document)).createNodeIterator(root, NodeFilter.SHOW_TEXT);
  let run: Run = { text: '', nodes: [], starts: [] };
  const alone: ReadonlySet<Node> = new Set();
  let seen = alone;
  let last: Place | undefined;
  let patience = 0;
  for (let node = texts.nextNode() as Text | null; node; node = texts.nextNode() as Text | null) {
    if (--patience < 0) {
      yield;
      patience = 256;
    }
    const at = sign(node.data);
    if (at < 0 || seen.has(node) || node.parentElement?.closest(skipped)) continue;
    patience -= 15; // a hit costs as much as many nodes without one
    run = runAround(node, at, run);
    seen = run.nodes.length > 1 ? new Set(run.nodes) : alone;
    const { text } = run;
    const mentions = findMentions(text);
    const found = [...findAddresses(text), ...mentions];
    if (mentions.length > 0) found.sort((a, b) => a.start - b.start);
    for (const one of found) {
      const place = placeIn(run, one.start, one.end);
      const isTwice = place.startContainer === last?.endContainer && place.startOffset < last.endOffset;
      if (isTwice || isSiteLink(text, one, place)) continue;
      last = place;
      tell({ kind: one.kind, domain: one.domain, place });
    }
  }
}
