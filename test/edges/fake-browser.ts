/** As much of the browser's API as the thin edges use, over a Map. Import it before the edge: edges/browser reads it once. */
import { vi } from 'vitest';

const session = new Map<string, string>();
const local = new Map<string, string>();

function area(rows: Map<string, string>) {
  return {
    get: async (keys: string | readonly string[] | null) => {
      const wanted = keys === null ? [...rows.keys()] : [keys].flat();
      return Object.fromEntries(
        wanted.flatMap(key => {
          const row = rows.get(key);
          return row === undefined ? [] : [[key, JSON.parse(row)]];
        }),
      );
    },
    set: async (items: Readonly<Record<string, unknown>>) => {
      for (const [key, item] of Object.entries(items)) rows.set(key, JSON.stringify(item));
    },
    remove: async (keys: readonly string[]) => {
      for (const key of keys) rows.delete(key);
    },
  };
}

export const fake = {
  session,
  local,
  contains: vi.fn<(wanted: { readonly origins: readonly string[] }) => Promise<boolean>>(),
  origins: [] as readonly string[],
  manifest: {},
  permissionsChanged: [] as (() => void)[],
  windows: [] as { readonly incognito: boolean }[],
  closed: undefined as (() => Promise<void>) | undefined,
  publicSuffix: undefined as object | undefined,
};

vi.stubGlobal('browser', {
  storage: { session: area(session), local: area(local) },
  runtime: { getManifest: () => fake.manifest },
  permissions: {
    contains: (wanted: { readonly origins: readonly string[] }) => fake.contains(wanted),
    getAll: async () => ({ origins: fake.origins }),
    onAdded: { addListener: (listener: () => void) => fake.permissionsChanged.push(listener) },
    onRemoved: { addListener: (listener: () => void) => fake.permissionsChanged.push(listener) },
  },
  windows: {
    getAll: async () => fake.windows,
    getLastFocused: async () => fake.windows.at(-1),
    onRemoved: {
      addListener: (listener: () => Promise<void>) => {
        fake.closed = listener;
      },
    },
  },
  get publicSuffix() {
    return fake.publicSuffix;
  },
});
