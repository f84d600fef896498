/** Fetches an MTA-STS policy file (RFC 8461 §3.3) by the browser's fetch; an implementation of the port FetchPolicy. */
import type { Name } from '../dns/resolver.ts';
import type { PolicyResponse } from '../protocols/policy-host.ts';
import { failureOf } from './policy-failure.ts';
import type { Trace } from './policy-trace.ts';

/** RFC 8461 §3.2 suggests 64 KiB at most. */
const maxOctets = 64 * 1024;
/** For the whole exchange, body included; in milliseconds. */
const timeout = 10_000;
/** How long the browser's word on a failure is waited for; it mostly comes before `fetch` gives up. */
const patience = 500;

type Ports = {
  readonly fetch: typeof fetch;
  readonly trace: (url: string) => Trace;
  readonly now: () => number;
};

/** Permission for the host must be held. Never rejects: every trouble is a response with its reason. */
export function policyFetcher(ports: Ports): (domain: Name) => Promise<PolicyResponse> {
  return async domain => {
    const url = `https://mta-sts.${domain}/.well-known/mta-sts.txt`;
    const trace = ports.trace(url);
    try {
      return await get(url, trace, ports);
    } finally {
      trace.close();
    }
  };
}

async function get(url: string, trace: Trace, { fetch, now }: Ports): Promise<PolicyResponse> {
  const signal = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(url, {
      // RFC 8461 §3.3: a redirect is not followed, and HTTP caching is not used.
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
    if (response.type === 'opaqueredirect') return await redirected(trace, now);
    const body = await readAtMost(response.body, maxOctets);
    const contentType = (response.headers.get('content-type') ?? '').slice(0, 200);
    return { status: 'response', httpStatus: response.status, contentType, ...body, at: now() };
  } catch {
    // fetch tells no more than this; the browser's own word for it is in the trace.
    if (signal.aborted)
      return { status: 'failed', cause: 'timeout', detail: `no answer in ${timeout / 1000} s`, at: now() };
    const { error } = await trace.told(patience);
    return failureOf(error, now());
  }
}

async function redirected(trace: Trace, now: () => number): Promise<PolicyResponse> {
  const { redirect } = await trace.told(patience);
  // Without the browser's word only this is known: that it was one.
  return { status: 'redirect', httpStatus: redirect?.httpStatus ?? 0, location: redirect?.location ?? '', at: now() };
}

/** The text up to `limit` octets; what goes beyond it is not read, and the stream is cancelled. */
async function readAtMost(
  stream: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<{ readonly body: string; readonly tooLarge: boolean }> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let body = '';
  let length = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of stream ?? []) {
    const fits = chunk.subarray(0, limit - length);
    body += decoder.decode(fits, { stream: true });
    length += chunk.length;
    if (length > limit) return { body, tooLarge: true };
  }
  return { body: body + decoder.decode(), tooLarge: false };
}
