/** The fast suite has no network: whoever reaches for it fails, and is told what was asked for. */
import { Socket } from 'node:net';

function refuse(what: string) {
  return (...asked: readonly unknown[]): never => {
    throw new Error(`the fast suite has no network, but ${what} was asked for ${JSON.stringify(asked)}`);
  };
}

globalThis.fetch = refuse('fetch');
Socket.prototype.connect = refuse('a socket');
