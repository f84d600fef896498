import { describe, expect, test } from 'vitest';
import { lifeOf, Policies, type PolicyRow, type PolicyWanted } from '../../src/background/policies.ts';
import type { PolicyResponse } from '../../src/protocols/policy-host.ts';
import { fakeClock, fakeShelves, settled } from './fakes.ts';

const minute = 60_000;
const day = 86_400_000;
const body = (maxAge: string): string => `version: STSv1\nmode: enforce\nmx: mx.a.example\nmax_age: ${maxAge}\n`;
const served = (at: number, maxAge = '604800', httpStatus = 200): PolicyResponse => ({
  status: 'response',
  httpStatus,
  contentType: 'text/plain',
  body: body(maxAge),
  tooLarge: false,
  at,
});

const click: PolicyWanted = { mayFetch: true, again: false, private: false };

function house(respond: (at: number) => PolicyResponse = served) {
  const clock = fakeClock();
  const shelves = fakeShelves<PolicyRow>();
  const held = new Set(['a.example']);
  const fetched: string[] = [];
  const policies = new Policies({
    fetch: async domain => {
      fetched.push(domain);
      await settled();
      return respond(clock.at);
    },
    holds: async domain => held.has(domain),
    shelves,
    now: clock.now,
  });
  return { clock, shelves, held, fetched, policies };
}

describe('how long a response is kept', () => {
  const failure = { status: 'failed', cause: 'refused', detail: '', at: 0 } as const;
  const cases: readonly (readonly [PolicyResponse, milliseconds: number, why: string])[] = [
    [served(0), day, 'at most a day'],
    [served(0, '86400'), day, 'exactly a day'],
    [served(0, '3600'), 3_600_000, 'the policy says less'],
    [served(0, '0'), 0, 'the policy says not at all'],
    [served(0, '-1'), 5 * minute, 'no policy: its max_age is none'],
    [served(0, '99999999999'), 5 * minute, 'no policy: its max_age is over the maximum'],
    [served(0, '604800', 404), 5 * minute, 'not there'],
    [served(0, '604800', 503), 5 * minute, 'out of order'],
    [served(0, '604800', 206), 5 * minute, 'only 200 counts'],
    [{ ...served(0), body: '<html>' } as PolicyResponse, 5 * minute, 'a web page'],
    [{ ...served(0), body: '' } as PolicyResponse, 5 * minute, 'nothing'],
    [{ ...served(0), tooLarge: true } as PolicyResponse, 5 * minute, 'too large'],
    [{ status: 'redirect', httpStatus: 301, location: '', at: 0 }, 5 * minute, 'a redirect'],
    [{ status: 'certificate', detail: '', at: 0 }, 5 * minute, 'a bad certificate'],
    [{ status: 'unresolved', detail: '', at: 0 }, 5 * minute, 'no such host'],
    [failure, 5 * minute, 'refused'],
  ];
  test.each(cases)('%o: %i ms, %s', (response, milliseconds) => {
    expect(lifeOf(response)).toBe(milliseconds);
  });
});

describe('whether the policy host is asked', () => {
  type Case = readonly [wanted: Partial<PolicyWanted>, granted: boolean, fetched: number, gives: string, why: string];
  const cases: readonly Case[] = [
    [{}, true, 1, 'response', 'permission and a cause'],
    [{}, false, 0, 'not-asked', 'no permission'],
    [{ mayFetch: false }, true, 0, 'not-asked', 'sight, or an act in webmail'],
    [{ mayFetch: false }, false, 0, 'not-asked', 'neither'],
    [{ again: true }, false, 0, 'not-asked', 'no permission for a recheck either'],
  ];
  test.each(cases)('%o, granted %s: %i, %s, %s', async (wanted, granted, times, gives) => {
    const { held, fetched, policies } = house();
    if (!granted) held.clear();
    const response = await policies.for({ ...click, ...wanted })('a.example', '1');
    expect(fetched).toHaveLength(times);
    expect(response === 'not-asked' ? response : response.status).toBe(gives);
  });
});

describe('whether what is kept will do', () => {
  type Case = readonly [after: number, id: string, wanted: Partial<PolicyWanted>, fetched: number, why: string];
  const cases: readonly Case[] = [
    [day - 1, '1', {}, 1, 'same id, within a day'],
    [day, '1', {}, 2, 'a day is over'],
    [0, '2', {}, 2, 'the id has changed'],
    [0, '1', { again: true }, 2, 'the user wants it anew'],
    [day - 1, '1', { mayFetch: false }, 1, 'what is kept needs no request'],
    [day, '1', { mayFetch: false }, 1, 'over, but this cause may not fetch'],
    [0, '1', { private: true }, 1, 'a private window may read what an ordinary one kept'],
  ];
  test.each(cases)('after %i ms with id %s, %o: %i fetched, %s', async (after, id, wanted, times) => {
    const { clock, fetched, policies } = house();
    await policies.for(click)('a.example', '1');
    clock.at += after;
    await policies.for({ ...click, ...wanted })('a.example', id);
    expect(fetched).toHaveLength(times);
  });
});

describe('a recheck', () => {
  const missing = (at: number) => served(at, '604800', 404);
  type Case = readonly [make: (at: number) => PolicyResponse, after: number, id: string, fetched: number, why: string];
  const cases: readonly Case[] = [
    [served, 0, '1', 2, 'a policy that is kept is fetched anew'],
    [missing, 5 * minute - 1, '1', 1, 'a failure is left alone for five minutes'],
    [missing, 5 * minute, '1', 2, 'they are over'],
    [missing, 0, '2', 2, 'the id has changed'],
  ];
  test.each(cases)('%o, %i ms later, id %s: %i, %s', async (make, after, id, times) => {
    const { clock, fetched, policies } = house(make);
    await policies.for(click)('a.example', '1');
    clock.at += after;
    await policies.for({ ...click, again: true })('a.example', id);
    expect(fetched).toHaveLength(times);
  });
});

const refused = (at: number): PolicyResponse => ({ status: 'failed', cause: 'refused', detail: 'x', at });

describe('while the row of a failure is still being written', () => {
  const slow = () => {
    const { shelves, ...rest } = house(refused);
    const write = shelves.kept.set;
    shelves.kept.set = async (key, row) => {
      await settled();
      await write(key, row);
    };
    return rest;
  };

  test('one question may ask twice: the second time the host is asked again', async () => {
    const { fetched, policies } = slow();
    const fetchPolicy = policies.for(click);
    await fetchPolicy('a.example', '1');
    await fetchPolicy('a.example', '1');
    expect(fetched).toHaveLength(2);
  });

  test('another question joins', async () => {
    const { fetched, policies } = slow();
    await policies.for(click)('a.example', '1');
    await policies.for(click)('a.example', '1');
    expect(fetched).toHaveLength(1);
  });

  test('two that ask twice each share both', async () => {
    const { fetched, policies } = slow();
    const twice = async () => {
      const fetchPolicy = policies.for(click);
      await fetchPolicy('a.example', '1');
      await fetchPolicy('a.example', '1');
    };
    await Promise.all([twice(), twice()]);
    expect(fetched).toHaveLength(2);
  });
});

test('after a failure the same id is left alone for five minutes, however often it is wanted', async () => {
  const { clock, fetched, policies } = house(refused);
  await policies.for(click)('a.example', '1');
  clock.at += 5 * minute - 1;
  const later = policies.for(click);
  await later('a.example', '1');
  await later('a.example', '1');
  expect(fetched).toHaveLength(1);
  clock.at += 1;
  await policies.for(click)('a.example', '1');
  expect(fetched).toHaveLength(2);
});

test('two questions at once share one fetch', async () => {
  const { fetched, policies } = house();
  await Promise.all([policies.for(click)('a.example', '1'), policies.for(click)('a.example', '1')]);
  expect(fetched).toHaveLength(1);
});

test('a private window leaves nothing in the kept rows, and reads its own', async () => {
  const { shelves, fetched, policies } = house();
  await policies.for({ ...click, private: true })('a.example', '1');
  await policies.for({ ...click, private: true })('a.example', '1');
  expect([shelves.kept.rows.size, shelves.session.rows.size, fetched.length]).toEqual([0, 1, 1]);
  await policies.for(click)('a.example', '1');
  expect(fetched).toHaveLength(2);
});

test('permission taken back: the rows of that host go, and nothing of them is given', async () => {
  const { shelves, held, policies } = house();
  held.add('b.example');
  for (const domain of ['a.example', 'b.example']) await policies.for(click)(domain, '1');
  held.delete('a.example');
  expect(await policies.for(click)('a.example', '1')).toBe('not-asked');
  await policies.forgetUnheld();
  expect([...shelves.kept.rows.keys()]).toEqual(['b.example']);
});

test('a sweep deletes what is over and nothing else', async () => {
  const { clock, shelves, held, policies } = house();
  await policies.for(click)('a.example', '1');
  clock.at += day - 1;
  held.add('b.example');
  await policies.for({ ...click, private: true })('b.example', '1');
  await policies.sweep();
  expect([shelves.kept.rows.size, shelves.session.rows.size]).toEqual([1, 1]);
  clock.at += 1;
  await policies.sweep();
  expect([shelves.kept.rows.size, shelves.session.rows.size]).toEqual([0, 1]);
});

test('the last private window closed in mid-fetch: nothing of it is kept', async () => {
  const { shelves, policies } = house();
  const fetching = policies.for({ ...click, private: true })('a.example', '1');
  await Promise.resolve();
  await policies.clearPrivate();
  await fetching;
  await settled();
  expect(shelves.session.rows.size).toBe(0);
});

test('no room in the storage: the response is given all the same, and nothing breaks', async () => {
  const { shelves, policies } = house();
  shelves.kept.set = async () => {
    throw new Error('QuotaBytes');
  };
  const response = await policies.for(click)('a.example', '1');
  await settled();
  expect(response).not.toBe('not-asked');
});
