/**
 * Shape and bounds of every argument that comes in by message: one guard at the door, so that no handler asks again.
 * Predicates of our own: of a schema library the worker would load more than all of this file and its neighbours.
 */
import type { Verdict } from '../verdict/verdict.ts';
import type { Guards } from './calls.ts';
import type { ForPage, ForScreen, Heard, Settings } from './messages.ts';

type Guard<T> = (value: unknown) => value is T;

const text =
  (least: number, most: number): Guard<string> =>
  (value): value is string =>
    typeof value === 'string' && value.length >= least && value.length <= most;

const yesOrNo: Guard<boolean> = value => typeof value === 'boolean';

const oneOf =
  <T extends string>(...words: readonly T[]): Guard<T> =>
  (value): value is T =>
    words.some(word => word === value);

const listOf =
  <T>(item: Guard<T>, most: number): Guard<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= most && value.every(item);

/** Exactly these arguments, none left out and none beside them. */
const those =
  <T extends readonly unknown[]>(...items: { readonly [I in keyof T]: Guard<T[I]> }): Guard<T> =>
  (value): value is T =>
    Array.isArray(value) && value.length === items.length && items.every((item, index) => item(value[index]));

/** Exactly these members, none left out and none beside them. */
const object =
  <T extends object>(members: { readonly [K in keyof T]: Guard<T[K]> }): Guard<T> =>
  (value): value is T => {
    if (typeof value !== 'object' || value === null) return false;
    const guards = Object.entries<Guard<unknown>>(members);
    const given = new Map(Object.entries(value));
    return given.size === guards.length && guards.every(([name, guard]) => guard(given.get(name)));
  };

/** RFC 1035 §2.3.4: 255 octets on the wire are 253 written out. As written on a page: not yet a valid name. */
const domain: Guard<string> = (value): value is string =>
  text(1, 253)(value) && new TextEncoder().encode(value).length <= 253;

const domains = listOf(domain, 2000);
const address = text(0, 32_768);
const none = those<[]>();

const settings = object<Settings>({
  resolvers: listOf(text(1, 512), 20),
  publicPages: oneOf('sight', 'act'),
  webmail: oneOf('act', 'never'),
  quietSites: listOf(domain, 2000),
});

export const pageGuards: Guards<ForPage> = {
  settings: none,
  recognise: those<[readonly string[]]>(domains),
  known: those<[readonly string[]]>(domains),
  look: those(domain, oneOf('sight', 'act')),
  details: those<[string]>(domain),
};

export const screenGuards: Guards<ForScreen> = {
  read: those<[string]>(text(0, 2048)),
  site: those<[string]>(address),
  ownMail: those<[string]>(address),
  held: those<[readonly string[]]>(domains),
  inspect: those<[string, boolean]>(domain, yesOrNo),
  waiting: those<[readonly string[]]>(domains),
  settings: none,
  change: those<[Settings]>(settings),
  clear: none,
};

/** What the background tells was made by us and looked at where it was made: only its outline is looked at here. */
const told: Guard<Verdict> = (value): value is Verdict =>
  typeof value === 'object' && value !== null && 'domain' in value && domain(value.domain);

export const heardGuards: Guards<Heard> = { progress: those<[Verdict, boolean]>(told, yesOrNo) };
