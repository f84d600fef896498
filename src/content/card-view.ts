/** Draws what a card says. Every string goes in as text: domains and records come from strangers. */
import type { CardView } from '../messages/messages.ts';
import { padlocks } from '../ui/shapes.ts';
import type { IdentityGrade, TransitGrade } from '../verdict/grades.ts';
import { ago, words } from './card-words.ts';

/** What a card says; with everything of a view once that is known. */
export type CardState = Partial<Omit<CardView, 'sentence'>> & {
  /** The domain as a reader knows it, or the authority's name while its domain is not known. */
  readonly heading: string;
  /** The grade in words, or why there is none. */
  readonly title: string;
  readonly sentence?: string;
  /** The name as DNS knows it, when it differs. */
  readonly ascii?: string | undefined;
  readonly warning?: string | undefined;
  readonly hint?: string | undefined;
};

/** The accessible name of the card: "dwp.gov.uk: Locked in transit". */
export const nameOf = ({ heading, title }: CardState): string => `${heading}: ${title}`;

/** What a screen reader says when the card has something new; nothing while it only waits. */
export function spoken(state: CardState): string {
  const { title, identity, sentence, warning, hint } = state;
  return title === words.looking
    ? ''
    : [nameOf(state), identity?.title, sentence, warning, hint].filter(Boolean).join('. ');
}

/** Everything above the buttons. */
export function draw(state: CardState): readonly Node[] {
  const { heading, ascii, title, sentence, transit, identity, facts, warning, hint } = state;
  const grade = transit?.grade ?? 'unknown';
  const head = make('header', picture(grade), make('h2', make('bdi', heading)));
  const parts: Node[] = [head];
  if (ascii) head.append(make('small', ascii));
  head.append(toned(grade, make('b', title)));
  if (identity) head.append(toned(identity.grade, make('b', identity.title)));
  if (warning) parts.push(toned('broken', make('p', warning)));
  if (sentence) parts.push(make('p', sentence));
  if (facts) parts.push(make('dl', ...facts.flatMap(({ label, text }) => [make('dt', label), make('dd', text)])));
  if (hint) parts.push(make('p', make('small', hint)));
  return parts;
}

/** The style sheet knows the tone of a grade by its name. */
function toned<E extends Element>(grade: TransitGrade | IdentityGrade, element: E): E {
  element.setAttribute('class', grade);
  return element;
}

/** When it was looked at; empty while it was not. `now` in milliseconds since the epoch. */
export const age = ({ at }: CardState, now: number): string => (at ? words.looked + ago(now - at) : '');

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}

/** Says nothing that is not said in words beside it. */
function picture(grade: TransitGrade): SVGElement {
  const drawing = toned(grade, drawn('svg', 'viewBox', '0 0 24 24'));
  drawing.ariaHidden = 'true';
  for (const { as, d } of padlocks[grade]) {
    const path = drawn('path', 'd', d);
    path.setAttribute('class', as);
    drawing.append(path);
  }
  return drawing;
}

function drawn(tag: 'svg' | 'path', attribute: string, value: string): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  element.setAttribute(attribute, value);
  return element;
}
