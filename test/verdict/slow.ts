/** A resolver and a policy host on a clock of their own: each answer takes one delay, and nothing else takes time. */
import type { Resolver } from '../../src/dns/resolver.ts';
import type { FetchPolicy } from '../../src/protocols/policy-host.ts';
import { type PolicyLine, policyFrom } from './look.ts';
import { zone } from './zone.ts';

export type Slow = {
  readonly resolver: Resolver;
  readonly fetchPolicy: FetchPolicy;
  /** How many delays had passed at each question: "name TYPE" or "policy". */
  readonly askedAt: Map<string, number>;
  /** Delays that have passed. */
  readonly now: () => number;
  /** Lets delays pass, one by one, until `done` is settled. */
  readonly run: <T>(done: Promise<T>) => Promise<T>;
};

/** `hold`: questions whose answer takes that many delays instead of one. */
export function slow(
  text: string,
  policy: PolicyLine = 'not-asked',
  hold: Readonly<Record<string, number>> = {},
): Slow {
  const source = zone(text);
  const fetch = policyFrom(policy);
  const askedAt = new Map<string, number>();
  let now = 0;
  let waiting: { readonly at: number; readonly wake: () => void }[] = [];
  const delay = (key: string) => {
    if (askedAt.has(key)) throw new Error(`asked twice: ${key}`);
    askedAt.set(key, now);
    const at = now + (hold[key] ?? 1);
    return new Promise<void>(wake => waiting.push({ at, wake }));
  };
  return {
    askedAt,
    now: () => now,
    resolver: {
      ask: async (name, type) => {
        await delay(`${name} ${type}`);
        return source.ask(name, type);
      },
    },
    fetchPolicy: async (domain, id) => {
      await delay('policy');
      return fetch(domain, id);
    },
    run: async done => {
      let settled = false;
      const end = done.finally(() => {
        settled = true;
      });
      await turns();
      while (!settled && waiting.length > 0) {
        now = Math.min(...waiting.map(each => each.at));
        const due = waiting.filter(each => each.at <= now);
        waiting = waiting.filter(each => each.at > now);
        for (const { wake } of due) wake();
        await turns();
      }
      return end;
    },
  };
}

/** Enough turns of the microtask queue for everything that waits on nothing else. */
async function turns(): Promise<void> {
  for (let i = 0; i < 100; i++) await Promise.resolve();
}
