/** Shape and bounds of every argument that comes in by message: one guard at the door, so that no handler asks again. */
import * as v from 'valibot';
import type { Verdict } from '../verdict/verdict.ts';
import type { Guards } from './calls.ts';
import type { ForPage, ForScreen, Heard, Settings } from './messages.ts';

/** RFC 1035 §2.3.4: 255 octets on the wire are 253 written out. As written on a page: not yet a valid name. */
const domain = v.pipe(v.string(), v.minLength(1), v.maxBytes(253));
const domains = v.pipe(v.array(domain), v.maxLength(2000));
const typed = v.pipe(v.string(), v.maxLength(2048));
const address = v.pipe(v.string(), v.maxLength(32_768));
const none = v.strictTuple([]);

const settings: v.GenericSchema<unknown, Settings> = v.strictObject({
  resolvers: v.pipe(v.array(v.pipe(v.string(), v.maxLength(512))), v.maxLength(20)),
  publicPages: v.picklist(['sight', 'act']),
  webmail: v.picklist(['act', 'never']),
  quietSites: v.pipe(v.array(domain), v.maxLength(2000)),
});

export const pageGuards: Guards<ForPage> = {
  settings: none,
  recognise: v.strictTuple([domains]),
  known: v.strictTuple([domains]),
  look: v.strictTuple([domain, v.picklist(['sight', 'act', 'click'])]),
  details: v.strictTuple([domain]),
};

export const screenGuards: Guards<ForScreen> = {
  read: v.strictTuple([typed]),
  site: v.strictTuple([address]),
  ownMail: v.strictTuple([address]),
  held: v.strictTuple([domains]),
  inspect: v.strictTuple([domain, v.boolean()]),
  waiting: v.strictTuple([domains]),
  settings: none,
  change: v.strictTuple([settings]),
  clear: none,
};

/** What the background tells was made by us and checked where it was made: only its outline is looked at. */
export const heardGuards: Guards<Heard> = {
  progress: v.strictTuple([v.custom<Verdict>(value => v.is(v.looseObject({ domain }), value))]),
};
