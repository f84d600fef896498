/**
 * Asks the background. It may be stopped at any moment, also in the middle of a lookup: the browser then closes the
 * channel, and the question is asked again, which starts it. Uses the browser's own API, typed by what is used of it.
 */
import type { Called, Message, Reply } from '../messages/calls.ts';
import type { ForPage } from '../messages/messages.ts';

type Listener = (message: unknown, sender: unknown, reply: (value: unknown) => void) => boolean | undefined;

export type Native = {
  readonly runtime?: {
    /** Undefined once this copy of the extension was replaced or removed. */
    readonly id?: string;
    sendMessage(message: Message): Promise<unknown>;
    readonly onMessage: { addListener(listener: Listener): void; removeListener(listener: Listener): void };
  };
};

export const native: Native | undefined = (globalThis as { readonly browser?: Native }).browser;

/** Milliseconds before each further try. */
const pauses = [250, 1000, 3000];
/** Milliseconds without an answer after which the background is taken to have been stopped without a word. */
const patience = 40_000;

/** Opening a tab twice would be worse than not at all. */
const once: readonly string[] = ['details'] satisfies readonly (keyof ForPage)[];

/** The extension was updated, reloaded or removed: nobody is there to answer any more. */
export class Gone extends Error {}

/** `ask.look('dwp.gov.uk', 'act')`. Rejects with Gone, or when the background refused or stayed silent. */
export const ask = new Proxy({} as Called<ForPage>, {
  get:
    (_, call) =>
    (...args: unknown[]) =>
      send({ call: String(call), args }),
});

async function send(message: Message): Promise<unknown> {
  for (const pause of once.includes(message.call) ? [] : pauses) {
    const reply = await carried(message);
    if (reply) return valueIn(reply);
    await new Promise(later => setTimeout(later, pause));
  }
  const reply = await carried(message);
  if (reply) return valueIn(reply);
  throw new Error('nobody answered');
}

/** The reply; undefined when the channel closed before there was one. */
async function carried(message: Message): Promise<Reply | undefined> {
  const runtime = native?.runtime;
  if (!runtime?.id) throw new Gone();
  const { promise: silence, resolve: giveUp } = Promise.withResolvers<undefined>();
  const timer = setTimeout(giveUp, patience);
  try {
    return ((await Promise.race([runtime.sendMessage(message), silence])) ?? undefined) as Reply | undefined;
  } catch {
    if (!native?.runtime?.id) throw new Gone();
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function valueIn(reply: Reply): unknown {
  if ('error' in reply && reply.error) throw new Error(reply.error);
  return 'value' in reply ? reply.value : undefined;
}
