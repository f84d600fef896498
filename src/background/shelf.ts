/** Where rows are kept: beyond the browser's end, or only until it. Rows are plain JSON, written by us alone. */
export interface Shelf<T> {
  /** In the order of `keys`; undefined where there is no row. */
  get(keys: readonly string[]): Promise<readonly (T | undefined)[]>;
  set(key: string, row: T): Promise<void>;
  delete(keys: readonly string[]): Promise<void>;
  keys(): Promise<readonly string[]>;
  all(): Promise<readonly (readonly [key: string, row: T])[]>;
  clear(): Promise<void>;
}

/** What an ordinary window may leave behind, and what ends with the browser: nothing of a private window is in `kept`. */
export type Shelves<T> = { readonly kept: Shelf<T>; readonly session: Shelf<T> };
