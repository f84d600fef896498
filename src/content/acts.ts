/**
 * What counts as an act of the user (product.md, promise 5): only an act may lead to a lookup where pages are not looked
 * up on sight. A state machine over plain facts: no clock, no events, no elements of its own, so that every act and every
 * non-act is one line in a test. `listen.ts` feeds it.
 */

/** Milliseconds of rest over a target before it counts. */
export const rest = 200;
/** Milliseconds between the Tab or arrow key and the focus it moved. */
const focusAfterKey = 1000;
/** CSS pixels that a finger may wander between down and up. */
const tapSlack = 10;

export type Act<T> = { readonly by: 'pointer' | 'tap' | 'focus'; readonly target: T };

/** Where the pointer is on the screen: text that scrolls under a still pointer changes nothing here. */
type Place = { readonly screenX: number; readonly screenY: number };

type Seen<T> = { readonly trusted: boolean; readonly at: number; readonly target: T | undefined };

export type Fact<T> =
  | ({ readonly kind: 'move' | 'down' | 'up'; readonly touch: boolean } & Seen<T> & Place)
  /** The browser took the touch over for scrolling, or the pointer left the page. */
  | { readonly kind: 'cancel' }
  | { readonly kind: 'key'; readonly trusted: boolean; readonly at: number; readonly key: string }
  | ({ readonly kind: 'focus' } & Seen<T>)
  /** Time has passed; `target` is what lies under the pointer, or holds the focus, now. */
  | { readonly kind: 'time'; readonly at: number; readonly target: T | undefined };

type Waiting<T> = { readonly by: 'pointer' | 'focus'; readonly target: T; readonly since: number };

const moves = (key: string): boolean => key === 'Tab' || key.startsWith('Arrow');
const apart = (a: Place, b: Place): number => Math.hypot(a.screenX - b.screenX, a.screenY - b.screenY);

export class Acts<T> {
  #last: Place | undefined;
  #down: (Place & { readonly target: T | undefined }) | undefined;
  #keyAt = Number.NEGATIVE_INFINITY;
  #waiting: Waiting<T> | undefined;

  /** Milliseconds since the same epoch as `at` when `time` should be told; undefined when nothing waits. */
  get due(): number | undefined {
    return this.#waiting && this.#waiting.since + rest;
  }

  /** How the target that waits was come by, so that it can be looked for again. */
  get waitingBy(): 'pointer' | 'focus' | undefined {
    return this.#waiting?.by;
  }

  /** Takes one fact; the act it completes, or undefined. Untrusted facts come from the page's scripts and change nothing. */
  tell(fact: Fact<T>): Act<T> | undefined {
    if ('trusted' in fact && !fact.trusted) return undefined;
    switch (fact.kind) {
      case 'move':
        this.#move(fact);
        return undefined;
      case 'down':
        this.#last = fact;
        this.#keyAt = Number.NEGATIVE_INFINITY;
        this.#down = fact.touch ? fact : undefined;
        return undefined;
      case 'up':
        return this.#up(fact);
      case 'cancel':
        this.#down = undefined;
        if (this.#waiting?.by === 'pointer') this.#waiting = undefined;
        return undefined;
      case 'key':
        // Any other key could be the one that jumped to a fragment or ran the page's own script.
        this.#keyAt = moves(fact.key) ? fact.at : Number.NEGATIVE_INFINITY;
        return undefined;
      case 'focus':
        this.#focus(fact);
        return undefined;
      case 'time':
        return this.#time(fact);
    }
  }

  #move(fact: Seen<T> & Place & { readonly touch: boolean }): void {
    const before = this.#last;
    this.#last = fact;
    if (fact.touch) return;
    // The first place is only where the pointer already was: browsers tell it after a load or a scroll, too.
    if (!before || apart(before, fact) === 0) return;
    this.#waiting = fact.target && { by: 'pointer', target: fact.target, since: fact.at };
  }

  #up(fact: Seen<T> & Place): Act<T> | undefined {
    const down = this.#down;
    this.#down = undefined;
    this.#last = fact;
    if (!down?.target || down.target !== fact.target || apart(down, fact) > tapSlack) return undefined;
    return { by: 'tap', target: down.target };
  }

  #focus(fact: Seen<T>): void {
    const byKey = fact.at - this.#keyAt <= focusAfterKey;
    // One key moves the focus once: what a script focuses afterwards is the script's doing.
    this.#keyAt = Number.NEGATIVE_INFINITY;
    if (this.#waiting?.by === 'focus') this.#waiting = undefined;
    if (byKey && fact.target) this.#waiting = { by: 'focus', target: fact.target, since: fact.at };
  }

  #time(fact: { readonly at: number; readonly target: T | undefined }): Act<T> | undefined {
    const waiting = this.#waiting;
    if (!waiting || fact.at < waiting.since + rest) return undefined;
    this.#waiting = undefined;
    // Something else may have been scrolled or drawn there meanwhile.
    return waiting.target === fact.target ? { by: waiting.by, target: waiting.target } : undefined;
  }
}
