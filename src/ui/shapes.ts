/**
 * The drawings of the grades, as data: card and popup draw the same ones, each in its own way. Every shape is told apart
 * at 12 px and in one colour: filled, dashed, cracked, open, struck out. Padlocks speak of transit, envelopes of identity.
 */
import type { IdentityGrade, TransitGrade } from '../verdict/grades.ts';

/**
 * One path of a shape, in a square of 24 units, drawn in the colour of the text. `line` is a round stroke 2 units wide,
 * `dash` the same in dashes, `fill` an even-odd area.
 */
export type Stroke = { readonly as: 'line' | 'dash' | 'fill'; readonly d: string };
export type Shape = readonly Stroke[];

/** Colour is never the only carrier: a tone always comes with a shape and a word. */
export type Tone = 'locked' | 'testing' | 'broken' | 'unlocked' | 'neutral';

const line = /* @__NO_SIDE_EFFECTS__ */ (d: string): Stroke => ({ as: 'line', d });
const dash = /* @__NO_SIDE_EFFECTS__ */ (d: string): Stroke => ({ as: 'dash', d });
const fill = /* @__NO_SIDE_EFFECTS__ */ (d: string): Stroke => ({ as: 'fill', d });

const shackle = 'M8 11V7.5a4 4 0 0 1 8 0V11';
const body = 'M7 11h10q2 0 2 2v5.5q0 2-2 2H7q-2 0-2-2V13q0-2 2-2Z';
const envelope = 'M4 5.5h16q1.5 0 1.5 1.5v10.5q0 1.5-1.5 1.5H4q-1.5 0-1.5-1.5V7q0-1.5 1.5-1.5Z';
const flap = 'm3 7 9 6 9-6';
/** The same body in two halves, with a crack between them. */
const torn = 'M11 11H7q-2 0-2 2v5.5q0 2 2 2h2.5l1.5-4-2.5-2ZM15 11h2q2 0 2 2v5.5q0 2-2 2h-3.5l1.5-4.5-2.5-2Z';
/** Its hook begins at the point. */
const question = 'a1.8 1.8 0 1 1 2.6 1.6q-.8.4-.8 1.3m0 2v.01';

export const padlocks = {
  locked: [line(shackle), line(body), fill(body)],
  testing: [dash(shackle), dash(body)],
  broken: [line(shackle), line(torn), fill(torn)],
  unlocked: [line('M8 11V7a4 4 0 0 1 7.7-1.5'), line(body)],
  unverified: [line(shackle), line(body), line(`M10.2 14.5${question}`)],
  'no-mail': [line(envelope), line(flap), line('M2.5 21.5 21.5 3')],
  unknown: [dash('M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z'), line(`M10.2 10.5${question}`)],
} satisfies Record<TransitGrade, Shape>;

export const envelopes = {
  rejected: [fill(`${envelope}M3.5 6.2l-.9 1.3 9.4 6.3 9.4-6.3-.9-1.3-8.5 5.7Z`)],
  quarantined: [
    line('M6 10V4.5h12V10M6 4.5l6 4.5 6-4.5'),
    line('M3 12.5v5.5a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-5.5h-5.5l-1.5 3h-4l-1.5-3Z'),
  ],
  watched: [
    line('M8 17.5H4A1.5 1.5 0 0 1 2.5 16V6A1.5 1.5 0 0 1 4 4.5h15A1.5 1.5 0 0 1 20.5 6v3M3 6l8.5 5.5L20 6'),
    line('M9.5 17.5c3-5 10-5 13 0-3 5-10 5-13 0Z'),
    fill('M16 15.7a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Z'),
  ],
  broken: [
    line('M10 18.5H4A1.5 1.5 0 0 1 2.5 17V7A1.5 1.5 0 0 1 4 5.5h7l-2 4 2.5 2-2.5 3.5ZM3.2 6.4l5.2 3.6'),
    line('M14.5 18.5H20a1.5 1.5 0 0 0 1.5-1.5V7A1.5 1.5 0 0 0 20 5.5h-4.5l-2 4 2.5 2-2.5 3.5ZM20.8 6.4l-3.6 2.6'),
  ],
  open: [line('M2.5 10 12 3.5 21.5 10v8.5A1.5 1.5 0 0 1 20 20H4a1.5 1.5 0 0 1-1.5-1.5Z'), line('m3 10.5 9 5 9-5')],
  unknown: [
    line('M13 19H4a1.5 1.5 0 0 1-1.5-1.5V7A1.5 1.5 0 0 1 4 5.5h16A1.5 1.5 0 0 1 21.5 7v3'),
    line('m3 7 9 6 6-4'),
    line(`M17 15${question}`),
  ],
} satisfies Record<IdentityGrade, Shape>;

export const transitTones = {
  locked: 'locked',
  testing: 'testing',
  broken: 'broken',
  unlocked: 'unlocked',
  unverified: 'neutral',
  'no-mail': 'neutral',
  unknown: 'neutral',
} satisfies Record<TransitGrade, Tone>;

export const identityTones = {
  rejected: 'locked',
  quarantined: 'testing',
  watched: 'broken',
  broken: 'broken',
  open: 'unlocked',
  unknown: 'neutral',
} satisfies Record<IdentityGrade, Tone>;
