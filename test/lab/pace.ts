/** Slowness: waiting, and sending an answer octet by octet. */
import type { Writable } from 'node:stream';

export function pause(ms: number): Promise<void> {
  return new Promise(done => setTimeout(done, ms));
}

/** Writes an octet every 0.2 s, then ends; stops when the other side has gone. */
export function drip(response: Pick<Writable, 'write' | 'end' | 'on'>, body: Buffer): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at < body.length) response.write(body.subarray(at, at + 1));
    else response.end();
    at += 1;
  }, 200);
  response.on('close', () => clearInterval(timer));
}
