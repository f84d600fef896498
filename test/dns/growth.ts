/**
 * How much more work reading is for twice the input: about 2 when it grows in step, about 4 when it grows squared.
 * Measured from one length to eight times it, in processor time, for a busy machine takes the clock away but not that;
 * the inputs are built beforehand, read in turns, and the best turn of each counts.
 */
export function growth<T>(build: (length: number) => T, read: (input: T) => unknown, length: number): number {
  const [small, large] = [build(length), build(8 * length)];
  const times = repetitions(() => read(small));
  let [leastSmall, leastLarge] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let turn = 0; turn < 40; turn++) {
    leastSmall = Math.min(
      leastSmall,
      work(() => read(small), times),
    );
    leastLarge = Math.min(
      leastLarge,
      work(() => read(large), times),
    );
    if (turn >= 4 && Math.cbrt(leastLarge / leastSmall) < 2.3) break;
  }
  return Math.cbrt(leastLarge / leastSmall);
}

/** How often to run for about half a millisecond, once warm. */
function repetitions(run: () => unknown): number {
  work(run, 5);
  return Math.max(1, Math.min(200, Math.ceil(2500 / Math.max(work(run, 5), 1))));
}

/** Microseconds of processor time. */
function work(run: () => unknown, times: number): number {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
