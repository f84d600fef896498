/**
 * What runs inside the page, as source text for either browser: everything it needs stands in the function itself.
 */
import type { Box } from './driver.ts';

/**
 * The source of a call, to be evaluated elsewhere. tsx and vitest name the functions inside a function by a call of
 * their own `__name`, which is played here.
 */
export function sourceOf(work: (...args: never[]) => unknown, args: readonly unknown[]): string {
  return `(__name => (${work})(...${JSON.stringify(args)}))(named => named)`;
}

export function textOnPage(): string {
  // biome-ignore lint/performance/useDomNodeTextContent: what is to be read, not what is written
  return document.body.innerText;
}

/**
 * The box of the first element of a selector, frames of the same origin included, scrolled into view when it is outside;
 * undefined when there is none.
 */
export function boxOfElement(selector: string): Box | undefined {
  function search(root: Document | ShadowRoot, left: number, top: number): Box | undefined {
    const found = root.querySelector(selector);
    if (found !== null) {
      const place = () => found.getClientRects()[0] ?? found.getBoundingClientRect();
      if (place().top + top < 0 || place().bottom + top > innerHeight) {
        found.scrollIntoView({ block: 'center', behavior: 'instant' });
      }
      const { x, y, width, height } = place();
      return { x: x + left, y: y + top, width, height };
    }
    for (const element of root.querySelectorAll('*')) {
      const inner = element instanceof HTMLIFrameElement ? element.contentDocument : element.shadowRoot;
      if (inner === null) continue;
      const frame = element instanceof HTMLIFrameElement ? element.getBoundingClientRect() : { x: 0, y: 0 };
      const box = search(inner, left + frame.x, top + frame.y);
      if (box !== undefined) return box;
    }
    return undefined;
  }
  return search(document, 0, 0);
}

/** The same for the nth occurrence of a text, also where elements cut it; open shadow roots included. */
export function boxOfText(text: string, nth: number): Box | undefined {
  let left = nth;
  function search(root: Node, x: number, y: number): Box | undefined {
    const owner = root.ownerDocument ?? (root as Document);
    const walker = owner.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    const pieces: { readonly node: Text; readonly start: number }[] = [];
    const inner: (readonly [Node, number, number])[] = [];
    let all = '';
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (/^(script|style|noscript)$/i.test(node.parentElement?.tagName ?? '')) continue;
        pieces.push({ node: node as Text, start: all.length });
        all += (node as Text).data;
        continue;
      }
      const element = node as Element;
      if (element.shadowRoot !== null) inner.push([element.shadowRoot, x, y]);
      if (element.tagName !== 'IFRAME') continue;
      const content = (element as HTMLIFrameElement).contentDocument;
      const frame = element.getBoundingClientRect();
      if (content !== null) inner.push([content, x + frame.x, y + frame.y]);
    }
    const at = (offset: number) => {
      const piece = pieces.findLast(({ start }) => start <= offset);
      return piece === undefined ? undefined : ([piece.node, offset - piece.start] as const);
    };
    for (let from = all.indexOf(text); from >= 0; from = all.indexOf(text, from + 1)) {
      if (left > 0) {
        left -= 1;
        continue;
      }
      const start = at(from);
      const last = at(from + text.length - 1);
      if (start === undefined || last === undefined) return undefined;
      const range = owner.createRange();
      range.setStart(...start);
      range.setEnd(last[0], last[1] + 1);
      const { top, bottom } = range.getBoundingClientRect();
      if (top + y < 0 || bottom + y > innerHeight) {
        start[0].parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
      }
      const rect = range.getClientRects()[0];
      if (rect === undefined) return undefined;
      return { x: rect.x + x, y: rect.y + y, width: rect.width, height: rect.height };
    }
    for (const [node, innerX, innerY] of inner) {
      const box = search(node, innerX, innerY);
      if (box !== undefined) return box;
    }
    return undefined;
  }
  return search(document, 0, 0);
}

/** Runs in a page of the extension: all that it keeps beyond the session. */
export async function everythingStored(): Promise<string> {
  const { storage } = (
    globalThis as unknown as { browser: { storage: Record<string, { get(key: null): Promise<object> }> } }
  ).browser;
  const read = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const databases: Record<string, Record<string, unknown>> = {};
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await read(indexedDB.open(name));
    const stores: Record<string, unknown> = {};
    for (const store of [...database.objectStoreNames].sort()) {
      const rows = database.transaction(store).objectStore(store);
      stores[store] = [await read(rows.getAllKeys()), await read(rows.getAll())];
    }
    databases[name] = stores;
    database.close();
  }
  const sorted = (_: string, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  const kept = {
    local: await storage.local?.get(null),
    sync: await storage.sync?.get(null),
    databases,
    caches: (await caches.keys()).sort(),
    localStorage: { ...localStorage },
  };
  return JSON.stringify(kept, sorted, 1);
}
