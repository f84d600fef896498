import { describe, expect, test } from 'vitest';
import { type Note, Questions } from '../../src/background/questions.ts';
import { Verdicts } from '../../src/background/verdicts.ts';
import type { Wanted } from '../../src/background/wanted.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { fakeClock, fakeShelf, fakeShelves, settled, verdictOn } from './fakes.ts';

const plain: Wanted = { domain: 'a.example', cause: 'act', policy: false, private: false, again: false };
const notAsked = { status: 'not-asked' } as const;

/** Inspections end when the test says so; `start` makes a worker over what an earlier one left. */
function house() {
  const clock = fakeClock();
  const shelves = fakeShelves<Verdict>();
  const notes = fakeShelf<Note>();
  const inspected: Wanted[] = [];
  const told: Verdict[] = [];
  const toldPrivate: boolean[] = [];
  const granted = new Set<string>();
  let pending: { readonly end: (verdict: Verdict) => void; readonly fail: (error: Error) => void }[] = [];
  const start = () =>
    new Questions({
      inspection: wanted => {
        inspected.push(wanted);
        return new Promise<Verdict>((resolve, reject) => pending.push({ end: resolve, fail: reject }));
      },
      verdicts: new Verdicts(shelves, clock.now),
      notes,
      holdsPolicyHost: async domain => granted.has(domain),
      told: (verdict, isPrivate) => {
        told.push(verdict);
        toldPrivate.push(isPrivate);
      },
      now: clock.now,
    });
  const end = async (verdict = verdictOn('a.example', clock)) => {
    await settled();
    for (const each of pending) each.end(verdict);
    pending = [];
    await settled();
  };
  const fail = async () => {
    await settled();
    for (const each of pending) each.fail(new Error('broken'));
    pending = [];
    await settled();
  };
  const hold = (verdict: Verdict, isPrivate = false) => new Verdicts(shelves, clock.now).save(verdict, isPrivate);
  return { clock, shelves, notes, inspected, told, toldPrivate, granted, start, end, fail, hold };
}

describe('which questions are one', () => {
  const cases: readonly (readonly [first: Partial<Wanted>, second: Partial<Wanted>, asked: number, why: string])[] = [
    [{}, {}, 1, 'equal'],
    [{}, { cause: 'sight' }, 1, 'the cause alone makes no other question'],
    [{ policy: true }, {}, 1, 'one with the policy answers one without'],
    [{}, { policy: true }, 2, 'one without does not answer one with'],
    [{ again: true }, {}, 1, 'a fresh one answers any'],
    [{}, { again: true }, 2, 'one from what is kept is not fresh'],
    [{}, { domain: 'b.example' }, 2, 'another domain'],
    [{ private: true }, {}, 2, 'what a private window asks stays in it'],
    [{}, { private: true }, 2, 'and is never asked by an ordinary one'],
  ];
  test.each(cases)('%o and %o: %i, %s', async (first, second, asked) => {
    const { inspected, start, end } = house();
    const questions = start();
    const both = [questions.look({ ...plain, ...first }), questions.look({ ...plain, ...second })];
    await end();
    await Promise.all(both);
    expect(inspected).toHaveLength(asked);
  });
});

describe('when what is held will do', () => {
  const held = (at: number) => verdictOn('a.example', { at, expires: at + 60_000 });
  const unverified = (at: number) => verdictOn('a.example', { at, expires: at + 60_000, policy: notAsked });
  type Case = readonly [
    make: typeof held,
    after: number,
    wanted: Partial<Wanted>,
    granted: boolean,
    asks: boolean,
    why: string,
  ];
  const cases: readonly Case[] = [
    [held, 59_999, {}, false, false, 'it has not expired'],
    [held, 60_000, {}, false, true, 'an act after it has expired'],
    [held, 60_000, { cause: 'click' }, false, true, 'a click after it has expired'],
    [held, 9e9, { cause: 'sight' }, false, false, 'sight never asks again'],
    [held, 0, { again: true }, false, true, 'the user wants it anew'],
    [held, 0, { policy: true }, true, false, 'its policy is not the thing that lacks'],
    [unverified, 0, { policy: true }, true, true, 'its policy may be fetched now'],
    [unverified, 0, { policy: true }, false, false, 'without permission nothing would be gained'],
    [unverified, 0, { policy: false }, true, false, 'the cause does not allow a fetch'],
    [unverified, 0, { policy: true, cause: 'sight' }, true, false, 'sight never fetches'],
  ];
  test.each(cases)('%#: %o', async (make, after, wanted, isGranted, asks) => {
    const { clock, granted, inspected, start, end, hold } = house();
    await hold(make(clock.at));
    if (isGranted) granted.add('a.example');
    clock.at += after;
    const looked = start().look({ ...plain, ...wanted });
    await end();
    await looked;
    expect(inspected).toHaveLength(asks ? 1 : 0);
  });
});

test('what is not held is asked on sight too', async () => {
  const { inspected, start, end } = house();
  const looked = start().look({ ...plain, cause: 'sight' });
  await end();
  await looked;
  expect(inspected).toHaveLength(1);
});

test('the verdict is kept before it is told, and the note goes', async () => {
  const { clock, shelves, notes, told, start, end } = house();
  const looked = start().look(plain);
  await settled();
  expect([...notes.rows.values()].map(text => JSON.parse(text))).toEqual([{ wanted: plain, at: clock.at }]);
  await end();
  expect(await looked).toEqual(told[0]);
  expect([shelves.kept.rows.size, notes.rows.size]).toEqual([1, 0]);
});

test('who asks waits neither for the note nor for the keeping, and who asks meanwhile joins', async () => {
  const { shelves, notes, inspected, start, end } = house();
  const never = () => new Promise<void>(() => undefined);
  notes.set = never;
  shelves.kept.set = never;
  const questions = start();
  const looked = questions.look(plain);
  await end();
  expect((await looked).domain).toBe('a.example');
  await questions.look(plain);
  expect(inspected).toHaveLength(1);
});

test('a question from a private window leaves nothing in the kept rows', async () => {
  const { shelves, start, end } = house();
  const looked = start().look({ ...plain, private: true });
  await end();
  await looked;
  expect([shelves.kept.rows.size, shelves.session.rows.size]).toEqual([0, 1]);
});

test('a worker stopped in mid-question: the next one takes it up, and who asks again joins', async () => {
  const { shelves, notes, inspected, start, end } = house();
  void start().look(plain);
  await settled();
  // The first worker is gone: its inspection never ends.
  const next = start();
  const resumed = next.resume();
  await settled();
  const askedAgain = next.look(plain);
  await end();
  await Promise.all([resumed, askedAgain]);
  expect(inspected).toEqual([plain, plain]);
  expect([shelves.kept.rows.size, notes.rows.size]).toEqual([1, 0]);
});

test('a worker stopped in mid-question of a private window: taken up as private', async () => {
  const { shelves, start, end } = house();
  void start().look({ ...plain, private: true });
  await settled();
  const resumed = start().resume();
  await end();
  await resumed;
  expect([shelves.kept.rows.size, shelves.session.rows.size]).toEqual([0, 1]);
});

test('a look that breaks: its asker hears of it, nothing is kept, and the next one asks anew', async () => {
  const { shelves, notes, inspected, start, end, fail } = house();
  const questions = start();
  const broken = expect(questions.look(plain)).rejects.toThrow('broken');
  await fail();
  await broken;
  expect([shelves.kept.rows.size, notes.rows.size]).toEqual([0, 0]);
  const looked = questions.look(plain);
  await end();
  await looked;
  expect(inspected).toHaveLength(2);
});

test('a note that breaks again at the start stops nobody', async () => {
  const { clock, notes, start, fail } = house();
  await notes.set('x', { wanted: plain, at: clock.at });
  const resumed = start().resume();
  await fail();
  await expect(resumed).resolves.toBeUndefined();
});

describe('a question is taken up for a minute after it was asked', () => {
  const cases: readonly (readonly [after: number, inspected: number, why: string])[] = [
    [59_999, 2, 'somebody may still wait for it'],
    [60_000, 1, 'no lookup long after its act'],
    [3_600_000, 1, 'an hour later'],
  ];
  test.each(cases)('%i ms: %i, %s', async (after, asked) => {
    const { clock, notes, inspected, start, end } = house();
    void start().look(plain);
    await settled();
    clock.at += after;
    const resumed = start().resume();
    await end();
    await resumed;
    expect([inspected.length, notes.rows.size]).toEqual([asked, 0]);
  });

  test('taken up again and again, it gets no older than that', async () => {
    const { clock, inspected, start } = house();
    void start().look(plain);
    for (let stops = 0; stops < 3; stops++) {
      await settled();
      clock.at += 25_000;
      void start().resume();
    }
    await settled();
    expect(inspected).toHaveLength(3);
  });
});

describe('the last private window is closed', () => {
  const asked: Wanted = { ...plain, private: true };

  test('what was asked there is kept nowhere and told to nobody; what was asked elsewhere is', async () => {
    const { shelves, notes, toldPrivate, start, end } = house();
    const questions = start();
    const looks = [questions.look(asked), questions.look(plain)];
    await settled();
    await questions.clearPrivate();
    expect(notes.rows.size).toBe(1);
    await end();
    await Promise.all(looks);
    expect([shelves.kept.rows.size, shelves.session.rows.size, notes.rows.size]).toEqual([1, 0, 0]);
    expect(toldPrivate).toEqual([false]);
  });

  test('just as a new worker takes up its questions: they are not', async () => {
    const { inspected, start } = house();
    void start().look(asked);
    await settled();
    const questions = start();
    await Promise.all([questions.resume(), questions.clearPrivate()]);
    expect(inspected).toHaveLength(1);
  });
});

test('no room in the storage: who asked has the verdict, all hear of it, and nothing breaks', async () => {
  const { shelves, notes, told, start, end } = house();
  const full = async () => {
    throw new Error('QuotaBytes');
  };
  shelves.session.set = full;
  notes.set = full;
  const looked = start().look({ ...plain, private: true });
  await end();
  expect(await looked).toEqual(told[0]);
});
