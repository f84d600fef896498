/**
 * Runs a sweep at the browser's start and then hourly. The note of the last one is kept in the session, which begins
 * empty with the browser and outlives a stopped worker; there is no alarm, it is looked at whenever something happens.
 */
import type { Shelf } from './shelf.ts';

const hour = 3_600_000;

export function hourly(notes: Shelf<number>, now: () => number, sweep: () => Promise<void>): () => Promise<void> {
  return async () => {
    const [last] = await notes.get(['last']);
    if (last !== undefined && now() - last < hour) return;
    await notes.set('last', now());
    await sweep();
  };
}
