/** Wires the popup to the browser. The same page serves in a tab, with its domain behind the "#". */
import { render } from 'preact';
import { browser } from '../edges/browser.ts';
import { answer, callOf } from '../edges/channel.ts';
import { activePage } from '../edges/page.ts';
import { requestOrigins, withheldHosts } from '../edges/permissions.ts';
import { heardGuards } from '../messages/guards.ts';
import type { ForScreen, Heard } from '../messages/messages.ts';
import { App } from './app.tsx';
import { popupModel } from './model.ts';

/** A name in Unicode comes percent-encoded; what cannot be decoded is no domain, and is told so as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const asked = decoded(location.hash.slice(1));
const page = asked ? undefined : await activePage();
const isPrivate = page?.private ?? new URLSearchParams(location.search).has('private');
const model = popupModel({
  background: callOf<ForScreen>(),
  page,
  request: requestOrigins,
  withheld: withheldHosts,
  copy: text => navigator.clipboard.writeText(text),
  now: () => Date.now(),
});

answer<Heard, true>(
  {
    // What a private window looks at is for no other to see.
    progress: (_, verdict, fromPrivate) => {
      if (isPrivate || !fromPrivate) model.hear(verdict);
    },
  },
  heardGuards,
  sender => (sender.id === browser.runtime.id && sender.tab === undefined ? true : undefined),
);

await model.open(asked);
const root = document.getElementById('popup');
if (root) render(<App model={model} />, root);
await model.begin();
