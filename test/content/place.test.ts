import { expect, test } from 'vitest';
import { place, within } from '../../src/content/place.ts';

const view = { width: 1000, height: 800 };
const box = (left: number, top: number, width = 120, height = 20) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

const cases = [
  [
    'below, left edges in line',
    box(100, 100),
    view,
    false,
    { left: 100, top: 126, bottom: undefined, 'max-height': 666 },
  ],
  ['right to left: right edges in line', box(600, 100), view, true, { left: 360, top: 126 }],
  ['right to left, no room on the left', box(20, 100), view, true, { left: 8 }],
  ['pushed in from the right edge', box(900, 100), view, false, { left: 632 }],
  ['half out on the left', box(-60, 100), view, false, { left: 8 }],
  ['no room below: stands above', box(100, 700), view, false, { top: undefined, bottom: 106, 'max-height': 686 }],
  [
    'little room on both sides: the larger one, cut',
    box(100, 200),
    { width: 1000, height: 400 },
    false,
    { bottom: 206, 'max-height': 186 },
  ],
  [
    'little room on both sides: below',
    box(100, 150),
    { width: 1000, height: 400 },
    false,
    { top: 176, 'max-height': 216 },
  ],
  ['320 px wide at 200 % zoom', box(10, 20, 300), { width: 320, height: 256 }, false, { left: 8, top: 46 }],
] as const;

test.each(cases)('%s', (_, target, window, rtl, expected) => {
  expect(place(target, Math.min(360, window.width - 16), window, rtl)).toMatchObject(expected);
});

test('never over what it speaks of', () => {
  for (let top = 0; top < 780; top += 7) {
    const target = box(300, top);
    const { top: from, bottom, 'max-height': height } = place(target, 360, view, false);
    if (from !== undefined) expect(from).toBeGreaterThanOrEqual(target.bottom);
    else expect(view.height - (bottom ?? 0)).toBeLessThanOrEqual(target.top);
    expect((from ?? bottom ?? 0) + height).toBeLessThanOrEqual(view.height);
  }
});

test.each([
  [100, 100, 0, true], // its corner
  [99, 100, 0, false], // just outside
  [94, 126, 6, true], // on the way over the gap
  [93, 100, 6, false], // too far to the side
])('within(%i, %i), slack %i', (x, y, slack, expected) => {
  expect(within(x, y, box(100, 100), slack)).toBe(expected);
});
