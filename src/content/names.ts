/** Which domains of this page can be looked up at all: asked of the background once for each, without any lookup. */
import type { Recognised } from '../messages/messages.ts';
import { ask } from './ask.ts';
import { webDomain } from './authority.ts';

/** In one message, and kept in all. */
const batch = 2000;
const most = 10_000;
/** RFC 1035 §2.3.4, written out; in octets. One domain over it, and the background refuses the whole message. */
const longest = 253;

const octets = new TextEncoder();

export class Names {
  readonly #names = new Map<string, Recognised | undefined>();

  /** Asks for those that were not asked for yet. */
  async learn(domains: readonly string[]): Promise<void> {
    const isNew = (domain: string) =>
      octets.encode(domain).length <= longest && !domain.startsWith('/') && !this.#names.has(domain);
    const fresh = [...new Set(domains)].filter(isNew).slice(0, most - this.#names.size);
    while (fresh.length > 0) {
      const some = fresh.splice(0, batch);
      const found = await ask.recognise(some);
      for (const domain of some) this.#names.set(domain, Object.hasOwn(found, domain) ? found[domain] : undefined);
    }
  }

  /** The name of a domain as written on the page; undefined for one that is never looked up, or not told yet. */
  of(domain: string): Recognised | undefined {
    return this.#names.get(domain);
  }

  /**
   * The same for an authority whose page does not give a domain: asks the page's own site, as a stranger (no cookie, no
   * referrer). Only after an act.
   */
  async told(domain: string): Promise<Recognised | undefined> {
    if (!domain.startsWith('/') || this.#names.has(domain)) return this.of(domain);
    const url = new URL(domain, location.href);
    const answered = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' });
    const home = webDomain(answered.ok && (await answered.json()).home_page);
    if (home) await this.learn([home]);
    this.#names.set(domain, this.of(home));
    return this.of(home);
  }
}
