/** The user's choices: read with a default for whatever is missing or broken, the rest kept. */
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

const isHost = (text: string): boolean => text.length > 0 && text.length <= 253 && !/[\s/]/.test(text);

/** Items that do not fit are left out, so that one broken entry costs only itself; a list too long is none. */
function listOf(stored: unknown, fits: (item: string) => boolean, most: number): readonly string[] {
  if (!Array.isArray(stored)) return [];
  const items = new Set(stored.filter((item): item is string => typeof item === 'string' && fits(item)));
  return items.size > most ? [] : [...items];
}

function oneOf<T extends string>(stored: unknown, words: readonly T[], otherwise: T): T {
  return words.find(word => word === stored) ?? otherwise;
}

/** Whatever was stored or sent, made into settings. */
export function settingsFrom(stored: unknown): Settings {
  const { resolvers, publicPages, webmail, quietSites } = Object(stored) as Partial<Record<keyof Settings, unknown>>;
  const usable = listOf(resolvers, isResolver, 20);
  return {
    resolvers: usable.length > 0 ? usable : defaults.resolvers,
    publicPages: oneOf(publicPages, ['sight', 'act'], defaults.publicPages),
    webmail: oneOf(webmail, ['act', 'never'], defaults.webmail),
    quietSites: listOf(quietSites, isHost, 2000),
  };
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
