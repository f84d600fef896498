import { describe, expect, test } from 'vitest';
import { callOf, insisting, listener, tellOf } from '../../src/edges/channel.ts';
import type { Handlers } from '../../src/messages/calls.ts';
import type { Sender } from '../../src/messages/door.ts';

interface Sums {
  add(a: number, b: number): number;
  nothing(): undefined;
  fail(): never;
}

const handlers: Handlers<Sums, 'friend'> = {
  add: async (_, a, b) => a + b,
  nothing: () => undefined,
  fail: () => {
    throw new Error('broken');
  },
};
const none = (args: unknown): args is [] => (args as readonly unknown[]).length === 0;
const two = (args: unknown): args is [number, number] => {
  const numbers = args as readonly unknown[];
  return numbers.length === 2 && numbers.every(each => typeof each === 'number');
};
const guards = { add: two, nothing: none, fail: none };
const friend: Sender = { id: 'friend' };
const listen = listener<Sums, 'friend'>(handlers, guards, ({ id }) => (id === 'friend' ? 'friend' : undefined));

describe('what is answered, and what is left to others', () => {
  type Case = readonly [message: unknown, sender: Sender, reply: object | undefined, why: string];
  const refused = { error: 'it was too long or not understood' };
  const cases: readonly Case[] = [
    [{ call: 'add', args: [1, 2] }, friend, { value: 3 }, 'a call'],
    [{ call: 'nothing', args: [] }, friend, { value: undefined }, 'a call that answers nothing'],
    [{ call: 'fail', args: [] }, friend, { error: 'broken' }, 'a handler that throws'],
    [{ call: 'add', args: [1, '2'] }, friend, refused, 'an argument of another type'],
    [{ call: 'add', args: [1] }, friend, refused, 'one argument too few'],
    [{ call: 'add', args: [1, 2, 3] }, friend, refused, 'one too many'],
    [{ call: 'add', args: [1, 2] }, { id: 'stranger' }, undefined, 'a stranger'],
    [{ call: 'add', args: [1, 2] }, {}, undefined, 'nobody'],
    [{ call: 'other', args: [] }, friend, undefined, 'not of this interface'],
    [{ call: 'toString', args: [] }, friend, undefined, 'what every object has'],
    [{ call: '__proto__', args: [] }, friend, undefined, 'what every object has'],
    [{ call: 'constructor', args: [] }, friend, undefined, 'what every object has'],
    [{ call: 'add' }, friend, undefined, 'no arguments at all'],
    [{ call: 'add', args: { length: 2 } }, friend, undefined, 'arguments that are no list'],
    [{ call: 7, args: [] }, friend, undefined, 'no name'],
    [{ args: [] }, friend, undefined, 'no call'],
    ['add', friend, undefined, 'a text'],
    [null, friend, undefined, 'null'],
    [undefined, friend, undefined, 'nothing'],
  ];
  test.each(cases)('%j from %o: %o, %s', async (message, sender, reply) => {
    expect(await listen(message, sender)).toEqual(reply);
    expect(listen(message, sender) === undefined).toBe(reply === undefined);
  });
});

describe('a call', () => {
  const cases: readonly (readonly [reply: unknown, outcome: unknown, why: string])[] = [
    [{ value: 3 }, 3, 'its value'],
    [{}, undefined, 'a value that JSON leaves out'],
    [{ error: 'refused' }, new Error('refused'), 'refused'],
    [undefined, new Error('there was no answer'), 'nobody answered'],
    [null, new Error('there was no answer'), 'nobody answered'],
    [7, new Error('there was no answer'), 'something else did'],
  ];
  test.each(cases)('answered %j: %o, %s', async (reply, outcome) => {
    const called = callOf<Sums>(async () => reply).add(1, 2);
    if (outcome instanceof Error) await expect(called).rejects.toThrow(outcome.message);
    else expect(await called).toEqual(outcome);
  });
  test('is sent by its name with its arguments', async () => {
    const sent: unknown[] = [];
    const send = async (message: unknown) => {
      sent.push(message);
      return { value: 3 };
    };
    await callOf<Sums>(send).add(1, 2);
    expect(sent).toEqual([{ call: 'add', args: [1, 2] }]);
  });
});

describe('asking a background that may be stopped', () => {
  const closed = new Error('The message channel closed before a response was received.');
  const cases: readonly (readonly [came: readonly unknown[], outcome: unknown, tries: number, why: string])[] = [
    [[{ value: 3 }], { value: 3 }, 1, 'answered'],
    [[closed, { value: 3 }], { value: 3 }, 2, 'stopped while it answered'],
    [[undefined, { value: 3 }], { value: 3 }, 2, 'nobody listened yet'],
    [[null, closed, undefined, { value: 3 }], { value: 3 }, 4, 'stopped again and again'],
    [[{ error: 'refused' }, { value: 3 }], { error: 'refused' }, 1, 'a refusal is an answer'],
    [[{}, { value: 3 }], {}, 1, 'so is nothing'],
    [[closed, closed, closed, closed], undefined, 4, 'never there'],
    [[undefined, undefined, undefined, undefined], undefined, 4, 'never answered'],
  ];
  test.each(cases)('%o: %o after %i, %s', async (came, outcome, tries) => {
    const sent: unknown[] = [];
    const pauses: number[] = [];
    const send = insisting(
      async message => {
        const next = came[sent.length];
        sent.push(message);
        if (next instanceof Error) throw next;
        return next;
      },
      async milliseconds => void pauses.push(milliseconds),
    );
    const answered = send({ call: 'add', args: [1, 2] });
    expect(await answered).toEqual(outcome);
    expect(sent).toEqual(Array(tries).fill({ call: 'add', args: [1, 2] }));
    expect(pauses).toEqual([250, 750, 2250].slice(0, tries - 1));
  });
});

test('telling minds nothing when no one listens', async () => {
  const sent: unknown[] = [];
  const tell = tellOf<Sums>(async message => {
    sent.push(message);
    throw new Error('Could not establish connection. Receiving end does not exist.');
  });
  expect(tell.add(1, 2)).toBeUndefined();
  await Promise.resolve();
  expect(sent).toEqual([{ call: 'add', args: [1, 2] }]);
});
