/**
 * Watches the document and every open shadow root, and says what must be read again: in idle time, bounded, and never
 * more than what changed. An observer is never made in another's callback: on some pages that never ends.
 */
import { pause } from './ask.ts';
import { scopeOf } from './find.ts';
import { liesIn } from './registry.ts';

/** Attributes in which an address may stand. */
const attributeFilter = ['title', 'href', 'email', 'data-hovercard-id', 'data-email', 'data-value', 'aria-label'];
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

export class Observer {
  readonly #observing: Observing;
  readonly #changes = new MutationObserver(records => this.#note(records));
  readonly #roots = new Set<Node>();
  #dirty = new Set<Node>();
  #running = false;

  constructor(observing: Observing) {
    this.#observing = observing;
    observing.signal.addEventListener('abort', () => this.#changes.disconnect());
  }

  /** Begins to watch and read a root (a document or an open shadow root), unless it is watched already. */
  watch(root: Node): void {
    if (this.#roots.has(root) || this.#roots.size >= manyRoots) return;
    this.#roots.add(root);
    this.#changes.observe(root, { subtree: true, childList: true, characterData: true, attributeFilter });
    this.#soil(root);
  }

  #note(records: readonly MutationRecord[]): void {
    for (const { type, target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      const joined = removedNodes.length > 0 && (previousSibling ?? nextSibling) instanceof Text;
      if (type !== 'childList' || joined) this.#soil(target);
      for (const node of addedNodes) if (node !== this.#observing.ours) this.#soil(node);
    }
  }

  #soil(node: Node): void {
    if (!node.isConnected) return;
    if (this.#dirty.size < manyScopes) this.#dirty.add(scopeOf(node));
    else this.#dirty = new Set(this.#roots);
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    const { signal, read } = this.#observing;
    this.#running = true;
    for (let spent = 0; this.#dirty.size > 0; ) {
      await pause(Math.max(gathering, share * spent));
      await new Promise(quiet => requestIdleCallback(quiet, { timeout: gathering }));
      if (signal.aborted) return;
      const started = performance.now();
      const dirty = this.#dirty;
      const scopes = new Set([...dirty].filter(scope => !(scope.parentNode && liesIn(scope.parentNode, dirty))));
      this.#dirty = new Set();
      await read(scopes);
      for (const scope of scopes) await this.#watchRoots(scope);
      spent = performance.now() - started;
    }
    this.#running = false;
  }

  async #watchRoots(scope: Node): Promise<void> {
    const walker = document.createTreeWalker(scope, NodeFilter.SHOW_ELEMENT);
    let left = slice;
    for (let node: Node | null = scope; node; node = walker.nextNode()) {
      if (node instanceof Element && node.shadowRoot) this.watch(node.shadowRoot);
      if (--left > 0) continue;
      left = slice;
      await pause(0);
    }
  }
}
