/**
 * Starts in every frame of a supported site, before its own scripts: Escape and copying must be heard first. Everything else
 * waits until the page is there. Stops without a word when the page is put aside or the extension is replaced.
 */
import type { Reply } from '../messages/calls.ts';
import type { OfPage } from '../messages/messages.ts';
import { ask, life, runtime } from './ask.ts';
import { takeCopy } from './copy.ts';
import { takeEscape } from './keys.ts';
import { type Page, watchPage } from './page.ts';

/** CSS pixels: in a foreign frame smaller than this there is no letter, and no room for a card. */
const smallest = { width: 160, height: 80 };

let ending = new AbortController();
let page: Page | undefined;

/** A frame of another origin has no element that we could see. */
const isTiny = (): boolean =>
  window !== window.top && !window.frameElement && (innerWidth < smallest.width || innerHeight < smallest.height);

function stop(): void {
  ending.abort();
  page = undefined;
}

async function start(): Promise<void> {
  stop();
  ending = new AbortController();
  const { signal } = ending;
  const settings = await ask.settings().catch(() => undefined);
  if (!settings || settings.quiet) return;
  if (signal.aborted) return;
  if (isTiny()) window.addEventListener('resize', () => void start(), { once: true, signal });
  else page = watchPage(settings, signal);
}

/** The popup asks what was found, the background tells that settings changed. */
runtime?.onMessage.addListener((message, _sender, reply) => {
  const { call } = message as { readonly call?: keyof OfPage };
  if (life.signal.aborted) return;
  if (call === 'targets') reply({ value: page?.targets() ?? [] } satisfies Reply);
  if (call === 'refresh') {
    void start();
    reply({});
  }
});

// The focus may be in a frame around this one while the pointer is here.
const windows: Window[] = [window];
for (let inner: Window = window; inner.frameElement; inner = inner.parent) windows.push(inner.parent);
takeCopy();
takeEscape(windows, () => page?.dismiss() ?? false, life.signal);

life.signal.addEventListener('abort', stop);
window.addEventListener('pagehide', stop, { signal: life.signal });
// A page put aside may be shown again (back-forward cache): it starts afresh then.
window.addEventListener('pageshow', event => event.persisted && void start(), { signal: life.signal });
void start();
