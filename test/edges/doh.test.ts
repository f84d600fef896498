import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { encodeQuery } from '../../src/dns/query.ts';
import { dohTransport } from '../../src/edges/doh.ts';
import { builtInResolvers, endpointAt } from '../../src/edges/resolvers.ts';

const query = encodeQuery('example.com', 'A') ?? new Uint8Array();

/** Has fetch answer, and tells what it was asked for. */
function answering(response: Response | ((signal: AbortSignal) => Promise<Response>)) {
  const asked: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    asked.push({ url: String(url), init });
    return typeof response === 'function' ? response(init.signal as AbortSignal) : response;
  });
  return asked;
}
afterEach(() => vi.unstubAllGlobals());

describe('the request', () => {
  test('is a GET with nothing of the user in it', async () => {
    const asked = answering(new Response('x'));
    await dohTransport()('https://resolver.example/dns-query', query);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.init).toMatchObject({
      headers: { accept: 'application/dns-message' },
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
    });
    expect(asked[0]?.init.method).toBeUndefined();
    expect(asked[0]?.init.body).toBeUndefined();
  });

  test('carries the message as base64url without padding (RFC 8484 §4.1)', async () => {
    const asked = answering(() => Promise.resolve(new Response('x')));
    await dohTransport()('https://resolver.example/dns-query', query);
    await dohTransport()('https://resolver.example/q?key=1', Uint8Array.from([0xfb, 0xff, 0xfe, 0x3e]));
    expect(asked[0]?.url).toBe(`https://resolver.example/dns-query?dns=${Buffer.from(query).toString('base64url')}`);
    expect(asked[1]?.url).toBe('https://resolver.example/q?key=1&dns=-__-Pg');
  });
});

test('a resolver that may not be asked is not asked', async () => {
  const asked = answering(new Response('x'));
  const may = vi.fn(async () => false);
  const answer = await dohTransport({ allowed: may })('https://resolver.example/dns-query', query);
  expect(answer).toEqual({ status: 'failed', reason: 'unreachable' });
  expect(may).toHaveBeenCalledWith('https://resolver.example/dns-query');
  expect(asked).toEqual([]);
});

describe('the response', () => {
  const headers = (more: Record<string, string>) => ({ 'content-type': 'application/dns-message', ...more });
  const ask = () => dohTransport()('https://resolver.example/dns-query', query);

  test('is handed on as it came', async () => {
    answering(new Response(Uint8Array.from([1, 2, 255]), { status: 200, headers: headers({ age: '17' }) }));
    expect(await ask()).toEqual({
      status: 'answered',
      httpStatus: 200,
      contentType: 'application/dns-message',
      body: Uint8Array.from([1, 2, 255]),
      ageSeconds: 17,
      tooLarge: false,
    });
  });

  test.each(['', '-5', '1.5', 'soon', '1e3', '99999999999'])('an Age of %j counts as none', async age => {
    answering(new Response('x', { headers: headers({ age }) }));
    expect(await ask()).toMatchObject({ ageSeconds: 0 });
  });

  test('without a body or a media type', async () => {
    answering(new Response(null, { status: 503 }));
    expect(await ask()).toMatchObject({ status: 'answered', httpStatus: 503, contentType: '', body: new Uint8Array() });
  });

  test('of 64 KiB is read, of one octet more is not', async () => {
    answering(new Response(new Uint8Array(65_536)));
    expect(await ask()).toMatchObject({ tooLarge: false, body: { length: 65_536 } });
    answering(new Response(new Uint8Array(65_537)));
    expect(await ask()).toMatchObject({ tooLarge: true, body: { length: 0 } });
  });

  test('without end is given up soon, and its stream cancelled', async () => {
    let [sent, cancelled] = [0, false];
    const endless = new ReadableStream({
      pull(controller) {
        sent += 10_000;
        controller.enqueue(new Uint8Array(10_000));
      },
      cancel() {
        cancelled = true;
      },
    });
    answering(new Response(endless));
    expect(await ask()).toMatchObject({ tooLarge: true });
    expect(cancelled).toBe(true);
    expect(sent).toBeLessThanOrEqual(90_000);
  });

  test('in several pieces is joined', async () => {
    const pieces = new ReadableStream({
      start(controller) {
        for (const piece of [[1], [], [2, 3]]) controller.enqueue(Uint8Array.from(piece));
        controller.close();
      },
    });
    answering(new Response(pieces));
    expect(await ask()).toMatchObject({ body: Uint8Array.from([1, 2, 3]) });
  });
});

describe('no response', () => {
  const ask = (timeout = 5000) => dohTransport({ timeout })('https://resolver.example/dns-query', query);

  test('a redirect is not followed', async () => {
    answering(Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' }));
    expect(await ask()).toEqual({ status: 'failed', reason: 'redirect' });
  });

  test('refused, reset, not found: fetch does not tell', async () => {
    answering(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await ask()).toEqual({ status: 'failed', reason: 'unreachable' });
  });

  test('silence', async () => {
    answering(signal => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))));
    expect(await ask(20)).toEqual({ status: 'failed', reason: 'timeout' });
  });

  test('a body that never ends in time', async () => {
    answering(async signal => {
      const dripping = new ReadableStream({
        start: controller => signal.addEventListener('abort', () => controller.error(signal.reason)),
      });
      return new Response(dripping);
    });
    expect(await ask(20)).toEqual({ status: 'failed', reason: 'timeout' });
  });

  test('a body that breaks off', async () => {
    answering(new Response(new ReadableStream({ pull: controller => controller.error(new TypeError('reset')) })));
    expect(await ask()).toEqual({ status: 'failed', reason: 'unreachable' });
  });

  test('an address that is none', async () => {
    const asked = answering(new Response('x'));
    expect(await dohTransport()('not a url', query)).toEqual({ status: 'failed', reason: 'unreachable' });
    expect(asked).toEqual([]);
  });
});

describe('the resolvers that the extension knows', () => {
  test('are hosts of the manifest', () => {
    const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'));
    for (const { url } of builtInResolvers) expect(manifest.host_permissions).toContain(`${new URL(url).origin}/*`);
  });

  test('validate; one of the user’s own is not known to', () => {
    expect(endpointAt('https://dns.google/dns-query')).toMatchObject({ validates: true });
    expect(endpointAt('https://own.example/dns-query')).toEqual({
      url: 'https://own.example/dns-query',
      validates: false,
    });
    expect(endpointAt('https://dns.google/other')).toMatchObject({ validates: false });
  });
});
