/** Hears what the user does in this frame, and tells it to the acts. Passive: nothing of the page's own is held up. */
import { type Act, Acts, type Fact } from './acts.ts';
import { nodeOf } from './find.ts';
import { pathAt, targetAt } from './hit-test.ts';
import type { Held } from './registry.ts';

type Path = readonly EventTarget[];

export type Hearing = {
  readonly signal: AbortSignal;
  readonly targets: ReadonlySet<Held>;
  act(act: Act<Held>): void;
  /** The pointer really moved: where to, and what is there. */
  moved(x: number, y: number, path: Path, target: Held | undefined): void;
  /** The pointer left the window. */
  left(): void;
  /** The pointer went down somewhere, or the focus moved there. */
  elsewhere(path: Path, target: Held | undefined): void;
};

export function listen(hearing: Hearing): void {
  const { signal, targets } = hearing;
  const acts = new Acts<Held>();
  let pointer: PointerEvent | undefined;
  /** Where it went since the last frame. */
  let moved: Path | undefined;
  let focus: Held | undefined;
  let timer = 0;

  const on = <K extends keyof WindowEventMap>(type: K, heard: (event: WindowEventMap[K]) => void): void =>
    window.addEventListener(type, event => event.isTrusted && heard(event), { capture: true, passive: true, signal });

  const tell = (fact: Fact<Held>): void => {
    const act = acts.tell(fact);
    if (act) hearing.act(act);
    clearTimeout(timer);
    if (acts.due !== undefined) timer = window.setTimeout(rested, acts.due - performance.now());
  };

  /** What waits is looked for again: by now another thing may lie there. */
  const rested = (): void => {
    const { clientX: x = -1, clientY: y = -1 } = pointer ?? {};
    const target = acts.waitingBy === 'focus' ? focus : targetAt(pathAt(x, y), x, y, targets);
    tell({ kind: 'time', at: Math.max(performance.now(), acts.due ?? 0), target });
  };

  const told = (kind: 'move' | 'down' | 'up', event: PointerEvent, path: Path): Held | undefined => {
    const { clientX, clientY, screenX, screenY, isTrusted: trusted, timeStamp: at } = event;
    const target = targetAt(path, clientX, clientY, targets);
    tell({ kind, trusted, at, target, screenX, screenY, touch: event.pointerType === 'touch' });
    return target;
  };

  const tested = (): void => {
    const path = moved ?? [];
    moved = undefined;
    if (pointer && !signal.aborted) hearing.moved(pointer.clientX, pointer.clientY, path, told('move', pointer, path));
  };

  /** At most one test a frame: a fast mouse tells its place far more often. */
  on('pointermove', event => {
    const isFirst = !moved;
    pointer = event;
    moved = event.composedPath();
    if (isFirst) requestAnimationFrame(tested);
  });
  on('pointerdown', event => {
    const path = event.composedPath();
    hearing.elsewhere(path, told('down', event, path));
  });
  on('pointerup', event => told('up', event, event.composedPath()));
  on('pointercancel', () => tell({ kind: 'cancel' }));
  on('pointerout', event => {
    if (event.relatedTarget) return;
    tell({ kind: 'cancel' });
    hearing.left();
  });
  on('keydown', ({ isTrusted: trusted, timeStamp: at, key }) => tell({ kind: 'key', trusted, at, key }));
  on('focusin', event => {
    const path = event.composedPath();
    focus = focusedOn(path[0], targets);
    tell({ kind: 'focus', trusted: event.isTrusted, at: event.timeStamp, target: focus });
    hearing.elsewhere(path, focus);
  });
  on('focusout', () => {
    focus = undefined;
  });
  signal.addEventListener('abort', () => clearTimeout(timer));
}

/** The target that has the focus: the element itself, or the one domain that stands in it (a chip, a button with an address). */
function focusedOn(node: EventTarget | undefined, targets: ReadonlySet<Held>): Held | undefined {
  if (!(node instanceof Element)) return undefined;
  const [first, ...others] = [...targets].filter(held => node.contains(nodeOf(held)));
  return others.every(held => held.domain === first?.domain) ? first : undefined;
}
