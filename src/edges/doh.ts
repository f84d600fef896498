/** DNS over HTTPS (RFC 8484) by the browser's fetch. */
import type { HttpAnswer, Transport } from '../dns/resolver-over.ts';

const maxOctets = 64 * 1024;

type Options = {
  /** Whether the resolver at this URL may be asked at all. */
  readonly allowed?: (url: string) => Promise<boolean>;
  readonly timeout?: number;
};

/**
 * GET, for a POST from an extension sends an Origin that is the same for as long as the extension is installed and
 * tells one user from another. Nothing else of the user goes along either: no cookies, no referrer, no HTTP cache.
 * `timeout` in milliseconds is for the whole exchange, body included.
 */
export function dohTransport({ allowed, timeout = 5000 }: Options = {}): Transport {
  return async (url, query) => {
    if (allowed && !(await allowed(url))) return { status: 'failed', reason: 'unreachable' };
    const signal = AbortSignal.timeout(timeout);
    try {
      const response = await fetch(questionUrl(url, query), {
        headers: { accept: 'application/dns-message' },
        cache: 'no-store',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        redirect: 'manual',
        signal,
      });
      if (response.type === 'opaqueredirect') return { status: 'failed', reason: 'redirect' };
      return await readResponse(response);
    } catch {
      // fetch tells no more than this.
      return { status: 'failed', reason: signal.aborted ? 'timeout' : 'unreachable' };
    }
  };
}

/** RFC 8484 §4.1, RFC 4648 §5: base64url without padding. */
function questionUrl(url: string, query: Uint8Array): URL {
  const base64 = btoa(String.fromCharCode(...query));
  const asked = new URL(url);
  asked.searchParams.set('dns', base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''));
  return asked;
}

async function readResponse({ status, headers, body }: Response): Promise<HttpAnswer> {
  const octets = await readAtMost(body, maxOctets);
  const age = headers.get('age') ?? '';
  return {
    status: 'answered',
    httpStatus: status,
    contentType: headers.get('content-type') ?? '',
    body: octets ?? new Uint8Array(),
    ageSeconds: /^\d{1,9}$/.test(age) ? Number(age) : 0,
    tooLarge: octets === undefined,
  };
}

/** The whole stream, or undefined when it holds more than `limit` octets; then the rest of it is refused. */
async function readAtMost(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  const octets = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    octets.set(chunk, at);
    at += chunk.length;
  }
  return octets;
}
