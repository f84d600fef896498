/**
 * How a function of one part is called from another: a message names the function, a reply holds its value or why there
 * is none. Senders and receivers are derived from the interfaces in messages.ts (edges/channel carries them).
 */
// biome-ignore lint/suspicious/noExplicitAny: only `any` fits every list of parameters
type Functions<F> = { readonly [K in keyof F]: (...args: any[]) => unknown };

export type Message = { readonly call: string; readonly args: readonly unknown[] };
export type Reply = { readonly value?: unknown } | { readonly error: string };

/** The interface as its caller sees it: every function answers later, and rejects when it was refused. */
export type Called<F extends Functions<F>> = {
  readonly [K in keyof F]: (...args: Parameters<F[K]>) => Promise<Awaited<ReturnType<F[K]>>>;
};

/** The interface as its answerer writes it: who asks comes first, read from the sender and never from the message. */
export type Handlers<F extends Functions<F>, From> = {
  readonly [K in keyof F]: (from: From, ...args: Parameters<F[K]>) => ReturnType<F[K]> | Promise<ReturnType<F[K]>>;
};

/** Whether what came in has the shape of the arguments of each function, and keeps to their bounds. */
export type Guards<F extends Functions<F>> = { readonly [K in keyof F]: (args: unknown) => args is Parameters<F[K]> };

export type { Functions };
