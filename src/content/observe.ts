/**
 * Watches the document and every open shadow root, and says what must be read again: in idle time, bounded, and never
 * more than what changed. An observer is never made in another's callback: on some pages that never ends.
 */
import { scopeOf } from './find.ts';

/** Attributes in which an address may stand. */
const attributeFilter = ['title', 'href', 'email', 'data-hovercard-id', 'data-email', 'data-value', 'aria-label'];
/** More scopes than this at once: the whole root is read again instead. */
const manyScopes = 300;
/** Milliseconds in which changes are gathered; an idle moment is waited for at most as long again. */
const gathering = 150;
/** A page that never stops changing is read this many times less than it is left alone. */
const share = 4;
/** Elements looked at for a shadow root before the page gets its turn. */
const slice = 4000;
/** A page with more roots than this has no letters in them. */
const manyRoots = 500;

export type Observing = {
  readonly signal: AbortSignal;
  /** Our own host: what is drawn there is no change of the page. */
  isOurs(node: Node): boolean;
  /** Reads scopes again; the next call waits for this one. */
  read(scopes: ReadonlySet<Node>): Promise<void>;
};

export class Observer {
  readonly #observing: Observing;
  readonly #changes = new MutationObserver(records => this.#note(records));
  readonly #roots = new WeakSet<Node>();
  #rootCount = 0;
  #dirty = new Map<Node, Set<Node>>();
  #running = false;

  constructor(observing: Observing) {
    this.#observing = observing;
    observing.signal.addEventListener('abort', () => this.#changes.disconnect());
  }

  /** Begins to watch a root (a document or an open shadow root) and reads it; a root that is watched already is left. */
  watch(root: Node): void {
    if (this.#roots.has(root) || this.#rootCount >= manyRoots || this.#observing.signal.aborted) return;
    this.#roots.add(root);
    this.#rootCount++;
    this.#changes.observe(root, { subtree: true, childList: true, characterData: true, attributeFilter });
    this.#soil(root);
  }

  #note(records: readonly MutationRecord[]): void {
    for (const { type, target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      if (type !== 'childList') {
        this.#soil(target);
        continue;
      }
      for (const node of addedNodes) if (!this.#observing.isOurs(node)) this.#soil(node);
      const joined = previousSibling instanceof Text || nextSibling instanceof Text;
      if (removedNodes.length > 0 && joined) this.#soil(target);
    }
  }

  #soil(node: Node): void {
    if (!node.isConnected) return;
    const root = node.getRootNode();
    const scopes = this.#dirty.get(root) ?? new Set();
    this.#dirty.set(root, scopes);
    if (!scopes.has(root)) scopes.add(scopes.size < manyScopes ? scopeOf(node) : root);
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    const { signal, read } = this.#observing;
    let pause = gathering;
    while (this.#dirty.size > 0 && !signal.aborted) {
      await idle(pause);
      const started = performance.now();
      const scopes = outermost(this.#dirty);
      this.#dirty = new Map();
      await read(scopes);
      for (const scope of scopes) for await (const root of openRoots(scope, signal)) this.watch(root);
      pause = Math.max(gathering, share * (performance.now() - started));
    }
    this.#running = false;
  }
}

const idle = async (pause: number): Promise<void> => {
  await new Promise(gathered => setTimeout(gathered, pause));
  await new Promise(quiet => requestIdleCallback(quiet, { timeout: gathering }));
};

/** Without those that lie in another, or that have left the page. */
function outermost(dirty: ReadonlyMap<Node, ReadonlySet<Node>>): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (const [root, scopes] of dirty) {
    if (scopes.has(root)) {
      found.add(root);
      continue;
    }
    for (const scope of scopes) if (scope.isConnected && !liesUnder(scope, scopes)) found.add(scope);
  }
  return found;
}

function liesUnder(node: Node, scopes: ReadonlySet<Node>): boolean {
  for (let up = node.parentNode; up; up = up.parentNode) if (scopes.has(up)) return true;
  return false;
}

async function* openRoots(scope: Node, signal: AbortSignal): AsyncGenerator<ShadowRoot> {
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_ELEMENT);
  let looked = 0;
  for (let node: Node | null = scope; node && !signal.aborted; node = walker.nextNode()) {
    if (node instanceof Element && node.shadowRoot) yield node.shadowRoot;
    if (++looked % slice === 0) await new Promise(turn => setTimeout(turn));
  }
}
