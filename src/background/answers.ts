/**
 * Answers kept in memory for as long as their TTL says, and equal questions under way asked once: thirty domains under
 * gov.uk share one `_dmarc.gov.uk`. Nothing of it outlives the worker.
 */
import type { Answer, Name, RecordType, Resolver } from '../dns/resolver.ts';

/** A failure says nothing about the domain, so it is soon asked again. */
const failureLife = 30_000;

type Ports = { readonly resolver: Resolver; readonly now: () => number; readonly most?: number };

export class Answers {
  readonly #resolver: Resolver;
  readonly #now: () => number;
  readonly #most: number;
  /** In order of use: the first is the one that was not wanted for longest. */
  readonly #kept = new Map<string, Answer>();
  readonly #underWay = new Map<string, Promise<Answer>>();

  constructor({ resolver, now, most = 4000 }: Ports) {
    this.#resolver = resolver;
    this.#now = now;
    this.#most = most;
  }

  /** A resolver that gives an answer again if it came at or after `since` (milliseconds) and its time is not up. */
  since(since: number): Resolver {
    return { ask: async (name, type) => this.#keptAnswer(name, type, since) ?? this.#ask(name, type) };
  }

  #keptAnswer<T extends RecordType>(name: Name, type: T, since: number): Answer<T> | undefined {
    const key = keyOf(name, type);
    const answer = this.#kept.get(key) as Answer<T> | undefined;
    if (!answer || answer.at < since) return undefined;
    this.#kept.delete(key);
    if (this.#now() >= answer.at + lifeOf(answer)) return undefined;
    this.#kept.set(key, answer);
    return answer;
  }

  #ask<T extends RecordType>(name: Name, type: T): Promise<Answer<T>> {
    const key = keyOf(name, type);
    const underWay = this.#underWay.get(key);
    if (underWay) return underWay as Promise<Answer<T>>;
    const asked = this.#askOutside(key, name, type);
    this.#underWay.set(key, asked);
    return asked;
  }

  async #askOutside<T extends RecordType>(key: string, name: Name, type: T): Promise<Answer<T>> {
    try {
      const answer = await this.#resolver.ask(name, type);
      this.#kept.set(key, answer);
      for (const oldest of this.#kept.keys()) {
        if (this.#kept.size <= this.#most) break;
        this.#kept.delete(oldest);
      }
      return answer;
    } finally {
      this.#underWay.delete(key);
    }
  }
}

const keyOf = (name: Name, type: RecordType): string => `${type} ${name}`;

const lifeOf = (answer: Answer): number => (answer.status === 'temperror' ? failureLife : answer.ttl * 1000);
