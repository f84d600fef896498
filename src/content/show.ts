/** From an act to the card: which domain, what is known of it, what comes of the lookup; and when the card goes again. */
import type { CardView, Recognised } from '../messages/messages.ts';
import type { Act } from './acts.ts';
import { ask } from './ask.ts';
import { makeCard } from './card.ts';
import type { CardState } from './card-view.ts';
import { words } from './card-words.ts';
import { boxOf, elementOf } from './hit-test.ts';
import { type Box, gap, isInWindow, within } from './place.ts';
import type { Held } from './registry.ts';

export type Showing = {
  readonly signal: AbortSignal;
  /** The domain of a target; may ask the page's own site for an authority's. */
  nameOf(held: Held): Promise<Recognised | undefined>;
  /** What came of a lookup. */
  learnt(view: CardView): void;
};

export type Show = {
  readonly host: Node;
  act(act: Act<Held>): Promise<void>;
  moved(x: number, y: number, target: Held | undefined): void;
  /** The pointer is neither on the target nor on the card. */
  left(): void;
  /** The pointer went down, or the focus moved, somewhere: only on the target or the card it stays open. */
  elsewhere(path: readonly EventTarget[], target: Held | undefined, by: 'press' | 'focus'): void;
  /** Escape: the card stays away until the pointer has been elsewhere. False when there was none to close. */
  dismiss(): boolean;
};

/** Milliseconds for which the card waits for a pointer that has left it. */
const grace = 300;
/** Milliseconds in which what is known already should be there: no "looking up" flashes by before it. */
const flash = 60;

type Says = Omit<CardState, 'heading'>;

export function showing({ signal, nameOf, learnt }: Showing): Show {
  let name: Recognised | undefined;
  let now: Act<Held> | undefined;
  let dismissed: Held | undefined;
  let leaving: number | undefined;

  const stay = (): void => {
    clearTimeout(leaving);
    leaving = undefined;
  };
  const end = (): void => {
    stay();
    card.close();
    now = undefined;
  };
  signal.addEventListener('abort', end);

  /** What the card keeps free; undefined when it is out of the window. */
  const anchor = (): Box | undefined => {
    const box = now && boxOf(now.target);
    return box && isInWindow(box) ? box : undefined;
  };

  const card = makeCard({
    target: anchor,
    details: () => {
      if (name) ask.details(name.domain).catch(() => undefined);
    },
    closed: () => {
      now = undefined;
    },
  });

  const say = (target: Held, says: Says): void => {
    const { authority, shownAs } = target;
    const state = {
      ...name,
      ...says,
      heading: name?.unicode ?? authority ?? target.domain,
      ascii: name?.unicode === name?.domain ? undefined : name?.domain,
      warning: shownAs && words.shownAs(shownAs),
      hint: authority && name && words.hint,
    };
    // What has the focus when a keyboard is on this target.
    card.say(state, elementOf(target)?.closest<HTMLElement>('a[href], button, [tabindex]'));
  };

  const left = (): void => {
    if (now?.by === 'pointer' && !card.hasFocus()) leaving ??= window.setTimeout(end, grace);
  };

  return {
    host: card.host,
    left,
    dismiss: () => {
      dismissed = now?.target;
      return card.close();
    },
    moved: (x, y, target) => {
      if (target !== dismissed) dismissed = undefined;
      const box = card.box();
      if (target === now?.target || (box && within(x, y, box, gap))) stay();
      else left();
    },
    elsewhere: (path, target, by) => {
      // A page may move the focus about while the pointer stays where it is.
      if (by === 'focus' && now?.by === 'pointer') return;
      if (target !== now?.target && !path.includes(card.host)) end();
    },
    act: async act => {
      const { target } = act;
      if (target === now?.target || (target === dismissed && act.by === 'pointer')) return;
      end();
      now = act;
      let known: CardView | undefined;
      name = undefined;
      const tell = (title: string, view?: CardView): void => {
        clearTimeout(looking);
        if (now === act) say(target, { ...view, title });
      };
      const learn = (view: CardView | undefined): void => {
        if (!view) return;
        known = view;
        learnt(view);
        tell(view.transit.title, view);
      };
      const looking = setTimeout(tell, flash, words.looking);
      try {
        const named = await nameOf(target);
        if (now !== act) return;
        name = named;
        if (!named) return tell(words.noDomain);
        const asked = [ask.known([named.domain]).then(([view]) => learn(view)), ask.look(named.domain, 'act')] as const;
        learn((await Promise.all(asked))[1]);
        if (!known) tell(words.off);
      } catch {
        // What was known before still stands, with its time.
        if (!known) tell(words.failed);
      }
    },
  };
}
