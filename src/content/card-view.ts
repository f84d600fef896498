/** Draws what a card says. Every string goes in as text: domains and records come from strangers. */
import type { CardView } from '../messages/messages.ts';
import { envelopes, identityTones, padlocks, type Shape, type Tone, transitTones } from '../ui/shapes.ts';
import { ago, words } from './card-words.ts';

export type CardState = {
  /** The domain as a reader knows it, or the authority's name while its domain is not known. */
  readonly heading: string;
  /** The name as DNS knows it, when it differs. */
  readonly ascii?: string | undefined;
  readonly warning?: string | undefined;
  readonly hint?: string | undefined;
  readonly says:
    | { readonly status: 'looking' }
    | { readonly status: 'known'; readonly view: CardView }
    | { readonly status: 'told'; readonly title: string; readonly sentence: string };
};

/** The accessible name of the card: "dwp.gov.uk: Locked in transit". */
export function nameOf({ heading, says }: CardState): string {
  return `${heading}: ${titleOf(says)}`;
}

/** What a screen reader says when the card has something new. */
export function spoken(state: CardState): string {
  const { says } = state;
  if (says.status === 'looking') return '';
  if (says.status === 'told') return `${nameOf(state)}. ${says.sentence}`;
  return [`${nameOf(state)}, ${says.view.identity.title}`, says.view.sentence, state.warning, state.hint]
    .filter(part => part)
    .join('. ');
}

/** Everything above the buttons. */
export function draw(state: CardState): readonly Node[] {
  const { says } = state;
  const parts = [head(state)];
  if (state.warning) parts.push(make('p', 'note broken', state.warning));
  if (says.status === 'told') parts.push(make('p', '', says.sentence));
  if (says.status === 'known') parts.push(make('p', '', says.view.sentence), facts(says.view));
  if (state.hint) parts.push(make('p', 'hint', state.hint));
  return parts;
}

/** When it was looked at; empty while it was not. `now` in milliseconds since the epoch. */
export function age({ says }: CardState, now: number): string {
  return says.status === 'known' ? words.looked(ago(now - says.view.at)) : '';
}

function titleOf(says: CardState['says']): string {
  if (says.status === 'known') return says.view.transit.title;
  return says.status === 'told' ? says.title : words.looking;
}

function head({ heading, ascii, says }: CardState): HTMLElement {
  const view = says.status === 'known' ? says.view : undefined;
  const transit = view?.transit.grade ?? 'unknown';
  const title = make('h2', '', make('bdi', '', heading));
  const name = make('div', '', title, ...(ascii ? [make('div', 'ascii', ascii)] : []));
  const grades = make('ul', 'grades', make('li', transitTones[transit], titleOf(says)));
  if (view) {
    const { grade, title: said } = view.identity;
    grades.append(make('li', identityTones[grade], picture(envelopes[grade]), said));
  }
  const tone: Tone = transitTones[transit];
  return make('header', '', make('div', `badge ${tone}`, picture(padlocks[transit])), name, grades);
}

function facts({ facts: told }: CardView): HTMLElement {
  return make('dl', '', ...told.flatMap(({ label, text }) => [make('dt', '', label), make('dd', '', text)]));
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

const svg = 'http://www.w3.org/2000/svg';

/** Said in words beside it, so that nothing is lost to who cannot see it. */
function picture(shape: Shape): SVGElement {
  const drawing = document.createElementNS(svg, 'svg');
  set(drawing, { viewBox: '0 0 24 24', 'aria-hidden': 'true', fill: 'none', stroke: 'currentColor' });
  set(drawing, { 'stroke-width': '2', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' });
  for (const { as, d } of shape) {
    const path = document.createElementNS(svg, 'path');
    set(path, { d });
    if (as === 'fill') set(path, { fill: 'currentColor', 'fill-rule': 'evenodd', stroke: 'none' });
    if (as === 'dash') set(path, { 'stroke-dasharray': '2.6 2.4', 'stroke-linecap': 'butt' });
    drawing.append(path);
  }
  return drawing;
}

function set(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
