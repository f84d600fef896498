/**
 * Firefox's way into the lab: a SOCKS5 proxy (RFC 1928) that resolves host names itself, so that every host that Firefox
 * wants is seen, those of the lab are answered on loopback, and no other exists.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Log } from './log.ts';

const HOST_UNREACHABLE = 4;
const CONNECTION_REFUSED = 5;

export function makeSocksProxy(portOf: (host: string) => number | undefined, log: Log): Server {
  return createServer(socket => {
    socket.on('error', () => socket.destroy());
    // Else small answers wait for the browser's acknowledgement of earlier ones: 40 ms that no delay of the lab asked for.
    socket.setNoDelay(true);
    let seen = Buffer.alloc(0);
    let greeted = false;
    socket.on('data', function read(chunk: Buffer) {
      seen = Buffer.concat([seen, chunk]);
      if (!greeted && seen.length >= 2 && seen.length >= 2 + seen.readUInt8(1)) {
        seen = seen.subarray(2 + seen.readUInt8(1));
        greeted = true;
        socket.write(Buffer.from([5, 0])); // no authentication
      }
      const wanted = greeted ? readTarget(seen) : undefined;
      if (!wanted) return;
      socket.off('data', read);
      const port = wanted.port === 443 ? portOf(wanted.host) : undefined;
      if (port !== undefined) {
        join(socket, port);
        return;
      }
      log.add({ kind: 'unknown-host', host: `${wanted.host}:${wanted.port}` });
      socket.end(reply(HOST_UNREACHABLE));
    });
  });
}

/** Host and port of a CONNECT request; undefined while it is not complete. */
function readTarget(request: Buffer): { host: string; port: number } | undefined {
  if (request.length < 5) return undefined;
  const kind = request.readUInt8(3);
  const length = kind === 1 ? 4 : kind === 4 ? 16 : request.readUInt8(4);
  const start = kind === 3 ? 5 : 4;
  if (request.length < start + length + 2) return undefined;
  const octets = request.subarray(start, start + length);
  const host = kind === 3 ? octets.toString('latin1') : octets.join('.');
  return { host, port: request.readUInt16BE(start + length) };
}

function join(socket: Socket, port: number): void {
  const inner = connect({ port, host: '127.0.0.1', noDelay: true });
  inner.once('connect', () => {
    socket.write(reply(0));
    socket.pipe(inner).pipe(socket);
  });
  inner.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED') socket.end(reply(CONNECTION_REFUSED));
    else socket.resetAndDestroy();
  });
  inner.on('close', () => socket.destroySoon());
  socket.on('close', () => inner.destroy());
}

function reply(code: number): Buffer {
  return Buffer.from([5, code, 0, 1, 127, 0, 0, 1, 0, 0]);
}
