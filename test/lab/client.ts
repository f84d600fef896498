/** Asks the lab from Node as a browser would: the certificate checked against the lab's CA, the host by its real name. */
import { readFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { request } from 'node:https';
import type { Lab } from './lab.ts';
import { makeQuery } from './wire.ts';

export type Got = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
  /** The answer was cut off, by its end or because more than `most` octets came. */
  readonly cut: boolean;
};

export type Limits = {
  /** Milliseconds for the whole exchange. */
  readonly timeout?: number;
  /** Octets read at most. */
  readonly most?: number;
};

/** One DNS question over HTTP/2, RFC 8484 GET. Rejects with the error of the connection, or 'timeout'. */
export function askDoh(lab: Lab, resolver: string, name: string, type: string, limits: Limits = {}): Promise<Got> {
  return getDoh(lab, resolver, `/dns-query?dns=${makeQuery(name, type).toString('base64url')}`, limits);
}

/** The same for a question that is at hand already. */
export function getDoh(lab: Lab, resolver: string, path: string, { timeout = 2000 }: Limits = {}): Promise<Got> {
  return new Promise((done, fail) => {
    const session = connect(`https://${resolver}:${portOf(lab, resolver)}`, {
      ca: readFileSync(lab.caFile),
      servername: resolver,
      lookup: (_, __, found) => found(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    const timer = setTimeout(() => end(() => fail(new Error('timeout'))), timeout);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      session.destroy();
      settle();
    };
    session.on('error', error => end(() => fail(error)));
    const stream = session.request({ ':path': path, ':authority': resolver, accept: 'application/dns-message' });
    const chunks: Buffer[] = [];
    let headers: Record<string, unknown> = {};
    stream.on('response', got => {
      headers = got;
    });
    stream.on('data', chunk => chunks.push(chunk));
    // The session's own error says more than that of the stream, which comes first.
    stream.on('error', error => setImmediate(() => end(() => fail(error))));
    stream.on('end', () =>
      end(() => done({ status: Number(headers[':status']), headers, body: Buffer.concat(chunks), cut: false })),
    );
    stream.end();
  });
}

/** One GET of a page or a policy file; redirects are not followed. Rejects with the error's code or 'timeout'. */
export function getHttps(lab: Lab, host: string, path: string, { timeout = 2000, most = 65_536 }: Limits = {}) {
  return new Promise<Got>((done, fail) => {
    const ca = readFileSync(lab.caFile);
    const sent = request({ host: '127.0.0.1', port: portOf(lab, host), servername: host, path, ca, agent: false });
    sent.setHeader('host', host);
    const timer = setTimeout(() => sent.destroy(new Error('timeout')), timeout);
    sent.on('close', () => clearTimeout(timer));
    sent.on('error', fail);
    sent.on('response', response => {
      const chunks: Buffer[] = [];
      let length = 0;
      const finish = (cut: boolean) => {
        const { statusCode = 0, headers } = response;
        done({ status: statusCode, headers, body: Buffer.concat(chunks).subarray(0, most), cut });
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length <= most) return;
        finish(true);
        sent.destroy();
      });
      response.on('end', () => finish(false));
      response.on('error', fail);
    });
    sent.end();
  });
}

function portOf(lab: Lab, host: string): number {
  const port = lab.hosts.get(host);
  if (port === undefined) throw new Error(`the lab has no host ${host}`);
  return port;
}
