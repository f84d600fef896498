import { describe, expect, test } from 'vitest';
import { hourly } from '../../src/background/hourly.ts';
import { fakeClock, fakeShelf } from './fakes.ts';

describe('hourly', () => {
  const hour = 3_600_000;
  function sweeps() {
    const clock = fakeClock();
    const notes = fakeShelf<number>();
    const swept: number[] = [];
    /** A worker that starts over the notes of an earlier one. */
    const start = () => hourly(notes, clock.now, async () => void swept.push(clock.at));
    return { clock, notes, swept, start };
  }

  test('at the start of the browser, then when an hour is over', async () => {
    const { clock, swept, start } = sweeps();
    const sweep = start();
    await sweep();
    clock.at += hour - 1;
    await sweep();
    expect(swept).toHaveLength(1);
    clock.at += 1;
    await sweep();
    expect(swept).toHaveLength(2);
  });

  test('a worker that was stopped and started is no start of the browser', async () => {
    const { notes, swept, start } = sweeps();
    await start()();
    await start()();
    expect(swept).toHaveLength(1);
    await notes.clear();
    await start()();
    expect(swept).toHaveLength(2);
  });
});
