/** Hears what the user does in this frame, and tells it to the acts. Passive: nothing of the page's own is held up. */
import { type Act, Acts, type Fact } from './acts.ts';
import { pathAt, targetAt } from './hit-test.ts';
import type { Held, Registry } from './registry.ts';

export type Hearing = {
  readonly signal: AbortSignal;
  readonly registry: Registry;
  act(act: Act<Held>): void;
  /** The pointer really moved: where to, and what is there. */
  moved(x: number, y: number, path: readonly EventTarget[], target: Held | undefined): void;
  /** The pointer left the window, or went down somewhere. */
  left(): void;
  pressed(path: readonly EventTarget[], target: Held | undefined): void;
  focused(path: readonly EventTarget[]): void;
};

type Pointer = { readonly event: PointerEvent; readonly path: readonly EventTarget[] };

export function listen(hearing: Hearing): void {
  const { signal, registry } = hearing;
  const acts = new Acts<Held>();
  const passive = { capture: true, passive: true, signal };
  let pointer: Pointer | undefined;
  let focus: Held | undefined;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (fact: Fact<Held>): void => {
    const act = acts.tell(fact);
    if (act) hearing.act(act);
    clearTimeout(timer);
    if (acts.due !== undefined) timer = setTimeout(rested, Math.max(0, acts.due - performance.now()));
  };

  /** What waits is looked for again: by now another thing may lie there. */
  const rested = (): void => {
    const at = Math.max(performance.now(), acts.due ?? 0);
    const { clientX = -1, clientY = -1 } = pointer?.event ?? {};
    const under = () => targetAt(pathAt(clientX, clientY), clientX, clientY, registry);
    tell({ kind: 'time', at, target: acts.waitingBy === 'focus' ? focus : under() });
  };

  const told = (kind: 'move' | 'down' | 'up', { event, path }: Pointer): Held | undefined => {
    const target = targetAt(path, event.clientX, event.clientY, registry);
    const { screenX, screenY, isTrusted: trusted, timeStamp: at } = event;
    tell({ kind, trusted, at, target, screenX, screenY, touch: event.pointerType === 'touch' });
    return target;
  };

  const here = (event: PointerEvent): Pointer => ({ event, path: event.composedPath() });

  /** At most one test a frame: a fast mouse tells its place far more often. */
  window.addEventListener(
    'pointermove',
    event => {
      if (!event.isTrusted) return;
      pointer = here(event);
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        if (!pointer || signal.aborted) return;
        const target = told('move', pointer);
        hearing.moved(pointer.event.clientX, pointer.event.clientY, pointer.path, target);
      });
    },
    passive,
  );
  window.addEventListener(
    'pointerdown',
    event => {
      if (event.isTrusted) hearing.pressed(event.composedPath(), told('down', here(event)));
    },
    passive,
  );
  window.addEventListener('pointerup', event => void told('up', here(event)), passive);
  window.addEventListener('pointercancel', event => event.isTrusted && tell({ kind: 'cancel' }), passive);
  window.addEventListener(
    'pointerout',
    event => {
      if (!event.isTrusted || event.relatedTarget) return;
      tell({ kind: 'cancel' });
      hearing.left();
    },
    passive,
  );
  window.addEventListener(
    'keydown',
    ({ isTrusted: trusted, timeStamp: at, key }) => tell({ kind: 'key', trusted, at, key }),
    passive,
  );
  window.addEventListener(
    'focusin',
    event => {
      const path = event.composedPath();
      focus = focusedOn(path[0], registry);
      tell({ kind: 'focus', trusted: event.isTrusted, at: event.timeStamp, target: focus });
      hearing.focused(path);
    },
    passive,
  );
  window.addEventListener('focusout', () => (focus = undefined), passive);
  signal.addEventListener('abort', () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  });
}

/** The target that has the focus: the element itself, or the one domain that stands in it (a chip, a button with an address). */
function focusedOn(node: EventTarget | undefined, registry: Registry): Held | undefined {
  if (!(node instanceof Element)) return undefined;
  const [own] = registry.at(node);
  if (own) return own;
  const inside = [...node.querySelectorAll('*')].slice(0, 20).flatMap(element => registry.at(element));
  const [first] = inside;
  return inside.every(held => held.name?.domain === first?.name?.domain) ? first : undefined;
}
