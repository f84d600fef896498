import { describe, expect, test } from 'vitest';
import { PolicyTraces, type Told } from '../../src/edges/policy-trace.ts';

const url = 'https://mta-sts.a.example/.well-known/mta-sts.txt';
const ours = (requestId: string, at = url) => ({ requestId, url: at, tabId: -1 });
const headers = [
  { name: 'Server', value: 'x' },
  { name: 'LOCATION', value: 'https://b.example/' },
];

type Event =
  | { readonly began: ReturnType<typeof ours> }
  | { readonly status: number; readonly headers?: typeof headers }
  | { readonly failed: string; readonly requestId?: string };

/** Everything but a beginning is of request 1, unless it says otherwise. */
function play(traces: PolicyTraces, events: readonly Event[]): void {
  for (const event of events) {
    if ('began' in event) traces.began(event.began);
    else if ('status' in event) traces.headers(ours('1'), event.status, event.headers);
    else traces.failed(ours(event.requestId ?? '1'), event.failed);
  }
}

describe('what is told of a fetch', () => {
  const began = { began: ours('1') };
  const redirect = { httpStatus: 301, location: 'https://b.example/' };
  const cases: readonly (readonly [events: readonly Event[], told: Told, why: string])[] = [
    [[began, { failed: 'x' }], { error: 'x' }, 'it failed'],
    [[began, { status: 301, headers }, { failed: 'net::ERR_ABORTED' }], { redirect }, 'a redirect, then hung up'],
    [[began, { status: 302 }], { redirect: { httpStatus: 302, location: '' } }, 'a redirect without a word where to'],
    [[began, { status: 200, headers }, { failed: 'x' }], { error: 'x' }, 'a location without a redirect'],
    [[{ failed: 'x' }], {}, 'a request that nobody saw begin'],
    [[began, { failed: 'x', requestId: '2' }], {}, 'another request'],
    [[{ began: { ...ours('1'), tabId: 4 } }, { failed: 'x' }], {}, 'the user opened the file in a tab'],
    [[{ began: ours('1', 'https://mta-sts.b.example/') }, { failed: 'x' }], {}, 'another address'],
    [[], {}, 'the browser says nothing'],
  ];
  test.each(cases)('%j: %o, %s', async (events, told) => {
    const traces = new PolicyTraces();
    const trace = traces.open(url);
    play(traces, events);
    expect(await trace.told(1)).toEqual(told);
  });
});

test('the second try is not told what became of the first', async () => {
  const traces = new PolicyTraces();
  const first = traces.open(url);
  traces.began(ours('1'));
  first.close();
  const second = traces.open(url);
  traces.failed(ours('1'), 'first');
  traces.began(ours('2'));
  traces.failed(ours('2'), 'second');
  expect(await second.told(1)).toEqual({ error: 'second' });
});

test('a word that comes after the fetch gave up is waited for', async () => {
  const traces = new PolicyTraces();
  const trace = traces.open(url);
  traces.began(ours('1'));
  setTimeout(() => traces.failed(ours('1'), 'late'), 5);
  expect(await trace.told(1000)).toEqual({ error: 'late' });
});

test('a location is cut', async () => {
  const traces = new PolicyTraces();
  const trace = traces.open(url);
  traces.began(ours('1'));
  traces.headers(ours('1'), 301, [{ name: 'location', value: 'x'.repeat(10_000) }]);
  expect((await trace.told(1)).redirect?.location).toHaveLength(2048);
});
