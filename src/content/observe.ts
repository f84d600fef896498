/**
 * Watches the document and every open shadow root, and says what must be read again: in idle time, bounded, and never
 * more than what changed. An observer is never made in another's callback: on some pages that never ends.
 */
import { pause } from './ask.ts';
import { scopeOf } from './find.ts';
import { attributeNames as attributeFilter } from './find-elements.ts';
import { liesIn } from './registry.ts';

/** More scopes than this at once: everything is read again instead. */
const manyScopes = 300;
/** A page with more roots than this has no letters in them. */
const manyRoots = 500;
/** Milliseconds in which changes are gathered; an idle moment is waited for at most as long again. */
const gathering = 150;
/** A page that never stops changing is left alone this many times longer than it is read. */
const share = 4;
/** Elements looked at for a shadow root before the page gets its turn. */
const slice = 4000;

export type Observing = {
  readonly signal: AbortSignal;
  /** Our own host, where what is drawn is no change of the page. */
  readonly ours: Node;
  /** Reads scopes again; never called before the last call is done. */
  read(scopes: ReadonlySet<Node>): Promise<void>;
};

/** Gives back what begins to watch and read a root (a document or an open shadow root), unless it is watched already. */
export function observe({ signal, ours, read }: Observing): (root: Node) => void {
  const roots = new Set<Node>();
  let dirty = new Set<Node>();
  let running = false;

  const changes = new MutationObserver(records => {
    for (const { type, target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      const joined = removedNodes.length > 0 && (previousSibling ?? nextSibling) instanceof Text;
      if (type !== 'childList' || joined) soil(target);
      for (const node of addedNodes) if (node !== ours) soil(node);
    }
  });
  signal.addEventListener('abort', () => changes.disconnect());

  const watch = (root: Node): void => {
    if (roots.has(root) || roots.size >= manyRoots) return;
    roots.add(root);
    changes.observe(root, { subtree: true, childList: true, characterData: true, attributeFilter });
    soil(root);
  };

  const soil = (node: Node): void => {
    if (!node.isConnected) return;
    if (dirty.size < manyScopes) dirty.add(scopeOf(node));
    else dirty = new Set(roots);
    if (!running) void run();
  };

  const run = async (): Promise<void> => {
    running = true;
    for (let spent = 0; dirty.size > 0; ) {
      await pause(Math.max(gathering, share * spent));
      await new Promise(quiet => requestIdleCallback(quiet, { timeout: gathering }));
      if (signal.aborted) return;
      const started = performance.now();
      const all = dirty;
      const scopes = new Set([...all].filter(({ parentNode }) => !parentNode || !liesIn(parentNode, all)));
      dirty = new Set();
      await read(scopes);
      for (const scope of scopes) await watchRoots(scope);
      spent = performance.now() - started;
    }
    running = false;
  };

  const watchRoots = async (scope: Node): Promise<void> => {
    const walker = document.createTreeWalker(scope, NodeFilter.SHOW_ELEMENT);
    let count = 0;
    for (let node: Node | null = scope; node; node = walker.nextNode()) {
      if (node instanceof Element && node.shadowRoot) watch(node.shadowRoot);
      if (++count % slice === 0) await pause(0);
    }
  };

  return watch;
}
