/** Rows by key: in IndexedDB (kept), in storage.session (gone with the browser) and in storage.local (settings). */
import { clear, createStore, delMany, entries, getMany, keys, set } from 'idb-keyval';
import { browser } from './browser.ts';

type Row = readonly [key: string, row: unknown];

/** A shelf of rows of one kind; what T is, is the word of whoever writes them. */
export type Rows<T> = {
  readonly get: (keys: readonly string[]) => Promise<readonly (T | undefined)[]>;
  readonly set: (key: string, row: T) => Promise<void>;
  readonly delete: (keys: readonly string[]) => Promise<void>;
  readonly keys: () => Promise<readonly string[]>;
  readonly all: () => Promise<readonly (readonly [key: string, row: T])[]>;
  readonly clear: () => Promise<void>;
};

/** In IndexedDB: storage.local takes ten times as long for many rows in Firefox. `name` names the database. */
export function keptRows<T>(name: string): Rows<T> {
  const store = createStore(`letterlock-${name}`, 'rows');
  return {
    get: wanted => getMany<T>([...wanted], store),
    set: (key, row) => set(key, row, store),
    delete: unwanted => delMany([...unwanted], store),
    keys: () => keys<string>(store),
    all: () => entries<string, T>(store),
    clear: () => clear(store),
  };
}

/** In storage.session, which is memory: it outlives the worker, not the browser. */
export function sessionRows<T>(name: string): Rows<T> {
  const area = browser.storage.session;
  const prefix = `${name}:`;
  const full = (key: string): string => prefix + key;
  const mine = async (): Promise<readonly Row[]> =>
    Object.entries(await area.get(null)).flatMap(([key, row]): Row[] =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), row]] : [],
    );
  const remove = (unwanted: readonly string[]): Promise<void> => area.remove(unwanted.map(full));
  return {
    get: async wanted => {
      const rows = await area.get(wanted.map(full));
      return wanted.map(key => rows[full(key)] as T | undefined);
    },
    set: (key, row) => area.set({ [full(key)]: row }),
    delete: remove,
    keys: async () => (await mine()).map(([key]) => key),
    all: async () => (await mine()) as readonly (readonly [string, T])[],
    clear: async () => remove((await mine()).map(([key]) => key)),
  };
}

/** One value in storage.local. */
export function localValue(key: string): {
  readonly read: () => Promise<unknown>;
  readonly write: (value: unknown) => Promise<void>;
} {
  return {
    read: async () => (await browser.storage.local.get(key))[key],
    write: value => browser.storage.local.set({ [key]: value }),
  };
}
