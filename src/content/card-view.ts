/** Draws what a card says. Every string goes in as text: domains and records come from strangers. */
import type { CardView } from '../messages/messages.ts';
import { identityTones, padlocks, type Shape, transitTones } from '../ui/shapes.ts';
import { ago, words } from './card-words.ts';

export type CardState = {
  /** The domain as a reader knows it, or the authority's name while its domain is not known. */
  readonly heading: string;
  /** The name as DNS knows it, when it differs. */
  readonly ascii?: string | undefined;
  readonly warning?: string | undefined;
  readonly hint?: string | undefined;
  readonly says: CardView | { readonly title: string; readonly sentence?: string };
};

export const isKnown = (says: CardState['says']): says is CardView => 'transit' in says;

const titleOf = (says: CardState['says']): string => (isKnown(says) ? says.transit.title : says.title);

/** The accessible name of the card: "dwp.gov.uk: Locked in transit". */
export function nameOf({ heading, says }: CardState): string {
  return `${heading}: ${titleOf(says)}`;
}

/** What a screen reader says when the card has something new; nothing while it only waits. */
export function spoken(state: CardState): string {
  const { says, warning, hint } = state;
  if (!says.sentence) return '';
  return [nameOf(state), isKnown(says) && says.identity.title, says.sentence, warning, hint].filter(Boolean).join('. ');
}

/** Everything above the buttons. */
export function draw({ heading, ascii, warning, hint, says }: CardState): readonly Node[] {
  const view = isKnown(says) ? says : undefined;
  const grade = view?.transit.grade ?? 'unknown';
  const tone = transitTones[grade];
  const head = make('header', tone, picture(padlocks[grade]), make('h2', '', make('bdi', '', heading)));
  const parts: HTMLElement[] = [head];
  if (ascii) head.append(make('small', '', ascii));
  head.append(make('b', tone, titleOf(says)));
  if (view) head.append(make('b', identityTones[view.identity.grade], view.identity.title));
  if (warning) parts.push(make('p', 'broken', warning));
  if (says.sentence) parts.push(make('p', '', says.sentence));
  if (view)
    parts.push(make('dl', '', ...view.facts.flatMap(fact => [make('dt', '', fact.label), make('dd', '', fact.text)])));
  if (hint) parts.push(make('p', '', make('small', '', hint)));
  return parts;
}

/** When it was looked at; empty while it was not. `now` in milliseconds since the epoch. */
export function age({ says }: CardState, now: number): string {
  return isKnown(says) ? words.looked + ago(now - says.at) : '';
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** Says nothing that is not said in words beside it. */
function picture(shape: Shape): SVGElement {
  const drawing = drawn('svg', 'viewBox', '0 0 24 24');
  drawing.ariaHidden = 'true';
  for (const { as, d } of shape) {
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
