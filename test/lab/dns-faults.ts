/** What can go wrong with the answer of a resolver, each as the browser sees it. */
import type { Http2ServerResponse } from 'node:http2';
import { drip } from './pace.ts';
import {
  cnameRecord,
  makeAnswer,
  makeQuery,
  readQuestion,
  withExtendedError,
  withoutAd,
  withTruncated,
} from './wire.ts';

/**
 * What can be wrong with an answer. `ede-N` adds the extended error N to the true answer; `blocked` is the answer of a
 * filtering resolver, NXDOMAIN with extended error 15; `no-ad` takes the AD bit away; `slow` sends an octet every 0.2 s.
 */
export type DnsFault =
  | 'http-503'
  | 'http-429'
  | 'junk'
  | 'silence'
  | 'slow'
  | 'wrong-question'
  | 'media-type'
  | 'truncated'
  | 'too-large'
  | 'redirect'
  | 'cname-loop'
  | 'servfail'
  | 'refused'
  | 'no-ad'
  | 'blocked'
  | `ede-${number}`;

type Spoilt = {
  readonly query: Buffer;
  /** The answer as unbound gave it. */
  readonly truth: Buffer;
  readonly response: Http2ServerResponse;
};

const SERVFAIL = 2;
const NXDOMAIN = 3;
const REFUSED = 5;
const BLOCKED = 15; // RFC 8914 §4.16

const faults: Readonly<Record<Exclude<DnsFault, `ede-${number}`>, (spoilt: Spoilt) => void>> = {
  'http-503': ({ response }) => send(response, 503, 'text/plain', Buffer.from('busy')),
  'http-429': ({ response }) => send(response, 429, 'text/plain', Buffer.from('too many questions')),
  junk: ({ response }) => message(response, Buffer.from('not dns')),
  silence: () => undefined,
  slow: ({ response, truth }) => {
    response.writeHead(200, { 'content-type': 'application/dns-message' });
    drip(response, truth);
  },
  'wrong-question': ({ response, query }) =>
    message(response, makeAnswer(makeQuery('another-name.example', readQuestion(query).type), 0)),
  'media-type': ({ response, truth }) => send(response, 200, 'text/html', truth),
  truncated: ({ response, truth }) => message(response, withTruncated(truth)),
  'too-large': ({ response, truth }) => message(response, Buffer.concat([truth, Buffer.alloc(70_000)])),
  redirect: ({ response }) => {
    response.writeHead(302, { location: 'https://dns.google/dns-query' });
    response.end();
  },
  'cname-loop': ({ response, query }) => {
    const { name } = readQuestion(query);
    const loop = [cnameRecord(name, 'loop.lab', 60), cnameRecord('loop.lab', name, 60)];
    message(response, makeAnswer(query, 0, loop));
  },
  servfail: ({ response, query }) => message(response, makeAnswer(query, SERVFAIL)),
  refused: ({ response, query }) => message(response, makeAnswer(query, REFUSED)),
  'no-ad': ({ response, truth }) => message(response, withoutAd(truth)),
  blocked: ({ response, query }) =>
    message(response, withExtendedError(makeAnswer(query, NXDOMAIN), BLOCKED, 'blocked')),
};

/** Sends what the fault makes of the true answer. */
export function spoil(fault: DnsFault, query: Buffer, truth: Buffer, response: Http2ServerResponse): void {
  const [, code] = /^ede-(\d+)$/.exec(fault) ?? [];
  if (code) message(response, withExtendedError(truth, Number(code), 'put there by the lab'));
  else faults[fault as keyof typeof faults]({ query, truth, response });
}

export function send(response: Http2ServerResponse, status: number, contentType: string, body: Buffer): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': String(body.length) });
  response.end(body);
}

function message(response: Http2ServerResponse, body: Buffer): void {
  send(response, 200, 'application/dns-message', body);
}
