/**
 * Starts in every frame of a supported site, before its own scripts: the Escape key must be heard first. Everything else
 * waits until the page is there. Stops without a word when the page is put aside or the extension is replaced.
 */
import type { Message, Reply } from '../messages/calls.ts';
import type { OfPage } from '../messages/messages.ts';
import { ask, native } from './ask.ts';
import { takeEscape } from './keys.ts';
import { type Page, watchPage } from './page.ts';

/** CSS pixels: in a foreign frame smaller than this there is no letter, and no room for a card. */
const smallest = { width: 160, height: 80 };

const life = new AbortController();
let ending = new AbortController();
let page: Page | undefined;

function stop(): void {
  ending.abort();
  page = undefined;
}

function end(): void {
  stop();
  life.abort();
}

async function start(): Promise<void> {
  stop();
  ending = new AbortController();
  const { signal } = ending;
  const [settings] = await Promise.all([ask.settings().catch(() => undefined), parsed()]);
  if (!settings || settings.quiet) return;
  while (isTiny() && !signal.aborted) await resized(signal);
  if (signal.aborted) return;
  page = watchPage(settings, signal, end);
}

async function parsed(): Promise<void> {
  if (document.readyState !== 'loading') return;
  await new Promise(ready => document.addEventListener('DOMContentLoaded', ready, { once: true }));
}

const resized = (signal: AbortSignal): Promise<void> =>
  new Promise(done => {
    window.addEventListener('resize', () => done(), { once: true, signal });
    signal.addEventListener('abort', () => done());
  });

/** A frame of another origin has no element that we could see. */
function isTiny(): boolean {
  const foreign = window !== window.top && window.frameElement === null;
  return foreign && (innerWidth < smallest.width || innerHeight < smallest.height);
}

/** This window and those around it that are of the same origin: the focus may be there while the pointer is here. */
function windowsAround(): readonly Window[] {
  const found: Window[] = [window];
  for (let frame = window.frameElement; frame; frame = found.at(-1)?.frameElement ?? null) {
    const around = frame.ownerDocument.defaultView;
    if (!around) break;
    found.push(around);
  }
  return found;
}

/** The popup asks what was found, the background tells that settings changed. */
const answers: { readonly [K in keyof OfPage]: () => ReturnType<OfPage[K]> } = {
  targets: () => page?.targets() ?? [],
  refresh: () => void start(),
};

function answer(message: unknown, _sender: unknown, reply: (value: Reply) => void): undefined {
  const { call } = (message ?? {}) as Partial<Message>;
  if (!call || !Object.hasOwn(answers, call)) return;
  reply({ value: answers[call as keyof OfPage]() });
}

takeEscape(windowsAround(), () => page?.dismiss() ?? false, life.signal);
const { signal } = life;
const messages = native?.runtime?.onMessage;
messages?.addListener(answer);
signal.addEventListener('abort', () => messages?.removeListener(answer));
// A page put aside may be shown again (back-forward cache): it starts afresh then.
window.addEventListener('pagehide', stop, { signal });
window.addEventListener('pageshow', event => event.persisted && void start(), { signal });
void start();
