/**
 * Looking up on sight, on public pages only: a domain counts once its text stands in the window, drawn and in a tab that
 * is looked at; never more than `most` domains a page load, and never a policy file (product.md, promise 5).
 */
import { nodeOf } from './find.ts';
import { boxesOf } from './hit-test.ts';
import { isInWindow } from './place.ts';
import type { Held } from './registry.ts';

const most = 30;
/** Targets measured at a time; the rest has its turn next. */
const measured = 200;
/** Milliseconds between two looks. */
const between = 200;

export class Sight {
  readonly #seen = new Set<string>();
  readonly #look: (domain: string) => void;
  #waiting: readonly Held[] = [];
  #timer: number | undefined;

  /** `look` is called once for each domain, as written, that came into view. */
  constructor(look: (domain: string) => void, signal: AbortSignal) {
    this.#look = look;
    for (const type of ['scroll', 'resize', 'visibilitychange']) {
      window.addEventListener(type, () => this.#soon(), { capture: true, passive: true, signal });
    }
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  /** Targets that were found. */
  add(targets: readonly Held[]): void {
    this.#waiting = [...this.#waiting, ...targets];
    this.#soon();
  }

  #soon(): void {
    if (this.#waiting.length > 0) this.#timer ??= window.setTimeout(() => this.#see(), between);
  }

  #see(): void {
    this.#timer = undefined;
    if (document.visibilityState !== 'visible') return;
    const left = this.#waiting.filter(held => nodeOf(held).isConnected && !this.#seen.has(held.domain));
    const now = left.splice(0, measured);
    for (const held of now) {
      if (this.#seen.size >= most) return;
      if (this.#seen.has(held.domain) || !isInView(held)) continue;
      this.#seen.add(held.domain);
      this.#look(held.domain);
    }
    this.#waiting = [...left, ...now];
    if (left.length > 0) this.#soon();
  }
}

const isInView = (held: Held): boolean => boxesOf(held).some(isInWindow);
