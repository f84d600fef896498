/** Which domains of this page can be looked up at all: asked of the background once for each, without any lookup. */
import type { Recognised } from '../messages/messages.ts';
import { ask } from './ask.ts';
import { type Authority, readTold } from './authority.ts';

/** In one message, and kept in all. */
const batch = 2000;
const most = 10_000;
/** RFC 1035 §2.3.4, written out; in octets. */
const longest = 253;

export class Names {
  readonly #names = new Map<string, Recognised | undefined>();
  readonly #asked = new Map<string, Promise<Recognised | undefined>>();
  readonly #told = new Map<string, Recognised>();

  /** Asks for those that were not asked for yet. */
  async learn(domains: Iterable<string>): Promise<void> {
    const octets = new TextEncoder();
    const fresh = [...new Set(domains)].filter(
      domain => domain && !this.#names.has(domain) && octets.encode(domain).length <= longest,
    );
    const asked = fresh.slice(0, most - this.#names.size);
    for (let from = 0; from < asked.length; from += batch) {
      const some = asked.slice(from, from + batch);
      const found = await ask.recognise(some);
      for (const domain of some) this.#names.set(domain, Object.hasOwn(found, domain) ? found[domain] : undefined);
    }
  }

  /** The name of a domain as written on the page; undefined for one that is never looked up. */
  of(domain: string): Recognised | undefined {
    return this.#names.get(domain);
  }

  /** An authority's web domain, from its own page or from what the page's own site tells; asked once, only after an act. */
  async ofAuthority({ domain, told }: Authority): Promise<Recognised | undefined> {
    if (domain) return this.#named(domain);
    if (!told) return undefined;
    const asked = this.#asked.get(told) ?? this.#ask(told);
    this.#asked.set(told, asked);
    return asked;
  }

  /** The same without asking anybody. */
  ofAuthoritySoFar({ domain, told }: Authority): Recognised | undefined {
    return domain ? this.of(domain) : this.#told.get(told ?? '');
  }

  async #ask(told: string): Promise<Recognised | undefined> {
    const { domain } = readTold(await fetchTold(new URL(told, location.href)));
    const name = domain ? await this.#named(domain) : undefined;
    if (name) this.#told.set(told, name);
    return name;
  }

  async #named(domain: string): Promise<Recognised | undefined> {
    await this.learn([domain]);
    return this.of(domain);
  }
}

/** From the page's own site and as a stranger: no cookie, no referrer. Undefined when it does not tell. */
async function fetchTold(url: URL): Promise<unknown> {
  try {
    const response = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
