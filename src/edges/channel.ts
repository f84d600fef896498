/** Carries calls between the parts over the browser's messages. What a message looks like is in messages/calls. */
import type { Called, Functions, Guards, Handlers, Message, Reply } from '../messages/calls.ts';
import type { Sender } from '../messages/door.ts';
import { browser } from './browser.ts';

type Send = (message: Message) => Promise<unknown>;

const toOwn: Send = message => browser.runtime.sendMessage(message);

const tries = 4;
/** Milliseconds before the first further try; three times as long before each next. */
const firstPause = 250;

/**
 * To the background. It may be stopped at any moment, also while it answers: the browser then closes the channel, and
 * asking again starts it. So whatever is asked of it may be asked twice.
 */
export function insisting(send: Send, pause = after): Send {
  return async message => {
    for (let left = tries - 1, wait = firstPause; ; left--, wait *= 3) {
      // The browser rejects when nobody is there, or no longer there.
      const reply = await send(message).catch(() => undefined);
      if (isReply(reply) || left === 0) return reply;
      await pause(wait);
    }
  };
}

/** To the content script in the top frame of a tab. */
export const toTopFrame =
  (tabId: number): Send =>
  message =>
    browser.tabs.sendMessage(tabId, message, { frameId: 0 });

/** To the content scripts in all frames of a tab, of which one answers for all. */
export const toAllFrames =
  (tabId: number): Send =>
  message =>
    browser.tabs.sendMessage(tabId, message);

/**
 * `callOf<ForScreen>().inspect(domain, false)`: rejects when nobody answered, when refused, or when the answerer failed,
 * in words that a screen may show.
 */
export function callOf<F extends Functions<F>>(send = insisting(toOwn)): Called<F> {
  const caller =
    (call: string) =>
    async (...args: unknown[]) =>
      opened(await send({ call, args }));
  return proxyOf(caller);
}

/** The same for those who want no answer and do not mind when nobody listens: `tellOf<Heard>().progress(verdict)`. */
export function tellOf<F extends Functions<F>>(
  send: Send = toOwn,
): { [K in keyof F]: (...args: Parameters<F[K]>) => void } {
  const teller =
    (call: string) =>
    (...args: unknown[]) => {
      // The browser rejects when no page of ours is open: nobody to tell.
      send({ call, args }).catch(() => undefined);
    };
  return proxyOf(teller);
}

function proxyOf<T>(make: (call: string) => unknown): T {
  return new Proxy({}, { get: (_, call) => (typeof call === 'string' ? make(call) : undefined) }) as T;
}

const isReply = (reply: unknown): reply is { readonly value?: unknown; readonly error?: unknown } =>
  typeof reply === 'object' && reply !== null;

function opened(reply: unknown): unknown {
  if (!isReply(reply)) throw new Error('there was no answer');
  const { value, error } = reply;
  if (error !== undefined) throw new Error(String(error));
  return value;
}

/** A receiver of the browser's messages: undefined leaves the message to others. */
export type Listener = (message: unknown, sender: Sender) => Promise<Reply> | undefined;

/**
 * The answering side of an interface. `door` lets in those who may ask, as the handlers will know them, and leaves
 * everybody else's message to other listeners; so is a call that is not of this interface.
 */
export function listener<F extends Functions<F>, From>(
  handlers: Handlers<F, From>,
  guards: Guards<F>,
  door: (sender: Sender) => From | undefined,
): Listener {
  return (message, sender) => {
    const from = door(sender);
    if (from === undefined || !isMessage(message) || !Object.hasOwn(guards, message.call)) return undefined;
    const call = message.call as keyof F;
    if (!guards[call](message.args)) return Promise.resolve({ error: 'it was too long or not understood' });
    return reply(() => handlers[call](from, ...(message.args as Parameters<F[typeof call]>)));
  };
}

/** Answers from now on. Call it at the top level of a background, so that a stopped one is started by a message. */
export function answer<F extends Functions<F>, From>(...receiver: Parameters<typeof listener<F, From>>): void {
  browser.runtime.onMessage.addListener(
    listener(...receiver) as Parameters<typeof browser.runtime.onMessage.addListener>[0],
  );
}

async function reply(answered: () => unknown): Promise<Reply> {
  try {
    return { value: await answered() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function isMessage(message: unknown): message is Message {
  if (typeof message !== 'object' || message === null) return false;
  const { call, args } = message as Partial<Message>;
  return typeof call === 'string' && Array.isArray(args);
}

const after = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds));
