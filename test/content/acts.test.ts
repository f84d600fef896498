import { expect, test } from 'vitest';
import { type Act, Acts } from '../../src/content/acts.ts';

type Step =
  | readonly ['move' | 'down' | 'up' | 'touch', at: number, x: number, over?: string]
  | readonly ['key', at: number, key: string]
  | readonly ['focus' | 'time', at: number, over?: string]
  | readonly ['cancel', at: number];

/** The acts that come of these steps, as "by target". */
function play(steps: readonly Step[]): readonly string[] {
  const acts = new Acts<string>();
  const found: Act<string>[] = [];
  const keep = (act: Act<string> | undefined) => act && found.push(act);
  for (const step of steps) {
    const [kind, at] = step;
    const place = { screenX: kind === 'key' ? 0 : Number(step[2]), screenY: 10 };
    if (kind === 'move') acts.move(at, place, step[3]);
    if (kind === 'down') acts.down(place, step[3], false);
    if (kind === 'touch') acts.down(place, step[3], true);
    if (kind === 'up') keep(acts.up(place, step[3]));
    if (kind === 'key') acts.key(at, step[2]);
    if (kind === 'focus') acts.focus(at, step[2]);
    if (kind === 'time') keep(acts.time(at, step[2]));
    if (kind === 'cancel') acts.cancel();
  }
  return found.map(({ by, target }) => `${by} ${target}`);
}

const cases: readonly (readonly [why: string, steps: readonly Step[], acts: readonly string[]])[] = [
  // Pointing
  [
    'rests',
    [
      ['move', 0, 1],
      ['move', 10, 2, 'a'],
      ['time', 210, 'a'],
    ],
    ['pointer a'],
  ],
  [
    'rests after moving over it',
    [
      ['move', 0, 1, 'a'],
      ['move', 10, 2, 'a'],
      ['time', 210, 'a'],
    ],
    ['pointer a'],
  ],
  [
    'too short',
    [
      ['move', 0, 1],
      ['move', 10, 2, 'a'],
      ['time', 209, 'a'],
    ],
    [],
  ],
  [
    'each movement begins the rest anew',
    [
      ['move', 0, 1],
      ['move', 10, 2, 'a'],
      ['move', 150, 3, 'a'],
      ['time', 210, 'a'],
    ],
    [],
  ],
  [
    'the first place is not a movement',
    [
      ['move', 0, 1, 'a'],
      ['time', 300, 'a'],
    ],
    [],
  ],
  [
    'told again without movement',
    [
      ['move', 0, 1, 'a'],
      ['move', 10, 1, 'a'],
      ['time', 300, 'a'],
    ],
    [],
  ],
  [
    'scrolled under a still pointer',
    [
      ['move', 0, 1],
      ['move', 10, 2],
      ['move', 20, 2, 'a'],
      ['time', 300, 'a'],
    ],
    [],
  ],
  [
    'scrolled away during the rest',
    [
      ['move', 0, 1],
      ['move', 10, 2, 'a'],
      ['time', 210],
    ],
    [],
  ],
  [
    'another scrolled to its place',
    [
      ['move', 0, 1],
      ['move', 10, 2, 'a'],
      ['time', 210, 'b'],
    ],
    [],
  ],
  [
    'moved off it',
    [
      ['move', 0, 1],
      ['move', 10, 2, 'a'],
      ['move', 50, 3],
      ['time', 260, 'a'],
    ],
    [],
  ],
  [
    'moved on to another',
    [
      ['move', 0, 1],
      ['move', 10, 2, 'a'],
      ['move', 50, 3, 'b'],
      ['time', 260, 'b'],
    ],
    ['pointer b'],
  ],
  [
    'left the window',
    [
      ['move', 0, 1],
      ['move', 10, 2, 'a'],
      ['cancel', 20],
      ['time', 260, 'a'],
    ],
    [],
  ],
  [
    'once only',
    [
      ['move', 0, 1],
      ['move', 10, 2, 'a'],
      ['time', 210, 'a'],
      ['time', 900, 'a'],
    ],
    ['pointer a'],
  ],
  [
    'a press of the mouse is no act by itself',
    [
      ['down', 0, 1, 'a'],
      ['up', 50, 1, 'a'],
      ['time', 300, 'a'],
    ],
    [],
  ],
  // Tapping
  [
    'a tap',
    [
      ['touch', 0, 1, 'a'],
      ['up', 80, 1, 'a'],
    ],
    ['tap a'],
  ],
  [
    'a finger wanders a little',
    [
      ['touch', 0, 1, 'a'],
      ['up', 80, 11, 'a'],
    ],
    ['tap a'],
  ],
  [
    'a finger wanders too far',
    [
      ['touch', 0, 1, 'a'],
      ['up', 80, 12, 'a'],
    ],
    [],
  ],
  [
    'a finger slid onto it',
    [
      ['touch', 0, 1],
      ['up', 80, 5, 'a'],
    ],
    [],
  ],
  [
    'a finger slid from one to another',
    [
      ['touch', 0, 1, 'a'],
      ['up', 80, 5, 'b'],
    ],
    [],
  ],
  [
    'the touch became a scroll',
    [
      ['touch', 0, 1, 'a'],
      ['cancel', 30],
      ['up', 80, 1, 'a'],
    ],
    [],
  ],
  ['up without down', [['up', 80, 1, 'a']], []],
  // The keyboard
  [
    'Tab',
    [
      ['key', 0, 'Tab'],
      ['focus', 5, 'a'],
      ['time', 205, 'a'],
    ],
    ['focus a'],
  ],
  [
    'an arrow key',
    [
      ['key', 0, 'ArrowDown'],
      ['focus', 5, 'a'],
      ['time', 205, 'a'],
    ],
    ['focus a'],
  ],
  [
    'just within a second',
    [
      ['key', 0, 'Tab'],
      ['focus', 1000, 'a'],
      ['time', 1200, 'a'],
    ],
    ['focus a'],
  ],
  [
    'after a second',
    [
      ['key', 0, 'Tab'],
      ['focus', 1001, 'a'],
      ['time', 1300, 'a'],
    ],
    [],
  ],
  [
    'scripted focus, autofocus',
    [
      ['focus', 5, 'a'],
      ['time', 300, 'a'],
    ],
    [],
  ],
  [
    'a script moves the focus on after Tab',
    [
      ['key', 0, 'Tab'],
      ['focus', 5],
      ['focus', 9, 'a'],
      ['time', 300, 'a'],
    ],
    [],
  ],
  [
    'a fragment jump by Enter',
    [
      ['key', 0, 'Tab'],
      ['key', 50, 'Enter'],
      ['focus', 60, 'a'],
      ['time', 300, 'a'],
    ],
    [],
  ],
  [
    'a fragment jump by a click',
    [
      ['key', 0, 'Tab'],
      ['down', 50, 1],
      ['focus', 60, 'a'],
      ['time', 300, 'a'],
    ],
    [],
  ],
  [
    'tabbed on before it rested',
    [
      ['key', 0, 'Tab'],
      ['focus', 5, 'a'],
      ['key', 90, 'Tab'],
      ['focus', 95, 'b'],
      ['time', 205, 'b'],
    ],
    [],
  ],
  [
    'the focus was taken away',
    [
      ['key', 0, 'Tab'],
      ['focus', 5, 'a'],
      ['time', 205],
    ],
    [],
  ],
  [
    'a key that only looks like one',
    [
      ['key', 0, 'Tabulate'],
      ['focus', 5, 'a'],
      ['time', 205, 'a'],
    ],
    [],
  ],
];

test.each(cases)('%s', (_, steps, acts) => {
  expect(play(steps)).toEqual(acts);
});
