/** The user's choices: read with a default for whatever is missing or broken, the rest kept. */
import * as v from 'valibot';
import { builtInResolvers } from '../edges/resolvers.ts';
import type { Settings } from '../messages/messages.ts';

export const defaults: Settings = {
  resolvers: builtInResolvers.map(({ url }) => url),
  publicPages: 'sight',
  webmail: 'act',
  quietSites: [],
};

const isResolver = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  // RFC 8484 §4.1.1: the question goes into the query; a name or a password would tell the resolver who asks.
  return protocol === 'https:' && !username && !password && !search && !hash;
};

/** Items that do not fit are left out, so that one broken entry costs only itself. */
const those = (fits: (item: string) => boolean, most: number) =>
  v.pipe(
    v.array(v.unknown()),
    v.transform(items => [...new Set(items.filter(item => typeof item === 'string' && fits(item)))] as string[]),
    v.maxLength(most),
  );

const host = (item: string): boolean => item.length > 0 && item.length <= 253 && !/[\s/]/.test(item);

const schema = v.object({
  resolvers: v.fallback(v.pipe(those(isResolver, 20), v.minLength(1)), [...defaults.resolvers]),
  publicPages: v.fallback(v.picklist(['sight', 'act']), defaults.publicPages),
  webmail: v.fallback(v.picklist(['act', 'never']), defaults.webmail),
  quietSites: v.fallback(those(host, 2000), []),
});

/** Whatever was stored or sent, made into settings. */
export function settingsFrom(stored: unknown): Settings {
  return v.parse(schema, typeof stored === 'object' && stored !== null ? stored : {});
}

/** One value that outlives the browser. */
export interface SettingsValue {
  read(): Promise<unknown>;
  write(value: unknown): Promise<void>;
}

/** The settings in use. `current` holds the defaults until they were read for the first time. */
export class SettingsModel {
  readonly #value: SettingsValue;
  #read: Promise<Settings> | undefined;
  current: Settings = defaults;

  constructor(value: SettingsValue) {
    this.#value = value;
  }

  async read(): Promise<Settings> {
    this.#read ??= this.#value.read().then(settingsFrom);
    this.current = await this.#read;
    return this.current;
  }

  /** Returns what was kept of them. */
  async change(wanted: unknown): Promise<Settings> {
    const settings = settingsFrom(wanted);
    await this.#value.write(settings);
    this.#read = Promise.resolve(settings);
    return this.read();
  }
}
