/** Hears what the user does in this frame, and tells it to the acts. Passive: nothing of the page's own is held up. */
import { type Act, Acts, rest } from './acts.ts';
import { nodeOf } from './find.ts';
import { isAt, targetAt } from './hit-test.ts';
import type { Held } from './registry.ts';

type Path = readonly EventTarget[];

export type Hearing = {
  readonly signal: AbortSignal;
  readonly targets: ReadonlySet<Held>;
  act(act: Act<Held>): void;
  /** The pointer moved: where to, and what is there. */
  moved(x: number, y: number, path: Path, target: Held | undefined): void;
  /** The pointer left the window. */
  left(): void;
  /** The pointer went down somewhere, or the focus moved there. */
  elsewhere(path: Path, target: Held | undefined, by: 'press' | 'focus'): void;
};

export function listen({ signal, targets, act, moved, left, elsewhere }: Hearing): void {
  const acts = new Acts<Held>();
  let pointer: PointerEvent | undefined;
  /** Where the pointer went since the last frame. */
  let pathMoved: Path | undefined;
  let focus: Held | undefined;
  let timer = 0;

  const wait = (): void => {
    const { waiting } = acts;
    clearTimeout(timer);
    if (waiting) timer = window.setTimeout(rested, waiting.since + rest - performance.now());
  };
  /** Untrusted events are a script's doing, and nobody's act. */
  const on = <K extends keyof WindowEventMap>(type: K, heard: (event: WindowEventMap[K], path: Path) => void): void => {
    const trusted = (event: WindowEventMap[K]): void => {
      if (!event.isTrusted) return;
      heard(event, event.composedPath());
      wait();
    };
    window.addEventListener(type, trusted, { capture: true, passive: true, signal });
  };
  const under = (event: PointerEvent, path: Path): Held | undefined =>
    targetAt(path, event.clientX, event.clientY, targets);
  const rested = (): void => {
    const { waiting } = acts;
    if (!waiting || signal.aborted) return;
    const { by, target, since } = waiting;
    // What waits may have been scrolled away by now.
    const stays = by === 'focus' ? target === focus : pointer && isAt(target, pointer.clientX, pointer.clientY);
    const done = acts.time(since + rest, stays ? target : undefined);
    if (done) act(done);
  };
  const moving = (): void => {
    const path = pathMoved ?? [];
    pathMoved = undefined;
    if (!pointer || signal.aborted) return;
    const target = under(pointer, path);
    if (pointer.pointerType !== 'touch') acts.move(pointer.timeStamp, pointer, target);
    moved(pointer.clientX, pointer.clientY, path, target);
    wait();
  };

  on('pointermove', (event, path) => {
    // At most one test a frame: a fast mouse tells its place far more often.
    if (!pathMoved) requestAnimationFrame(moving);
    pointer = event;
    pathMoved = path;
  });
  on('pointerdown', (event, path) => {
    const target = under(event, path);
    acts.down(event, target, event.pointerType === 'touch');
    elsewhere(path, target, 'press');
  });
  on('pointerup', (event, path) => {
    const tap = acts.up(event, under(event, path));
    if (tap) act(tap);
  });
  on('pointercancel', () => acts.cancel());
  on('pointerout', event => {
    if (event.relatedTarget) return;
    acts.cancel();
    left();
  });
  on('keydown', event => acts.key(event.timeStamp, event.key));
  on('focusin', (event, path) => {
    focus = focusedOn(path[0], targets);
    acts.focus(event.timeStamp, focus);
    elsewhere(path, focus, 'focus');
  });
  on('focusout', () => {
    focus = undefined;
  });
}

/**
 * The target that has the focus: the element itself (of several domains the first, as under the pointer), or the one
 * domain that stands in it (a chip, a button with an address).
 */
function focusedOn(node: EventTarget | undefined, targets: ReadonlySet<Held>): Held | undefined {
  if (!(node instanceof Element)) return undefined;
  const all = [...targets].filter(held => node.contains(nodeOf(held)));
  const [first] = all;
  return (
    all.find(({ where }) => where === node) ?? (all.every(held => held.domain === first?.domain) ? first : undefined)
  );
}
