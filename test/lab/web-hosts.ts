/** Policy hosts and pages over HTTPS, each under its real name, with everything that can be wrong with a policy host. */
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type CertificateKind, type Certificates, certificateKinds } from './certificates.ts';
import { type Log, plainHeaders } from './log.ts';
import { drip } from './pace.ts';

/**
 * How a host behaves. `huge` is a policy followed by over 64 KiB of blanks, `endless` never stops, `dripping` sends an
 * octet every 0.2 s, `silence` never answers, `reset` cuts the connection at once, `refused` is a port where nothing
 * listens, `unresolved` a name that the browser cannot resolve although it stands in DNS (set in the zone file only).
 */
export type HostFault =
  | Exclude<CertificateKind, 'good'>
  | 'redirect'
  | '401'
  | '403'
  | '404'
  | '410'
  | '429'
  | '503'
  | 'html'
  | 'media-type'
  | 'huge'
  | 'endless'
  | 'dripping'
  | 'silence'
  | 'reset'
  | 'refused'
  | 'unresolved';

export type Page = {
  readonly body: string;
  readonly status?: number;
  /** text/html; charset=utf-8 unless given. */
  readonly contentType?: string;
  /** For instance a content-security-policy. */
  readonly headers?: Readonly<Record<string, string>>;
};

export type WebState = {
  /** Milliseconds before each policy file. */
  delay: number;
  faultOf(host: string): HostFault | undefined;
  /** The policy file of a policy host. */
  policyOf(host: string): string | undefined;
  /** The page at host + path (without the query), or of the whole host under host + '/*'. */
  pageAt(host: string, path: string): Page | undefined;
};

const policyPath = '/.well-known/mta-sts.txt';

const botWall =
  '<!doctype html><title>One moment</title><h1>Checking your browser</h1><p>Please turn on scripts and try again.</p>\n';

export function makeWebServer(certificates: Certificates, log: Log, state: WebState) {
  const contextFor = (host: string) => {
    const fault = state.faultOf(host);
    const kind = certificateKinds.find(certificate => certificate === fault) ?? 'good';
    return certificates.contexts[kind];
  };
  const server = createServer({ SNICallback: (host, done) => done(null, contextFor(host)) });
  server.on('tlsClientError', () => undefined);
  server.on('request', (request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const path = request.url ?? '/';
    const method = request.method ?? 'GET';
    log.add({ kind: 'http', host, method, path, headers: plainHeaders(request.headers) });
    if (path !== policyPath) sendPage(response, state.pageAt(host, path.replace(/\?.*/s, '')));
    else setTimeout(() => sendPolicy(response, host, state.policyOf(host), state.faultOf(host)), state.delay);
  });
  return server;
}

/** No session made before stands afterwards: the next connection sees the certificate of now. */
export function forgetSessions(server: ReturnType<typeof makeWebServer>): void {
  server.setTicketKeys(randomBytes(48));
}

function sendPage(response: ServerResponse, page: Page | undefined): void {
  const { body, status = 200, contentType = 'text/html; charset=utf-8', headers = {} } = page ?? nothingHere;
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store', ...headers });
  response.end(body);
}

const nothingHere: Page = { status: 404, body: '<!doctype html><title>Lab</title><p>The lab has no page here.</p>\n' };

/** What each fault sends instead of the policy; those of the connection and the certificate come before any request. */
const sendFault: Partial<Record<HostFault, (response: ServerResponse, policy: string, host: string) => void>> = {
  redirect: (response, _, host) => {
    response.writeHead(301, { location: `https://www.${host.replace(/^mta-sts\./, '')}${policyPath}` });
    response.end();
  },
  '401': response => send(response, 401, 'no\n'),
  '403': response => send(response, 403, 'no\n'),
  '404': response => send(response, 404, 'no\n'),
  '410': response => send(response, 410, 'no\n'),
  '429': response => send(response, 429, 'no\n'),
  '503': response => send(response, 503, 'no\n'),
  html: response => send(response, 200, botWall, 'text/html; charset=utf-8'),
  'media-type': (response, policy) => send(response, 200, policy, 'application/octet-stream'),
  huge: (response, policy) => send(response, 200, `${policy}${' '.repeat(70_000)}\n`),
  endless: (response, policy) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write(policy);
    const timer = setInterval(() => response.write('x'.repeat(16_384)), 5);
    response.on('close', () => clearInterval(timer));
  },
  dripping: (response, policy) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    drip(response, Buffer.from(policy));
  },
  silence: () => undefined,
};

function sendPolicy(response: ServerResponse, host: string, policy: string | undefined, fault?: HostFault): void {
  const faulty = fault && sendFault[fault];
  if (faulty) faulty(response, policy ?? '', host);
  else if (policy === undefined) send(response, 404, 'no\n');
  else send(response, 200, policy);
}

function send(response: ServerResponse, status: number, body: string, contentType = 'text/plain'): void {
  response.writeHead(status, { 'content-type': contentType });
  response.end(body);
}
