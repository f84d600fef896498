/**
 * Looking up on sight, on public pages only: a domain counts once its text stands in the window, drawn and in a tab that
 * is looked at; never more than `most` domains a page load, and never a policy file (product.md, promise 5).
 */
import { nodeOf } from './find.ts';
import { boxesOf } from './hit-test.ts';
import type { Held } from './registry.ts';

const most = 30;
/** Targets measured at a time; the rest has its turn next. */
const measured = 200;
/** Milliseconds between two looks while the page is scrolled. */
const between = 200;

export class Sight {
  readonly #look: (domain: string) => void;
  readonly #looked = new Set<string>();
  #waiting: Held[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `look` is called once for each domain that came into view. */
  constructor(look: (domain: string) => void, signal: AbortSignal) {
    this.#look = look;
    const again = () => this.#soon();
    window.addEventListener('scroll', again, { capture: true, passive: true, signal });
    window.addEventListener('resize', again, { passive: true, signal });
    document.addEventListener('visibilitychange', again, { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  /** Targets that were found; those whose domain is not known yet are left to an act. */
  add(targets: readonly Held[]): void {
    this.#waiting.push(...targets.filter(held => held.name));
    this.#soon();
  }

  #soon(): void {
    if (this.#waiting.length > 0) this.#timer ??= setTimeout(() => this.#see(), between);
  }

  #see(): void {
    this.#timer = undefined;
    if (document.visibilityState !== 'visible') return;
    if (this.#looked.size >= most) this.#waiting = [];
    const now = this.#waiting.filter(held => !this.#looked.has(held.name?.domain ?? ''));
    const measurable = now.splice(0, measured);
    const unseen: Held[] = [];
    for (const held of measurable) {
      const domain = held.name?.domain;
      if (!domain || this.#looked.has(domain)) continue;
      if (!isInView(held)) unseen.push(held);
      else if (this.#looked.size < most) {
        this.#looked.add(domain);
        this.#look(domain);
      }
    }
    this.#waiting = [...now, ...unseen].filter(held => nodeOf(held.target).isConnected);
    if (now.length > 0) this.#soon();
  }
}

function isInView(held: Held): boolean {
  return boxesOf(held).some(
    box => box.bottom > 0 && box.right > 0 && box.top < window.innerHeight && box.left < window.innerWidth,
  );
}
