/**
 * Marionette, which Firefox itself speaks: over TCP, each message its length in bytes, a colon and JSON. The client
 * sends [0, id, command, parameters] and hears [1, id, error, result]. One session has one window and one context
 * (`content`, or `chrome` for the browser's own) at a time, so whole turns are queued.
 * https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
import { connect, type Socket } from 'node:net';

// biome-ignore lint/suspicious/noExplicitAny: each command has a result of its own; each caller names what it reads
export type Result = any;
type Reply = { resolve: (result: Result) => void; reject: (error: Error) => void; command: string };
export type Send = (command: string, parameters?: object) => Promise<Result>;
export type Context = 'content' | 'chrome';

export class Marionette {
  private last = 0;
  private readonly waiting = new Map<number, Reply>();
  private heard = Buffer.alloc(0);
  private turns: Promise<unknown> = Promise.resolve();
  private handle = '';
  private context: Context = 'content';

  private constructor(private readonly socket: Socket) {
    socket.on('data', chunk => this.hear(chunk));
    socket.on('close', () => {
      for (const { reject, command } of this.waiting.values()) reject(new Error(`Firefox ended during ${command}`));
      this.waiting.clear();
    });
    // What follows is `close`, which tells the callers.
    socket.on('error', () => undefined);
  }

  static connect(port: number): Promise<Marionette> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Marionette(socket)));
      socket.once('error', reject);
    });
  }

  private hear(chunk: Buffer): void {
    this.heard = Buffer.concat([this.heard, chunk]);
    for (;;) {
      const colon = this.heard.indexOf(':');
      const end = colon + 1 + Number(this.heard.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || this.heard.length < end) return;
      const message = JSON.parse(this.heard.subarray(colon + 1, end).toString());
      this.heard = this.heard.subarray(end);
      // The first message is a greeting, an object.
      if (Array.isArray(message)) this.answer(message);
    }
  }

  private answer([, id, error, result]: Result): void {
    const reply = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === null) reply?.resolve(result);
    else reply?.reject(new Error(`${reply.command}: ${error.error}: ${error.message}`));
  }

  private readonly send: Send = (command, parameters = {}) =>
    new Promise((resolve, reject) => {
      if (this.socket.destroyed) throw new Error(`Firefox had ended before ${command}`);
      this.last += 1;
      this.waiting.set(this.last, { resolve, reject, command });
      const message = JSON.stringify([0, this.last, command, parameters]);
      this.socket.write(`${Buffer.byteLength(message)}:${message}`);
    });

  /** A turn of its own: nothing else is sent before `work` has ended. */
  private turn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turns.then(work);
    this.turns = result.catch(() => undefined);
    return result;
  }

  /** Sends what concerns the whole browser. */
  command(command: string, parameters: object = {}): Promise<Result> {
    return this.turn(() => this.send(command, parameters));
  }

  /** A turn in one tab, which comes to the front of its window unless `behind`. */
  in<T>(handle: string, context: Context, work: (send: Send) => Promise<T>, behind = false): Promise<T> {
    return this.turn(async () => {
      if (this.handle !== handle) await this.send('WebDriver:SwitchToWindow', { handle, focus: !behind });
      this.handle = handle;
      await this.enter(context);
      return work(this.send);
    });
  }

  /** All tabs of all windows; in the browser's own context the same command would list the windows. */
  tabs(): Promise<readonly string[]> {
    return this.turn(async () => {
      await this.enter('content');
      return this.send('WebDriver:GetWindowHandles');
    });
  }

  private async enter(context: Context): Promise<void> {
    if (this.context !== context) await this.send('Marionette:SetContext', { value: context });
    this.context = context;
  }

  close(): void {
    this.socket.destroy();
  }
}
