/** Of many tellings in a short time only the last is told. */
export type Coalesced<T> = {
  readonly tell: (value: T) => void;
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
  return {
    tell: value => {
      last = { value };
      timer ??= setTimeout(send, milliseconds);
    },
    stop: () => {
      clearTimeout(timer);
      last = undefined;
    },
  };
}
