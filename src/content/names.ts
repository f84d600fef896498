/** Which domains of this page can be looked up at all: asked of the background once for each, without any lookup. */
import type { Recognised } from '../messages/messages.ts';
import { ask } from './ask.ts';
import { webDomain } from './authority.ts';

/** In one message; more at once are taken for a trick, and left. */
const batch = 2000;
/** RFC 1035 §2.3.4, written out; in octets. One domain over it, and the background refuses the whole message. */
const longest = 253;

const octets = new TextEncoder();

export type Names = {
  /** Asks for those that were not asked for yet. */
  learn(domains: readonly string[]): Promise<void>;
  /** The name of a domain as written on the page; undefined for one that is never looked up, or not told yet. */
  of(domain: string): Recognised | undefined;
  /**
   * The same for an authority whose page does not give a domain: asks the page's own site, as a stranger (no cookie, no
   * referrer). Only after an act.
   */
  told(domain: string): Promise<Recognised | undefined>;
};

/** Whether this is a path on the page's own site where a domain is told, and not yet a domain. */
export const isToldAt = (domain: string): boolean => domain.startsWith('/');

export function namesOfPage(): Names {
  const names = new Map<string, Recognised | undefined>();
  const isNew = (domain: string): boolean =>
    !names.has(domain) && !isToldAt(domain) && octets.encode(domain).length <= longest;

  const learn = async (domains: readonly string[]): Promise<void> => {
    const fresh = [...new Set(domains)].filter(isNew).slice(0, batch);
    if (fresh.length === 0) return;
    const found = await ask.recognise(fresh);
    for (const domain of fresh) names.set(domain, found[domain]);
  };
  const of = (domain: string): Recognised | undefined => names.get(domain);
  const told = async (domain: string): Promise<Recognised | undefined> => {
    if (isToldAt(domain) && !names.has(domain)) {
      const answered = await fetch(location.origin + domain, {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        redirect: 'error',
      });
      const home = webDomain(answered.ok && (await answered.json()).home_page);
      if (home) await learn([home]);
      names.set(domain, of(home));
    }
    return of(domain);
  };

  return { learn, of, told };
}
