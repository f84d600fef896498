/** Ports for tests: shelves of plain JSON, a clock that stands still, and verdicts as short as they can be. */
import type { Shelf, Shelves } from '../../src/background/shelf.ts';
import type { Observations } from '../../src/verdict/observations.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';

/** Rows go through JSON, as they do in a browser. */
export function fakeShelf<T>(): Shelf<T> & { readonly rows: Map<string, string> } {
  const rows = new Map<string, string>();
  const read = (text: string | undefined): T | undefined => (text === undefined ? undefined : JSON.parse(text));
  return {
    rows,
    get: async keys => keys.map(key => read(rows.get(key))),
    set: async (key, row) => {
      rows.set(key, JSON.stringify(row));
    },
    delete: async keys => {
      for (const key of keys) rows.delete(key);
    },
    keys: async () => [...rows.keys()],
    all: async () => [...rows].map(([key, text]) => [key, JSON.parse(text) as T] as const),
    clear: async () => rows.clear(),
  };
}

export type FakeShelves<T> = Shelves<T> & { readonly kept: ReturnType<typeof fakeShelf<T>> };

export function fakeShelves<T>() {
  return { kept: fakeShelf<T>(), session: fakeShelf<T>() };
}

/** `clock.at` is the time, in milliseconds; it moves only when a test moves it. */
export function fakeClock(at = 1_000_000_000_000) {
  const clock = { at, now: () => clock.at };
  return clock;
}

type Parts = { readonly at: number; readonly expires?: number; readonly policy?: Observations['policy'] };

export function verdictOn(domain: string, { at, expires = at + 60_000, policy }: Parts): Verdict {
  return {
    domain,
    transit: { grade: 'unlocked', reason: 'unlocked-nothing' },
    identity: { grade: 'open', reason: 'open' },
    findings: [],
    pending: [],
    observations: { domain, at, mx: undefined, hosts: [], apex: undefined, sts: undefined, policy, dmarc: [] },
    expires,
  };
}

/** Lets everything that only waits for promises come to its end. */
export const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
