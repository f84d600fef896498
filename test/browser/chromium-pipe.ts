/**
 * Chromium's devtools protocol over the browser's own pipe (--remote-debugging-pipe): JSON messages that end in a zero
 * byte, written to its file descriptor 3 and read from 4. No port, no dependency, and every target can be reached:
 * pages, the worker, the toolbar popup, private windows.
 * https://chromedevtools.github.io/devtools-protocol/
 */
import type { Readable, Writable } from 'node:stream';

// biome-ignore lint/suspicious/noExplicitAny: the protocol has some thousand shapes; each caller names the few it reads
export type Result = any;
type Reply = { resolve: (result: Result) => void; reject: (error: Error) => void; method: string };
type Listener = (params: Result) => void;

/** A session with one target. */
export interface Session {
  readonly id: string | undefined;
  send(method: string, params?: object): Promise<Result>;
  on(event: string, listener: Listener): void;
  /** Resolves with the first event of this name for which `when` holds. */
  once(event: string, when?: (params: Result) => boolean): Promise<Result>;
}

export class Pipe {
  private last = 0;
  private ended = false;
  private readonly waiting = new Map<number, Reply>();
  private readonly listeners = new Map<string, Set<Listener>>();

  constructor(
    private readonly out: Writable,
    input: Readable,
  ) {
    let rest = '';
    input.setEncoding('utf8');
    input.on('data', (chunk: string) => {
      const messages = (rest + chunk).split('\0');
      rest = messages.pop() ?? '';
      for (const message of messages) this.hear(JSON.parse(message));
    });
    input.on('close', () => {
      this.ended = true;
      for (const { reject, method } of this.waiting.values()) reject(new Error(`Chromium ended during ${method}`));
      this.waiting.clear();
    });
    // Writing to a browser that is gone: the reader above tells the callers.
    out.on('error', () => undefined);
  }

  private hear({ id, method, params, result, error, sessionId }: Result): void {
    if (id === undefined) {
      for (const listener of this.listeners.get(`${sessionId ?? ''} ${method}`) ?? []) listener(params);
      return;
    }
    const reply = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === undefined) reply?.resolve(result);
    else reply?.reject(new Error(`${reply.method}: ${error.message}`));
  }

  /** The session with a target; without an id, with the browser itself. */
  session(id?: string): Session {
    const listenersOf = (event: string) => {
      const key = `${id ?? ''} ${event}`;
      const set = this.listeners.get(key) ?? new Set();
      this.listeners.set(key, set);
      return set;
    };
    return {
      id,
      send: (method, params = {}) =>
        new Promise((resolve, reject) => {
          if (this.ended) throw new Error(`Chromium had ended before ${method}`);
          this.last += 1;
          this.waiting.set(this.last, { resolve, reject, method });
          this.out.write(`${JSON.stringify({ id: this.last, method, params, sessionId: id })}\0`);
        }),
      on: (event, listener) => listenersOf(event).add(listener),
      once: (event, when = () => true) =>
        new Promise(resolve => {
          const listener = (params: Result) => {
            if (!when(params)) return;
            listenersOf(event).delete(listener);
            resolve(params);
          };
          listenersOf(event).add(listener);
        }),
    };
  }

  async attach(targetId: string): Promise<Session> {
    const { sessionId } = await this.session().send('Target.attachToTarget', { targetId, flatten: true });
    return this.session(sessionId);
  }
}
