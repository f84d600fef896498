/** From an act to the card: which domain, what is known of it, what comes of the lookup; and when the card goes again. */
import type { CardView, Recognised } from '../messages/messages.ts';
import type { Act } from './acts.ts';
import { ask, Gone } from './ask.ts';
import { Card } from './card.ts';
import type { CardState } from './card-view.ts';
import { words } from './card-words.ts';
import { nodeOf } from './find.ts';
import { boxesOf } from './hit-test.ts';
import { type Box, between, isInWindow, round, within } from './place.ts';
import type { Held } from './registry.ts';

export type Showing = {
  readonly signal: AbortSignal;
  /** The domain of a target; may ask the page's own site for an authority's. */
  nameOf(held: Held): Promise<Recognised | undefined>;
  /** What came of a lookup. */
  learnt(view: CardView): void;
  /** The extension is gone. */
  gone(): void;
};

/** Milliseconds for which the card waits for a pointer that has left it. */
const grace = 300;
/** Milliseconds in which what is known already should be there: no "looking up" flashes by before it. */
const flash = 60;
/** A target of more lines than this is not kept free as a whole, only the line pointed at. */
const lines = 3;

export class Show {
  readonly card = new Card();
  readonly #showing: Showing;
  #act: Act<Held> | undefined;
  #point = { x: -1, y: -1 };
  #dismissed: Held | undefined;
  #leaving: number | undefined;

  constructor(showing: Showing) {
    this.#showing = showing;
    showing.signal.addEventListener('abort', () => this.#end());
  }

  /** Escape: the card stays away until the pointer has been elsewhere. False when there was none to close. */
  dismiss(): boolean {
    this.#dismissed = this.#act?.target;
    return this.card.close();
  }

  moved(x: number, y: number, path: readonly EventTarget[], target: Held | undefined): void {
    this.#point = { x, y };
    if (target !== this.#dismissed) this.#dismissed = undefined;
    const { box } = this.card;
    const anchor = box && this.#anchor();
    const onItsWay = anchor && within(x, y, between(anchor, box));
    if (onItsWay || path.includes(this.card.host) || target === this.#act?.target) this.#stay();
    else this.left();
  }

  /** The pointer is neither on the target nor on the card. */
  left(): void {
    if (this.#act?.by !== 'pointer' || this.card.hasFocus) return;
    this.#leaving ??= window.setTimeout(() => this.#end(), grace);
  }

  /** The pointer went down, or the focus moved, somewhere: only on the target or the card it stays open. */
  elsewhere(path: readonly EventTarget[], target: Held | undefined): void {
    if (target !== this.#act?.target && !path.includes(this.card.host)) this.#end();
  }

  async act(act: Act<Held>): Promise<void> {
    const { target } = act;
    if (target === this.#act?.target || (target === this.#dismissed && act.by === 'pointer')) return;
    this.#end();
    this.#act = act;
    let known: CardView | undefined;
    let name: Recognised | undefined;
    const say = (says: CardState['says']): void => {
      clearTimeout(looking);
      if (this.#act === act) this.#say(target, name, says);
    };
    const learn = (view: CardView | undefined): void => {
      if (!view) return;
      known = view;
      this.#showing.learnt(view);
      say(view);
    };
    const looking = setTimeout(() => say({ title: words.looking }), flash);
    try {
      name = await this.#showing.nameOf(target);
      if (!name) return say(words.noDomain);
      const looked = ask.look(name.domain, 'act');
      learn((await ask.known([name.domain]))[0]);
      learn(await looked);
      if (!known) say(words.off);
    } catch (error) {
      if (error instanceof Gone) this.#showing.gone();
      // What was known before still stands, with its time.
      else if (!known) say(words.failed);
    }
  }

  #say(target: Held, name: Recognised | undefined, says: CardState['says']): void {
    const { authority, shownAs } = target;
    const state = {
      heading: name?.unicode ?? authority ?? target.domain,
      ascii: name && name.unicode !== name.domain ? name.domain : undefined,
      warning: shownAs && words.shownAs(shownAs),
      hint: authority && name && words.hint,
      says,
    };
    this.card.say(state, {
      target: () => this.#anchor(),
      source: sourceOf(target),
      // A tab of ours: it looks up what this page may not.
      details: () => void ask.details(name?.domain ?? '').catch(() => this.#showing.gone()),
      closed: () => {
        this.#act = undefined;
      },
    });
  }

  #stay(): void {
    clearTimeout(this.#leaving);
    this.#leaving = undefined;
  }

  #end(): void {
    this.#stay();
    this.card.close();
    this.#act = undefined;
  }

  /** What the card keeps free: the target, or the line of it that is pointed at; undefined when it is out of the window. */
  #anchor(): Box | undefined {
    const boxes = this.#act ? boxesOf(this.#act.target) : [];
    const [first] = boxes;
    if (!first) return undefined;
    const whole = round(boxes);
    const small = whole.bottom - whole.top <= lines * (first.bottom - first.top);
    const box = small ? whole : (boxes.find(line => within(this.#point.x, this.#point.y, line)) ?? first);
    return isInWindow(box) ? box : undefined;
  }
}

/** The element that has the focus when a keyboard is on this target. */
function sourceOf(target: Held): HTMLElement | undefined {
  const node = nodeOf(target);
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>('a[href], button, [tabindex]') ?? undefined;
}
