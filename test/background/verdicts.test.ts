import { expect, test } from 'vitest';
import { Verdicts } from '../../src/background/verdicts.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { fakeClock, fakeShelves, verdictOn } from './fakes.ts';

function book() {
  const clock = fakeClock();
  const shelves = fakeShelves<Verdict>();
  return { clock, shelves, verdicts: new Verdicts(shelves, clock.now) };
}

const domainsOf = (held: readonly Verdict[]): readonly string[] => held.map(({ domain }) => domain);

test('held: in the order asked for, the others left out', async () => {
  const { clock, verdicts } = book();
  for (const domain of ['a.example', 'b.example']) await verdicts.save(verdictOn(domain, clock), false);
  expect(domainsOf(await verdicts.held(['b.example', 'c.example', 'a.example'], false))).toEqual([
    'b.example',
    'a.example',
  ]);
});

test('a row whose time is up is still shown, until it is swept', async () => {
  const { clock, verdicts } = book();
  await verdicts.save(verdictOn('a.example', clock), false);
  clock.at += 60_000;
  expect(await verdicts.held(['a.example'], false)).toHaveLength(1);
  await verdicts.sweep();
  expect(await verdicts.held(['a.example'], false)).toEqual([]);
});

test('a sweep leaves what has not expired', async () => {
  const { clock, verdicts } = book();
  await verdicts.save(verdictOn('a.example', clock), false);
  await verdicts.save(verdictOn('b.example', clock), true);
  clock.at += 59_999;
  await verdicts.sweep();
  expect(await verdicts.held(['a.example', 'b.example'], true)).toHaveLength(2);
});

test('a private window leaves nothing in the kept rows', async () => {
  const { clock, shelves, verdicts } = book();
  await verdicts.save(verdictOn('a.example', clock), false);
  const before = JSON.stringify([...shelves.kept.rows]);
  await verdicts.save(verdictOn('a.example', { at: clock.at + 1 }), true);
  await verdicts.save(verdictOn('secret.example', clock), true);
  expect(JSON.stringify([...shelves.kept.rows])).toBe(before);
});

test('an ordinary window never sees what a private one looked at', async () => {
  const { clock, verdicts } = book();
  await verdicts.save(verdictOn('secret.example', clock), true);
  expect(await verdicts.held(['secret.example'], false)).toEqual([]);
  expect(await verdicts.held(['secret.example'], true)).toHaveLength(1);
});

test('a private window sees the newer of two rows', async () => {
  const { clock, verdicts } = book();
  await verdicts.save(verdictOn('a.example', clock), true);
  await verdicts.save(verdictOn('a.example', { at: clock.at + 5 }), false);
  expect((await verdicts.held(['a.example'], true))[0]?.observations.at).toBe(clock.at + 5);
  await verdicts.save(verdictOn('a.example', { at: clock.at + 9 }), true);
  expect((await verdicts.held(['a.example'], true))[0]?.observations.at).toBe(clock.at + 9);
});

test('2,000 domains at most: the oldest go', async () => {
  const { clock, shelves, verdicts } = book();
  for (let i = 0; i <= 2000; i++) await verdicts.save(verdictOn(`d${i}.example`, { at: clock.at + i }), false);
  expect(shelves.kept.rows.size).toBe(1800);
  expect(shelves.kept.rows.has('d2000.example')).toBe(true);
  expect(shelves.kept.rows.has('d200.example')).toBe(false);
});

test('clear forgets all', async () => {
  const { clock, shelves, verdicts } = book();
  await verdicts.save(verdictOn('a.example', clock), false);
  await verdicts.save(verdictOn('b.example', clock), true);
  await verdicts.clear();
  expect([shelves.kept.rows.size, shelves.session.rows.size]).toEqual([0, 0]);
});

test('the last private window closed: only its rows go', async () => {
  const { clock, shelves, verdicts } = book();
  await verdicts.save(verdictOn('a.example', clock), false);
  await verdicts.save(verdictOn('b.example', clock), true);
  await verdicts.clearPrivate();
  expect([shelves.kept.rows.size, shelves.session.rows.size]).toEqual([1, 0]);
});
