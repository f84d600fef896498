/**
 * Domains whose policy the user is just being asked for. The popup may close as the prompt opens, so the wish is noted
 * before, and taken up when permission comes.
 */
import type { Name } from '../dns/resolver.ts';
import type { Questions } from './questions.ts';
import type { Shelf } from './shelf.ts';

export type WaitingRow = { readonly private: boolean; readonly at: number };

type Ports = {
  readonly rows: Shelf<WaitingRow>;
  readonly questions: Questions;
  readonly holdsPolicyHost: (domain: Name) => Promise<boolean>;
  readonly now: () => number;
};

/** A prompt that was left alone for so long is no longer what the user means. */
const patience = 600_000;

export class Waiting {
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  async note(domains: readonly Name[], isPrivate: boolean): Promise<void> {
    const { rows, now } = this.#ports;
    await Promise.all(domains.map(domain => rows.set(domain, { private: isPrivate, at: now() })));
  }

  /** Some permission was given: those that it covers are looked at again, with the policy. The others go on waiting. */
  async granted(): Promise<void> {
    const { rows, holdsPolicyHost, questions, now } = this.#ports;
    const looks = (await rows.all()).map(async ([domain, row]) => {
      const isOver = now() > row.at + patience;
      if (!isOver && !(await holdsPolicyHost(domain))) return;
      await rows.delete([domain]);
      if (isOver) return;
      await questions.look({ domain, cause: 'click', policy: true, private: row.private, again: false });
    });
    await Promise.allSettled(looks);
  }

  async clearPrivate(): Promise<void> {
    const { rows } = this.#ports;
    const all = await rows.all();
    await rows.delete(all.filter(([, row]) => row.private).map(([domain]) => domain));
  }

  async clear(): Promise<void> {
    await this.#ports.rows.clear();
  }
}
