import { afterEach, describe, expect, test, vi } from 'vitest';
import { policyFetcher } from '../../src/edges/policy-fetch.ts';
import type { Told } from '../../src/edges/policy-trace.ts';
import type { PolicyResponse } from '../../src/protocols/policy-host.ts';

afterEach(() => void vi.useRealTimers());

const body = 'version: STSv1\r\nmode: enforce\r\nmx: mx.a.example\r\nmax_age: 604800\r\n';

function house(respond: (signal: AbortSignal) => Promise<Response>, told: Told = {}) {
  const asked: { readonly url: string; readonly init: RequestInit | undefined }[] = [];
  const opened: string[] = [];
  let closed = 0;
  const fetchPolicy = policyFetcher({
    fetch: async (url, init) => {
      asked.push({ url: String(url), init });
      return respond(init?.signal as AbortSignal);
    },
    trace: url => {
      opened.push(url);
      return { told: async () => told, close: () => void closed++ };
    },
    now: () => 5,
  });
  return { asked, opened, fetchPolicy, closed: () => closed };
}

const failing = async (): Promise<Response> => {
  throw new TypeError('Failed to fetch');
};

/** What `fetch` gives for a redirect with `redirect: 'manual'`; it cannot be constructed. */
const opaqueRedirect = { type: 'opaqueredirect', status: 0, body: null, headers: new Headers() } as unknown as Response;

describe('what comes of a fetch', () => {
  const text = { headers: { 'content-type': 'text/plain' } };
  const response = { status: 'response', httpStatus: 200, contentType: 'text/plain', tooLarge: false, at: 5 } as const;
  const full = 'x'.repeat(65_536);
  type Case = readonly [respond: () => Promise<Response>, told: Told, expected: PolicyResponse, why: string];
  const cases: readonly Case[] = [
    [async () => new Response(body, text), {}, { ...response, body }, 'a file'],
    [async () => new Response('', text), {}, { ...response, body: '' }, 'an empty file'],
    [
      async () => new Response('\uFEFFx', text),
      {},
      { ...response, body: '\uFEFFx' },
      'a mark of byte order is kept: it is a fault',
    ],
    [async () => new Response(full, text), {}, { ...response, body: full }, 'exactly 64 KiB'],
    [async () => new Response(`${full}y`, text), {}, { ...response, body: full, tooLarge: true }, 'one octet more'],
    [async () => new Response(new Uint8Array([0xff, 0x41]), text), {}, { ...response, body: '\uFFFDA' }, 'not UTF-8'],
    [
      async () => new Response(null, { status: 204 }),
      {},
      { ...response, httpStatus: 204, contentType: '', body: '' },
      'no body',
    ],
    [
      async () => new Response('x', { ...text, status: 404 }),
      {},
      { ...response, httpStatus: 404, body: 'x' },
      'not there',
    ],
    [
      async () => new Response('x', { ...text, status: 503 }),
      {},
      { ...response, httpStatus: 503, body: 'x' },
      'out of order',
    ],
    [
      async () => opaqueRedirect,
      { redirect: { httpStatus: 301, location: 'https://b.example/' } },
      { status: 'redirect', httpStatus: 301, location: 'https://b.example/', at: 5 },
      'a redirect is not followed',
    ],
    [async () => opaqueRedirect, {}, { status: 'redirect', httpStatus: 0, location: '', at: 5 }, 'without a word'],
    [
      failing,
      { error: 'net::ERR_CERT_DATE_INVALID' },
      { status: 'certificate', detail: 'net::ERR_CERT_DATE_INVALID', at: 5 },
      'an expired certificate',
    ],
    [failing, {}, { status: 'failed', cause: 'other', detail: '', at: 5 }, 'failed without a word'],
  ];
  test.each(cases)('%#: %o', async (respond, told, expected) => {
    const { fetchPolicy, closed } = house(respond, told);
    expect(await fetchPolicy('a.example')).toEqual(expected);
    expect(closed()).toBe(1);
  });
});

test('one GET that tells nothing of the user', async () => {
  const { asked, opened, fetchPolicy } = house(async () => new Response(body));
  await fetchPolicy('a.example');
  const url = 'https://mta-sts.a.example/.well-known/mta-sts.txt';
  expect(opened).toEqual([url]);
  expect(asked).toHaveLength(1);
  expect(asked[0]?.url).toBe(url);
  const { signal, ...init } = asked[0]?.init ?? {};
  expect(signal).toBeInstanceOf(AbortSignal);
  // RFC 8461 §3.3
  expect(init).toEqual({ redirect: 'manual', cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' });
});

test('a file that does not end: read to 64 KiB, then cancelled', async () => {
  let cancelled = false;
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: controller => {
      sent += 10_000;
      controller.enqueue(new Uint8Array(10_000).fill(120));
    },
    cancel: () => {
      cancelled = true;
    },
  });
  const response = await house(async () => new Response(endless)).fetchPolicy('a.example');
  expect(response).toMatchObject({ status: 'response', tooLarge: true });
  expect(cancelled).toBe(true);
  expect(sent).toBeLessThan(100_000);
});

describe('ten seconds for all of it', () => {
  const silent = (signal: AbortSignal): Promise<Response> =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const dripping = async (signal: AbortSignal): Promise<Response> =>
    new Response(
      new ReadableStream<Uint8Array>({
        start: controller => {
          controller.enqueue(new Uint8Array([120]));
          signal.addEventListener('abort', () => controller.error(signal.reason));
        },
      }),
    );
  test.each([
    ['a host that says nothing', silent],
    ['a host whose file never comes to its end', dripping],
  ])('%s', async (_, respond) => {
    let giveUp: () => void = () => undefined;
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const controller = new AbortController();
      giveUp = () => controller.abort(new DOMException('late', 'TimeoutError'));
      return controller.signal;
    });
    const fetched = house(respond, { error: 'net::ERR_ABORTED' }).fetchPolicy('a.example');
    setTimeout(() => giveUp(), 5);
    expect(await fetched).toMatchObject({ status: 'failed', cause: 'timeout' });
    expect(timeout).toHaveBeenCalledWith(10_000);
    timeout.mockRestore();
  });
});
