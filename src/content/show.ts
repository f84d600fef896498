/** From an act to the card: which domain, what is known of it, what comes of the lookup; and when the card goes again. */
import type { CardView, Recognised } from '../messages/messages.ts';
import type { Act } from './acts.ts';
import { ask, Gone } from './ask.ts';
import { Card } from './card.ts';
import type { CardState } from './card-view.ts';
import { words } from './card-words.ts';
import { boxesOf } from './hit-test.ts';
import { type Box, between, within } from './place.ts';
import { type Held, isPlace } from './registry.ts';

export type Showing = {
  readonly signal: AbortSignal;
  /** The domain of a target; asks the page's own site for an authority's. */
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
  #leaving: ReturnType<typeof setTimeout> | undefined;

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
    if (!this.#act) return;
    const card = this.card.box;
    const anchor = card && this.#anchor(this.#act.target);
    const near = path.includes(this.card.host) || (anchor && within(x, y, between(anchor, card)));
    if (near || target === this.#act.target) this.#stay();
    else this.left();
  }

  /** The pointer is neither on the target nor on the card. */
  left(): void {
    if (this.#act?.by === 'pointer' && !this.card.hasFocus) this.#leaving ??= setTimeout(() => this.#end(), grace);
  }

  pressed(path: readonly EventTarget[], target: Held | undefined): void {
    if (!path.includes(this.card.host) && target !== this.#act?.target) this.#end();
  }

  focused(path: readonly EventTarget[]): void {
    if (!this.#act || this.#act.by === 'pointer' || path.includes(this.card.host)) return;
    const source = sourceOf(this.#act.target);
    if (!source || !path.includes(source)) this.#end();
  }

  async act(act: Act<Held>): Promise<void> {
    const { target } = act;
    if (target === this.#act?.target || (target === this.#dismissed && act.by === 'pointer')) return;
    this.#end();
    this.#act = act;
    try {
      await this.#answer(act);
    } catch (error) {
      if (error instanceof Gone) this.#showing.gone();
      else this.#draw(act, { ...stateOf(target, target.name), says: { status: 'told', ...words.failed } });
    }
  }

  async #answer(act: Act<Held>): Promise<void> {
    const { target } = act;
    let state = stateOf(target, target.name);
    let view: CardView | undefined;
    const looking = setTimeout(() => this.#draw(act, { ...state, says: { status: 'looking' } }), flash);
    const tell = (heard: CardView): void => {
      clearTimeout(looking);
      view = heard;
      this.#showing.learnt(heard);
      this.#draw(act, { ...state, says: { status: 'known', view: heard } });
    };
    try {
      const name = await this.#showing.nameOf(target);
      if (!name) return this.#draw(act, { ...state, says: { status: 'told', ...words.noDomain } });
      state = stateOf(target, name);
      const asked = ask.look(name.domain, 'act');
      const [held] = await ask.known([name.domain]);
      if (held) tell(held);
      const looked = await asked;
      if (looked) tell(looked);
      else if (!view) this.#draw(act, { ...state, says: { status: 'told', ...words.off } });
    } catch (error) {
      // What was known before still stands, with its time.
      if (!view || error instanceof Gone) throw error;
    } finally {
      clearTimeout(looking);
    }
  }

  #draw(act: Act<Held>, state: CardState): void {
    if (this.#act !== act) return;
    if (this.card.isOpen) {
      this.card.update(state);
      return;
    }
    const { target } = act;
    const opened = {
      target: () => this.#anchor(target),
      source: sourceOf(target),
      details: () => void this.#details(act),
      closed: () => {
        this.#act = undefined;
      },
    };
    this.card.open(opened, state);
  }

  async #details({ target }: Act<Held>): Promise<void> {
    const name = await this.#showing.nameOf(target);
    if (name) await ask.details(name.domain).catch(() => this.#showing.gone());
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
  #anchor(target: Held): Box | undefined {
    const boxes = boxesOf(target);
    const [first] = boxes;
    if (!first) return undefined;
    const whole = {
      left: Math.min(...boxes.map(box => box.left)),
      top: Math.min(...boxes.map(box => box.top)),
      right: Math.max(...boxes.map(box => box.right)),
      bottom: Math.max(...boxes.map(box => box.bottom)),
    };
    const small = whole.bottom - whole.top <= lines * (first.bottom - first.top);
    const box = small ? whole : (boxes.find(line => within(this.#point.x, this.#point.y, line)) ?? first);
    const inWindow = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    return inWindow ? box : undefined;
  }
}

/** The element that has the focus when a keyboard is on this target. */
function sourceOf({ target: { where } }: Held): HTMLElement | undefined {
  const element = isPlace(where) ? where.startContainer.parentElement : where;
  return element?.closest<HTMLElement>('a[href], button, [tabindex]') ?? undefined;
}

function stateOf({ target, authority }: Held, name: Recognised | undefined): Omit<CardState, 'says'> {
  return {
    heading: name?.unicode ?? authority?.name ?? target.domain,
    ascii: name && name.unicode !== name.domain ? name.domain : undefined,
    warning: target.shownAs && words.shownAs(target.shownAs),
    hint: authority && name && words.hint,
  };
}
