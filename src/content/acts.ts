/**
 * What counts as an act of the user (product.md, promise 5): only an act may lead to a lookup where pages are not looked
 * up on sight. A state machine over plain facts: no clock, no events, no elements of its own, so that every act and every
 * non-act is one line in a test. `listen.ts` feeds it, with trusted events only.
 */

/** Milliseconds of rest over a target before it counts. */
export const rest = 200;
/** Milliseconds between the Tab or arrow key and the focus it moved. */
const focusAfterKey = 1000;
/** CSS pixels that a finger may wander between down and up. */
const tapSlack = 10;

export type Act<T> = { readonly by: 'pointer' | 'tap' | 'focus'; readonly target: T };

/** Where the pointer is on the screen: text that scrolls under a still pointer changes nothing here. */
export type Place = { readonly screenX: number; readonly screenY: number };

type Waiting<T> = { readonly by: 'pointer' | 'focus'; readonly target: T; readonly since: number };

/** No difference to it is at most anything. */
const never = Number.NaN;
const apart = (a: Place, b: Place): number => Math.hypot(a.screenX - b.screenX, a.screenY - b.screenY);

/** Times (`at`) are milliseconds since one epoch; `target` is what lies under the pointer, or has the focus, at that time. */
export class Acts<T> {
  #last: Place | undefined;
  #down: { readonly place: Place; readonly target: T | undefined } | undefined;
  #keyAt = never;
  /** What will be an act once it has rested. */
  waiting: Waiting<T> | undefined;

  /** A mouse or a pen moved. */
  move(at: number, place: Place, target: T | undefined): void {
    const before = this.#last;
    this.#last = place;
    // The first place is only where the pointer already was: browsers tell it after a load or a scroll, too.
    if (before && apart(before, place) > 0) this.waiting = target && { by: 'pointer', target, since: at };
  }

  /** A finger or a button went down. */
  down(place: Place, target: T | undefined, touch: boolean): void {
    this.#last = place;
    this.#keyAt = never;
    this.#down = touch ? { place, target } : undefined;
  }

  up(place: Place, target: T | undefined): Act<T> | undefined {
    const down = this.#down;
    this.cancel();
    if (!target || down?.target !== target || apart(down.place, place) > tapSlack) return undefined;
    return { by: 'tap', target };
  }

  /** The browser took the touch over for scrolling, or the pointer left the page. */
  cancel(): void {
    this.#down = undefined;
    if (this.waiting?.by === 'pointer') this.waiting = undefined;
  }

  key(at: number, key: string): void {
    // Any other key could be the one that jumped to a fragment or ran the page's own script.
    this.#keyAt = /^Tab$|^Arrow/.test(key) ? at : never;
  }

  focus(at: number, target: T | undefined): void {
    const byKey = at - this.#keyAt <= focusAfterKey;
    // One key moves the focus once: what a script focuses afterwards is the script's doing.
    this.#keyAt = never;
    if (byKey && target) this.waiting = { by: 'focus', target, since: at };
    else if (this.waiting?.by === 'focus') this.waiting = undefined;
  }

  /** Time has passed. Something else may have been scrolled or drawn to the place of what waited: then it is no act. */
  time(at: number, target: T | undefined): Act<T> | undefined {
    const { waiting } = this;
    if (!waiting || at < waiting.since + rest) return undefined;
    this.waiting = undefined;
    return waiting.target === target ? waiting : undefined;
  }
}
