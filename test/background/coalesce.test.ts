import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { coalesce } from '../../src/background/coalesce.ts';

describe('coalesce', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('of many tellings in 50 ms only the last is told', () => {
    const told: number[] = [];
    const { tell } = coalesce<number>(value => told.push(value), 50);
    for (const value of [1, 2, 3]) tell(value);
    vi.advanceTimersByTime(49);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    tell(4);
    vi.advanceTimersByTime(50);
    expect(told).toEqual([3, 4]);
  });

  test('told now: what waited is told no more', () => {
    const told: number[] = [];
    const { tell, tellNow } = coalesce<number>(value => told.push(value), 50);
    tell(1);
    tellNow(2);
    expect(told).toEqual([2]);
    vi.advanceTimersByTime(1000);
    expect(told).toEqual([2]);
  });

  test('stopped: what waits is told no more', () => {
    const told: number[] = [];
    const { tell, stop } = coalesce<number>(value => told.push(value), 50);
    tell(1);
    stop();
    vi.advanceTimersByTime(1000);
    expect(told).toEqual([]);
  });
});
