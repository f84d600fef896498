/**
 * The hover card: one element of ours in the top layer while it is open, with everything in a closed shadow root. It
 * stands beside its target, follows it, and goes when the target goes; it never takes the focus (WCAG 2.2, 1.4.13).
 */
import cardStyle from './card.css?inline';
import { age, type CardState, draw, isKnown, make, nameOf, spoken } from './card-view.ts';
import { words } from './card-words.ts';
import { copy } from './copy.ts';
import { type Box, place } from './place.ts';

export type Opened = {
  /** What the card stands beside, in CSS pixels of the window; undefined once it is gone or out of sight. */
  target(): Box | undefined;
  /** The element whose turn with the Tab key comes before the card's. */
  readonly source: HTMLElement | undefined;
  details(): void;
  closed(): void;
};

/** Milliseconds between two looks at where the target is. */
const tick = 120;
/** A page may hide the card; this often it is shown again, then the popup has to do. */
const patience = 5;
/** Milliseconds: a screen reader hears a change only in a region that it knows already. */
const hush = 150;

/** What the page's own shortcuts and its "click outside" have no business with. */
const kept = ['click', 'pointerdown', 'mousedown', 'pointerup', 'mouseup', 'keydown', 'keypress', 'keyup'];

export class Card {
  readonly host = make('div', '');
  readonly #root = this.host.attachShadow({ mode: 'closed' });
  readonly #copy = make('button', '');
  readonly #age = make('small', '');
  readonly #card = make('div', 'card');
  readonly #said = make('div', '');
  readonly #footer: HTMLElement;
  #opened: Opened | undefined;
  #state: CardState | undefined;
  #timer = 0;
  #shown = 0;

  constructor() {
    const details = make('button', '', words.details);
    details.onclick = event => event.isTrusted && this.#opened?.details();
    this.#copy.onclick = event => event.isTrusted && void this.#copyText();
    this.#footer = make('footer', '', details, this.#copy, this.#age);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(cardStyle);
    this.#root.adoptedStyleSheets = [sheet];
    this.host.popover = 'manual';
    this.#said.role = 'status';
    this.#card.role = 'dialog';
    this.#card.lang = 'en';
    this.#card.dir = 'ltr';
    this.#root.append(this.#card, this.#said);
    for (const type of kept) this.#root.addEventListener(type, event => event.stopPropagation());
  }

  get hasFocus(): boolean {
    return this.#root.activeElement !== null;
  }

  /** Where it is, in CSS pixels of the window; undefined while it is closed. */
  get box(): Box | undefined {
    return this.#opened && this.#card.getBoundingClientRect();
  }

  /** Says something new: on the card that is open, or on one opened for it. */
  say(state: CardState, opened: Opened): void {
    this.#state = state;
    this.#card.ariaLabel = nameOf(state);
    this.#copy.textContent = words.copy;
    this.#copy.hidden = !isKnown(state.says);
    this.#age.textContent = age(state, Date.now());
    this.#card.replaceChildren(...draw(state), this.#footer);
    setTimeout(() => (this.#said.textContent = spoken(state)), hush);
    if (!this.#opened) {
      this.#opened = opened;
      this.#shown = 0;
      this.#timer = window.setInterval(() => this.#follow(), tick);
    }
    this.#follow();
  }

  /** Takes everything of ours out of the page; gives the focus back to where it came from. False when it was closed. */
  close(): boolean {
    const opened = this.#opened;
    if (!opened) return false;
    const { hasFocus } = this;
    this.#opened = undefined;
    clearInterval(this.#timer);
    this.host.remove();
    if (hasFocus) opened.source?.focus({ preventScroll: true });
    opened.closed();
    return true;
  }

  #follow(): void {
    const box = this.#opened?.target();
    const hidden = !this.host.isConnected || !this.host.matches(':popover-open');
    if (!box || (hidden && this.#shown++ > patience)) {
      this.close();
      return;
    }
    if (hidden) {
      document.documentElement.append(this.host);
      const source = this.#opened?.source;
      // With a source, the buttons' turn with the Tab key comes right after it (HTML, popover focus navigation).
      this.host.showPopover(source && { source });
    }
    const { style } = this.#card;
    style.maxHeight = '';
    const card = { width: this.#card.offsetWidth, height: this.#card.offsetHeight };
    const view = { width: document.documentElement.clientWidth, height: innerHeight };
    const { left, top, maxHeight } = place(
      box,
      card,
      view,
      getComputedStyle(document.documentElement).direction === 'rtl',
    );
    style.left = `${left}px`;
    style.top = `${top}px`;
    style.maxHeight = `${maxHeight}px`;
  }

  async #copyText(): Promise<void> {
    if (!this.#state || !isKnown(this.#state.says)) return;
    const done = await copy(this.#state.says.text, this.#root);
    this.#copy.textContent = done ? words.copied : words.notCopied;
    this.#said.textContent = this.#copy.textContent;
    this.#copy.focus();
  }
}
