/**
 * Which domain "Details" was pressed on in a private window. Some browsers open our page in an ordinary window, whose
 * history would keep the address; so the address has only a word that means something until the private windows close.
 */
import type { Shelf } from './shelf.ts';

type Ports = {
  /** In the session. */
  readonly rows: Shelf<string>;
  /** A word that says nothing and is never given twice. */
  readonly word: () => string;
};

export class Details {
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** What stands in the address of our page for this domain. */
  async wordFor(domain: string, isPrivate: boolean): Promise<string> {
    if (!isPrivate) return domain;
    const word = this.#ports.word();
    await this.#ports.rows.set(word, domain);
    return word;
  }

  /** What a text of a private page stands for: the domain, or the text itself when it is none of our words. */
  async meant(text: string): Promise<string> {
    return (await this.#ports.rows.get([text]))[0] ?? text;
  }

  async clear(): Promise<void> {
    await this.#ports.rows.clear();
  }
}
