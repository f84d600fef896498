/** Runs in the browser: measures the finder that ships beside a bare walk and beside linkify-element. */
import linkifyElement from 'linkify-element';
import { findAddresses } from '../../src/address/find.ts';
import { findMentions } from '../../src/address/mentions.ts';
import { findTargets } from '../../src/content/find.ts';
import { hostile, type PageName, pages } from './finding-pages.ts';

type Milliseconds = number;

/**
 * Every method reads a page that was just shown and that no script has read: so a content script meets it. Each time is
 * the least of the rounds; a ratio is one of such times.
 */
export type PageFigures = {
  readonly page: PageName;
  readonly nodes: number;
  readonly targets: number;
  /** A walk that reads the length of each text node; the floor. */
  readonly bareWalk: Milliseconds;
  /** The pass for "@" alone, as a multiple of the bare walk. */
  readonly atPass: number;
  /** The whole finder, as a multiple of the bare walk. */
  readonly finder: number;
  /** linkify-element on the same page, as a multiple of the whole finder. */
  readonly linkify: number;
  /** The longest time for which the page did not get its turn while the finder ran. */
  readonly longestSlice: Milliseconds;
  /** The same two when the page is read over and over, as nobody does: its strings are at hand then. */
  readonly again: { readonly atPass: number; readonly finder: number };
};

/** For each hostile text: the time it takes, and how many times more twice the text takes. */
export type HostileFigures = Readonly<Record<string, { readonly once: Milliseconds; readonly growth: number }>>;

/** The floor. */
function bareWalk(): number {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let length = 0;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) length += node.nodeValue?.length ?? 0;
  return length;
}

/** Addresses alone: a gate for "@" and, behind it, the scanner that ships. */
function atPass(): number {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let found = 0;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.nodeValue ?? '';
    if (text.includes('@')) found += findAddresses(text).length;
  }
  return found;
}

const finder = () => findTargets(document.body);

async function timed(work: () => unknown, repeat = 1): Promise<Milliseconds> {
  const started = performance.now();
  for (let i = 0; i < repeat; i++) await work();
  return (performance.now() - started) / repeat;
}

/** The longest gap between ticks of a message channel while `work` runs. */
async function longestHold(work: () => Promise<unknown>): Promise<Milliseconds> {
  const { port1, port2 } = new MessageChannel();
  let last = 0;
  let longest = 0;
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  port1.onmessage = () => {
    tick();
    port2.postMessage(0);
  };
  port2.postMessage(0);
  await new Promise(resolve => setTimeout(resolve, 20));
  last = performance.now();
  longest = 0;
  await work();
  tick();
  port1.close();
  return longest;
}

/** Shows a page, and waits until the browser has laid it out: else it would do so in the middle of what is measured. */
async function show(html: string): Promise<void> {
  document.body.innerHTML = html;
  for (let frame = 0; frame < 3; frame++) await new Promise(drawn => requestAnimationFrame(drawn));
}

type Best<Name extends string> = Record<Name, Milliseconds>;

/**
 * The least times of methods that take turns, `prepare` before each: a slow moment of the machine hits them alike. On a
 * crowded one it takes more rounds, four times as many at most, until each has had a quiet moment.
 */
async function race<Name extends string>(
  methods: Readonly<Record<Name, () => unknown>>,
  rounds: number,
  prepare: () => unknown,
  isSettled: (best: Best<Name>) => boolean = () => true,
  repeat = 1,
): Promise<Best<Name>> {
  const best = {} as Best<Name>;
  for (let round = 0; round < rounds || (round < 4 * rounds && !isSettled(best)); round++) {
    for (const name in methods) {
      await prepare();
      best[name] = Math.min(best[name] ?? Number.POSITIVE_INFINITY, await timed(methods[name], repeat));
    }
  }
  return best;
}

/** A tenth below what is asked of the finder; more is asked of it beside linkify-element, for the same reason. */
const isQuiet = (best: Best<'bareWalk' | 'atPass' | 'finder'>): boolean =>
  best.atPass < 1.45 * best.bareWalk && best.finder < 2.7 * best.bareWalk;

async function measurePage(page: PageName, nodes: number, rounds: number): Promise<PageFigures> {
  const html = pages[page](nodes);
  const methods = { bareWalk, atPass, finder };
  const linkify = () => linkifyElement(document.body, {}, document);
  const theirs = await race({ linkify }, Math.ceil(rounds / 3), () => show(html));
  // Lists and letters alone are only told.
  const isSettled = (best: Best<keyof typeof methods>) =>
    page !== 'page' || (isQuiet(best) && theirs.linkify > 17 * best.finder);
  const fresh = await race(methods, rounds, () => show(html), isSettled);
  await show(html);
  const targets = (await finder()).length;
  const nothing = () => undefined;
  const again = await race(methods, 2 * rounds, nothing, undefined, Math.ceil(20_000 / nodes));
  let longestSlice = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3 * rounds; round++) longestSlice = Math.min(longestSlice, await longestHold(finder));
  document.body.textContent = '';
  return {
    page,
    nodes,
    targets,
    bareWalk: fresh.bareWalk,
    atPass: fresh.atPass / fresh.bareWalk,
    finder: fresh.finder / fresh.bareWalk,
    linkify: theirs.linkify / fresh.finder,
    longestSlice,
    again: { atPass: again.atPass / again.bareWalk, finder: again.finder / again.bareWalk },
  };
}

/** The least of some runs, each long enough for the browser's clock, which ticks ten times a millisecond. */
function scan(text: string, repeat: number): Milliseconds {
  const times = Array.from({ length: 25 }, () => {
    const started = performance.now();
    for (let i = 0; i < repeat; i++) {
      findAddresses(text);
      findMentions(text);
    }
    return (performance.now() - started) / repeat;
  });
  return Math.min(...times);
}

function measureHostile(length: number): HostileFigures {
  const figures: Record<string, { once: Milliseconds; growth: number }> = {};
  for (const [name, make] of Object.entries(hostile)) {
    const repeat = scan(make(length), 2) < 1 ? 12 : 2;
    let once = Number.POSITIVE_INFINITY;
    let twice = Number.POSITIVE_INFINITY;
    // More pairs where a slow moment has hit one side; what is quadratic fails them all.
    for (let pair = 0; pair < 6 && !(twice < 2.4 * once); pair++) {
      once = Math.min(once, scan(make(length), repeat));
      twice = Math.min(twice, scan(make(2 * length), repeat));
    }
    // Too quick even so: it has not grown.
    figures[name] = { once, growth: twice < 0.05 ? 1 : twice / once };
  }
  return figures;
}

Object.assign(globalThis, { measurePage, measureHostile });
