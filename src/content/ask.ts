/**
 * Asks the background. It may be stopped at any moment, also in the middle of a lookup: the browser then closes the
 * channel, and the question is asked again, which starts it. Uses the browser's own API, typed by what is used of it.
 */
import type { Called, Message } from '../messages/calls.ts';
import type { ForPage } from '../messages/messages.ts';

type Listener = (message: unknown, sender: unknown, reply: (value: unknown) => void) => void;

type Runtime = {
  /** Undefined once this copy of the extension was replaced or removed. */
  readonly id?: string;
  sendMessage(message: Message): Promise<unknown>;
  readonly onMessage: { addListener(listener: Listener): void };
};

export const { runtime } = (globalThis as unknown as { readonly browser: { readonly runtime: Runtime } }).browser;

/** Ends when this copy of the extension was replaced or removed: nobody is there to answer any more. */
export const life = new AbortController();

const tries = 4;
/** Milliseconds before the first further try; three times as long before each next. */
const firstPause = 250;
/** Milliseconds without an answer after which the background is taken to have been stopped without a word. */
const patience = 40_000;

export const pause = (milliseconds: number): Promise<void> => new Promise(done => setTimeout(done, milliseconds));

/** `ask.look('dwp.gov.uk', 'act')`. Rejects, with nothing to say, when the background refused, failed or stayed silent, or at the end of `life`. */
export const ask = new Proxy({} as Called<ForPage>, {
  get:
    (_, call: string) =>
    (...args: unknown[]) =>
      send({ call, args }),
});

async function send(message: Message): Promise<unknown> {
  for (let left = tries, wait = firstPause; left > 0; left--, wait *= 3) {
    if (!runtime?.id) life.abort();
    life.signal.throwIfAborted();
    // Rejects when the channel closed, or nobody listens yet.
    const answered = await Promise.race([runtime.sendMessage(message), pause(patience)]).catch(() => undefined);
    const reply = answered as { readonly value?: unknown; readonly error?: string } | undefined;
    if (reply?.error) break;
    if (reply) return reply.value;
    await pause(wait);
  }
  throw new Error();
}
