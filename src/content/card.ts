/**
 * The hover card: one element of ours in the top layer while it is open, with everything in a closed shadow root. It
 * stands beside its target, follows it, and goes when the target goes; it never takes the focus (WCAG 2.2, 1.4.13).
 */
import { cardStyle } from './card-style.ts';
import { age, type CardState, draw, make, nameOf, spoken } from './card-view.ts';
import { words } from './card-words.ts';
import { copy } from './copy.ts';
import { type Box, place } from './place.ts';

export type Opened = {
  /** What the card stands beside, in CSS pixels of the window; undefined once it is gone or out of sight. */
  target(): Box | undefined;
  /** The element whose turn with the Tab key comes before the card's. */
  readonly source?: HTMLElement | undefined;
  details(): void;
  closed(): void;
};

/** Milliseconds between two looks at where the target is. */
const tick = 120;
/** A page may hide the card; this often it is shown again, then the popup has to do. */
const patience = 5;
/** A screen reader hears a change only in a region that it knows already. */
const hush = 150;

export class Card {
  readonly host = document.createElement('div');
  readonly #root = this.host.attachShadow({ mode: 'closed' });
  readonly #details = button(words.details, () => this.#opened?.details());
  readonly #copy = button(words.copy, () => void this.#copyText());
  readonly #age = make('time', '');
  readonly #footer = make('footer', '', this.#details, this.#copy, this.#age);
  readonly #card = make('div', 'card');
  readonly #said = make('div', 'said');
  #opened: Opened | undefined;
  #state: CardState | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #shown = 0;

  constructor() {
    this.host.popover = 'manual';
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(cardStyle);
    this.#root.adoptedStyleSheets = [sheet];
    this.#card.role = 'dialog';
    this.#card.lang = 'en';
    this.#card.dir = 'ltr';
    this.#said.role = 'status';
    this.#root.append(this.#card, this.#said);
    // The page's own shortcuts and click-outside handlers have no business in here.
    for (const type of [
      'click',
      'pointerdown',
      'mousedown',
      'pointerup',
      'mouseup',
      'keydown',
      'keypress',
      'keyup',
      'wheel',
    ]) {
      this.#root.addEventListener(type, event => event.stopPropagation(), { passive: true });
    }
  }

  get isOpen(): boolean {
    return this.#opened !== undefined;
  }

  get hasFocus(): boolean {
    return this.#root.activeElement !== null;
  }

  /** Where it is, in CSS pixels of the window; undefined while it is closed. */
  get box(): Box | undefined {
    return this.#opened && this.#card.getBoundingClientRect();
  }

  open(opened: Opened, state: CardState): void {
    this.close();
    this.#opened = opened;
    this.#shown = 0;
    this.#show();
    this.update(state);
    if (this.#opened) this.#timer = setInterval(() => this.#follow(), tick);
  }

  update(state: CardState): void {
    if (!this.#opened) return;
    this.#state = state;
    this.#card.ariaLabel = nameOf(state);
    this.#card.ariaBusy = String(state.says.status === 'looking');
    this.#copy.textContent = words.copy;
    this.#copy.hidden = state.says.status !== 'known';
    this.#age.textContent = age(state, Date.now());
    this.#card.replaceChildren(...draw(state), this.#footer);
    setTimeout(() => (this.#said.textContent = this.#opened ? spoken(state) : ''), hush);
    this.#follow();
  }

  /** Takes everything of ours out of the page; gives the focus back to where it came from. */
  close(): boolean {
    const opened = this.#opened;
    if (!opened) return false;
    const focused = this.hasFocus;
    this.#opened = undefined;
    clearInterval(this.#timer);
    this.#said.textContent = '';
    this.host.remove();
    if (focused) opened.source?.focus({ preventScroll: true });
    opened.closed();
    return true;
  }

  #show(): void {
    this.#shown++;
    document.documentElement.append(this.host);
    // With a source, the buttons' turn with the Tab key comes right after it (HTML, popover focus navigation).
    this.host.showPopover(this.#opened?.source && { source: this.#opened.source });
  }

  #follow(): void {
    const box = this.#opened?.target();
    if (!box) {
      this.close();
      return;
    }
    const hidden = !this.host.isConnected || !this.host.matches(':popover-open');
    if (hidden && this.#shown > patience) {
      this.close();
      return;
    }
    if (hidden) this.#show();
    const { style } = this.#card;
    style.maxHeight = 'none';
    const { offsetWidth: width, offsetHeight: height } = this.#card;
    const view = { width: document.documentElement.clientWidth || innerWidth, height: innerHeight };
    const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
    const { left, top, maxHeight } = place(box, { width, height }, view, rtl);
    style.left = `${left}px`;
    style.top = `${top}px`;
    style.maxHeight = `${maxHeight}px`;
  }

  async #copyText(): Promise<void> {
    if (this.#state?.says.status !== 'known') return;
    const done = await copy(this.#state.says.view.text, this.#root);
    this.#copy.textContent = done ? words.copied : words.notCopied;
    this.#said.textContent = this.#copy.textContent;
  }
}

function button(text: string, pressed: () => void): HTMLButtonElement {
  const made = make('button', '', text);
  made.type = 'button';
  made.addEventListener('click', event => event.isTrusted && pressed());
  return made;
}
