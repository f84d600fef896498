/**
 * One loopback port for each host of the lab. A gate hands its connections to a TLS server; closed, it refuses them as a
 * machine does on which nothing listens. So one host can go away while the others stay, without new resolver rules.
 */
import { randomInt } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import type { Server as TlsServer } from 'node:tls';
import type { Log } from './log.ts';

export type Gate = {
  readonly host: string;
  readonly port: number;
  /** Nothing listens any more; open connections are cut. */
  close(): Promise<void>;
  /** Listens again on the same port. */
  open(): Promise<void>;
  /** Cuts the open connections, so that the next request begins with a new handshake. */
  cut(): void;
  /** True: the connection is reset as soon as it is made. */
  resets: boolean;
};

export async function makeGate(host: string, behind: TlsServer, log: Log): Promise<Gate> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    log.add({ kind: 'connection', host });
    socket.on('error', () => socket.destroy());
    if (gate.resets) {
      socket.resetAndDestroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.setNoDelay(true);
    behind.emit('connection', socket);
  });
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const port = await listen(server, 0);
  const gate: Gate = {
    host,
    port,
    resets: false,
    cut,
    open: async () => {
      if (!server.listening) await listen(server, port);
    },
    close: () =>
      new Promise(done => {
        cut();
        if (server.listening) server.close(() => done());
        else done();
      }),
  };
  return gate;
}

/** Listens on 127.0.0.1; 0 takes a free port. Resolves to the port. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** A port for a program that opens it later: below those that a system gives to whoever asks for any. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const server = createServer();
    const port = await listen(server, randomInt(20_000, 32_000)).catch(() => undefined);
    if (port === undefined) continue;
    await new Promise(done => server.close(done));
    return port;
  }
  throw new Error('no free port between 20000 and 32000');
}
