/**
 * The hover card: one element of ours in the top layer while it is open, with everything in a closed shadow root. It
 * stands beside its target, follows it, and goes when the target goes; it never takes the focus (WCAG 2.2, 1.4.13).
 */
import cardStyle from './card.css?inline';
import { age, type CardState, draw, make, nameOf, spoken } from './card-view.ts';
import { words } from './card-words.ts';
import { copy } from './copy.ts';
import { type Box, place } from './place.ts';

export type Around = {
  /** What the card stands beside, in CSS pixels of the window; undefined once it is gone or out of sight. */
  target(): Box | undefined;
  details(): void;
  closed(): void;
};

export type Card = {
  /** Our one element in the page, while the card is open. */
  readonly host: HTMLElement;
  hasFocus(): boolean;
  /** Where it is, in CSS pixels of the window; undefined while it is closed. */
  box(): Box | undefined;
  /**
   * Says something new: on the card that is open, or on one opened for it. The turn of its buttons with the Tab key is
   * right after `source`.
   */
  say(state: CardState, source: HTMLElement | null | undefined): void;
  /** Takes everything of ours out of the page; gives the focus back to where it came from. False when it was closed. */
  close(): boolean;
};

/** Milliseconds between two looks at where the target is. */
const tick = 120;
/** A page may hide the card; this often it is shown again, then the popup has to do. */
const patience = 5;
/** Milliseconds: a screen reader hears a change only in a region that it knows already. */
const hush = 150;

/** What the page's own shortcuts and its "click outside" have no business with. */
const ours = ['click', 'mousedown', 'pointerdown', 'keydown'];

export function makeCard({ target, details, closed }: Around): Card {
  const host = make('div');
  const root = host.attachShadow({ mode: 'closed' });
  const card = make('section');
  const said = make('div');
  const looked = make('small');
  const opening = make('button', words.details);
  const copying = make('button');
  const footer = make('footer', opening, copying, looked);
  const page = document.documentElement;
  let before: HTMLElement | null | undefined;
  let known: string | undefined;
  /** 0 while the card is closed. */
  let timer = 0;
  let shown = 0;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(cardStyle);
  root.adoptedStyleSheets = [sheet];
  root.append(card, said);
  host.popover = 'manual';
  said.role = 'status';
  card.role = 'dialog';
  card.lang = 'en';
  card.dir = 'ltr';
  for (const type of ours) root.addEventListener(type, event => event.stopPropagation());
  opening.onclick = ({ isTrusted }) => isTrusted && details();
  copying.onclick = ({ isTrusted }) => {
    if (!isTrusted) return;
    copying.textContent = said.textContent = copy(known ?? '') ? words.copied : words.notCopied;
  };

  const hasFocus = (): boolean => root.activeElement !== null;

  const close = (): boolean => {
    if (!timer) return false;
    const focused = hasFocus();
    clearInterval(timer);
    timer = 0;
    host.remove();
    if (focused) before?.focus({ preventScroll: true });
    closed();
    return true;
  };

  const follow = (): void => {
    const box = target();
    const hidden = !host.matches(':popover-open');
    if (!box || (hidden && shown++ > patience)) {
      close();
      return;
    }
    if (hidden) {
      page.append(host);
      // HTML, popover focus navigation: what is in it comes right after its source.
      host.showPopover(before ? { source: before } : undefined);
    }
    const view = { width: page.clientWidth, height: innerHeight };
    const placing = place(box, card.offsetWidth, view, getComputedStyle(page).direction === 'rtl');
    for (const [edge, at] of Object.entries(placing))
      card.style.setProperty(edge, at === undefined ? 'auto' : `${at}px`);
  };

  const say = (state: CardState, source: HTMLElement | null | undefined): void => {
    known = state.text;
    card.ariaLabel = nameOf(state);
    copying.textContent = words.copy;
    copying.hidden = !known;
    opening.hidden = !state.domain;
    looked.textContent = age(state, Date.now());
    card.replaceChildren(...draw(state), footer);
    setTimeout(() => {
      said.textContent = spoken(state);
    }, hush);
    if (!timer) {
      // The same words again are no change: a screen reader would stay silent.
      said.textContent = '';
      before = source;
      shown = 0;
      timer = window.setInterval(follow, tick);
    }
    follow();
  };

  return { host, hasFocus, box: () => (timer ? card.getBoundingClientRect() : undefined), say, close };
}
