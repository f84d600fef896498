/**
 * The three resolvers as the browser meets them: RFC 8484 over HTTP/2, GET only, every question logged. True answers
 * come from unbound behind; here they are delayed, spoiled or kept back.
 */
import {
  type ClientHttp2Session,
  connect,
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import type { SecureContext } from 'node:tls';
import { type DnsFault, send, spoil } from './dns-faults.ts';
import { type Log, plainHeaders } from './log.ts';
import { pause } from './pace.ts';
import { readQuestion } from './wire.ts';

/** Asks unbound; the connection is made again when a reload has closed it. */
export type Backend = { ask(query: Buffer): Promise<Buffer>; close(): void };

export type FrontState = {
  /** Milliseconds before each answer. */
  delay: number;
  /** The fault for a question, undefined for the truth. */
  faultFor(resolver: string, name: string, type: string): DnsFault | undefined;
};

export function makeBackend(port: number): Backend {
  let session: ClientHttp2Session | undefined;
  const open = () => {
    if (session && !session.closed && !session.destroyed) return session;
    session = connect(`http://127.0.0.1:${port}`);
    session.on('error', () => session?.destroy());
    return session;
  };
  const once = (query: Buffer) =>
    new Promise<Buffer>((done, fail) => {
      const stream = open().request({
        ':path': `/dns-query?dns=${query.toString('base64url')}`,
        accept: 'application/dns-message',
      });
      const chunks: Buffer[] = [];
      stream.on('data', chunk => chunks.push(chunk));
      stream.on('error', fail);
      stream.on('close', () => (chunks.length > 0 ? done(Buffer.concat(chunks)) : fail(new Error('unbound closed'))));
      stream.end();
    });
  return {
    ask: async query => {
      const until = Date.now() + 3000;
      for (;;) {
        try {
          return await once(query);
        } catch (error) {
          if (Date.now() > until) throw error;
          await pause(15);
        }
      }
    },
    close: () => session?.destroy(),
  };
}

export function makeDohFront(
  backend: Backend,
  contexts: ReadonlyMap<string, SecureContext>,
  log: Log,
  state: FrontState,
) {
  const server = createSecureServer({
    allowHTTP1: true,
    SNICallback: (host, done) => done(null, contexts.get(host)),
  });
  server.on('tlsClientError', () => undefined);
  server.on('sessionError', () => undefined);
  server.on('request', (request, response) => {
    answer(request, response).catch(error => {
      if (!response.stream?.destroyed) send(response, 500, 'text/plain', Buffer.from(String(error)));
    });
  });

  async function answer(request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
    const resolver = (request.authority ?? request.headers.host ?? '').replace(/:\d+$/, '');
    const url = new URL(request.url, `https://${resolver}`);
    const query = Buffer.from(url.searchParams.get('dns') ?? '', 'base64url');
    if (request.method !== 'GET' || url.pathname !== '/dns-query' || query.length === 0) {
      send(response, 400, 'text/plain', Buffer.from('GET /dns-query?dns=… only'));
      return;
    }
    const { name, type } = readQuestion(query);
    const headers = plainHeaders(request.headers);
    log.add({ kind: 'dns', resolver, name, type, method: request.method, headers, size: query.length });
    const fault = state.faultFor(resolver, name, type);
    const [truth] = await Promise.all([backend.ask(query), state.delay > 0 ? pause(state.delay) : undefined]);
    if (fault) spoil(fault, query, truth, response);
    else send(response, 200, 'application/dns-message', truth);
  }
  return server;
}
