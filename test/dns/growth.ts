/**
 * How much longer reading takes for twice the input: about 2 when it grows in step, about 4 when it grows squared.
 * Measured from one length to four times it; the inputs are built beforehand, read in turns and often enough for the
 * clock to tell, and the fastest turn counts. The best of a few measurements, for a busy machine only makes it worse.
 */
export function growth<T>(build: (length: number) => T, read: (input: T) => unknown, length: number): number {
  const [small, large] = [build(length), build(4 * length)];
  const times = repetitions(() => read(small));
  let best = Number.POSITIVE_INFINITY;
  for (let measurement = 0; measurement < 5 && best > 2.3; measurement++) {
    let [fastestSmall, fastestLarge] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let turn = 0; turn < 6; turn++) {
      fastestSmall = Math.min(
        fastestSmall,
        timed(() => read(small), times),
      );
      fastestLarge = Math.min(
        fastestLarge,
        timed(() => read(large), times),
      );
    }
    best = Math.min(best, Math.sqrt(fastestLarge / fastestSmall));
  }
  return best;
}

/** How often to run for about a millisecond, once warm. */
function repetitions(run: () => unknown): number {
  const warm = timed(run, 3) / 3;
  return Math.max(1, Math.min(200, Math.ceil(1 / Math.min(warm, timed(run, 1)))));
}

function timed(run: () => unknown, times: number): number {
  const start = performance.now();
  for (let i = 0; i < times; i++) run();
  return performance.now() - start;
}
