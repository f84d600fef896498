import { expect, test } from 'vitest';
import { Questions } from '../../src/background/questions.ts';
import { Verdicts } from '../../src/background/verdicts.ts';
import { Waiting, type WaitingRow } from '../../src/background/waiting.ts';
import type { Wanted } from '../../src/background/wanted.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { fakeClock, fakeShelf, fakeShelves, verdictOn } from './fakes.ts';

function house() {
  const clock = fakeClock();
  const granted = new Set<string>();
  const inspected: Wanted[] = [];
  const told: Verdict[] = [];
  const rows = fakeShelf<WaitingRow>();
  const verdicts = new Verdicts(fakeShelves<Verdict>(), clock.now);
  const holdsPolicyHost = async (domain: string) => granted.has(domain);
  const questions = new Questions({
    inspection: async wanted => {
      inspected.push(wanted);
      return verdictOn(wanted.domain, clock);
    },
    verdicts,
    notes: fakeShelf(),
    holdsPolicyHost,
    told: verdict => told.push(verdict),
    now: clock.now,
  });
  const waiting = new Waiting({ rows, questions, holdsPolicyHost, now: clock.now });
  const unverified = (domain: string, isPrivate = false) =>
    verdicts.save(verdictOn(domain, { at: clock.at, policy: { status: 'not-asked' } }), isPrivate);
  return { clock, granted, inspected, told, rows, waiting, unverified };
}

test('granted: looked at again with the policy, kept, told; waiting no more', async () => {
  const { granted, inspected, told, rows, waiting, unverified } = house();
  await unverified('a.example');
  await waiting.note(['a.example'], false);
  granted.add('a.example');
  await waiting.granted();
  expect(inspected).toEqual([{ domain: 'a.example', cause: 'click', policy: true, private: false, again: false }]);
  expect(told.map(({ domain }) => domain)).toEqual(['a.example']);
  expect(rows.rows.size).toBe(0);
});

test('denied: nothing happens', async () => {
  const { inspected, waiting, unverified } = house();
  await unverified('a.example');
  await waiting.note(['a.example'], false);
  await waiting.granted();
  expect(inspected).toEqual([]);
});

test('one of two hosts granted: the other goes on waiting', async () => {
  const { granted, inspected, rows, waiting } = house();
  await waiting.note(['a.example', 'b.example'], false);
  granted.add('b.example');
  await waiting.granted();
  expect(inspected.map(({ domain }) => domain)).toEqual(['b.example']);
  expect([...rows.rows.keys()]).toEqual(['a.example']);
});

test('granted without having waited: nothing is looked up', async () => {
  const { granted, inspected, waiting, unverified } = house();
  await unverified('a.example');
  granted.add('a.example');
  await waiting.granted();
  expect(inspected).toEqual([]);
});

test('granted ten minutes later: no longer what the user means', async () => {
  const { clock, granted, inspected, rows, waiting } = house();
  await waiting.note(['a.example'], false);
  clock.at += 600_001;
  granted.add('a.example');
  await waiting.granted();
  expect([inspected.length, rows.rows.size]).toEqual([0, 0]);
});

test('asked from a private window: looked at as private', async () => {
  const { granted, inspected, waiting } = house();
  await waiting.note(['a.example'], true);
  granted.add('a.example');
  await waiting.granted();
  expect(inspected[0]?.private).toBe(true);
});

test('the last private window is closed: what was asked there waits no more', async () => {
  const { rows, waiting } = house();
  await waiting.note(['a.example'], true);
  await waiting.note(['b.example'], false);
  await waiting.clearPrivate();
  expect([...rows.rows.keys()]).toEqual(['b.example']);
});
