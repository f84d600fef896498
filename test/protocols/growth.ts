/**
 * How much longer a run takes for four times the length: about 4 when it grows in step, about 16 when it grows squared.
 * The fastest of several runs of each counts, so that a busy machine does not decide; the gate is `linear`.
 */
export function growth(run: (length: number) => unknown, length: number): number {
  return (
    fastest(() => run(4 * length)) /
    Math.max(
      fastest(() => run(length)),
      0.2,
    )
  );
}

export const linear = 8;

function fastest(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
