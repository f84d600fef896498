/** Of many tellings in a short time only the last is told. */
export type Coalesced<T> = {
  readonly tell: (value: T) => void;
  /** Tells this one now, and what waits no more. */
  readonly tellNow: (value: T) => void;
  /** Nothing that waits is told any more. */
  readonly stop: () => void;
};

export function coalesce<T>(tell: (value: T) => void, milliseconds: number): Coalesced<T> {
  let last: { readonly value: T } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = (): void => {
    timer = undefined;
    if (last) tell(last.value);
  };
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    tell: value => {
      last = { value };
      timer ??= setTimeout(send, milliseconds);
    },
    tellNow: value => {
      stop();
      tell(value);
    },
    stop,
  };
}
