/**
 * Verdicts held, one row a domain. A row is shown with its time for as long as it is here; whether it is asked again is
 * decided where the question comes in. What a private window looked at stays in the session.
 */
import type { Name } from '../dns/resolver.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Shelf, Shelves } from './shelf.ts';

/** Rows at most: domains kept, and those of private windows, which share ten megabytes of memory. */
const most = { kept: 2000, session: 200 };

export class Verdicts {
  readonly #shelves: Shelves<Verdict>;
  readonly #now: () => number;

  constructor(shelves: Shelves<Verdict>, now: () => number) {
    this.#shelves = shelves;
    this.#now = now;
  }

  /** Those that are held, in the order asked for. A private window also sees what an ordinary one left, never the reverse. */
  async held(domains: readonly Name[], isPrivate: boolean): Promise<readonly Verdict[]> {
    const kept = await this.#shelves.kept.get(domains);
    const session = isPrivate ? await this.#shelves.session.get(domains) : [];
    return domains.flatMap((_, index) => newest(kept[index], session[index]));
  }

  async save(verdict: Verdict, isPrivate: boolean): Promise<void> {
    const where = isPrivate ? 'session' : 'kept';
    await this.#shelves[where].set(verdict.domain, verdict);
    if ((await this.#shelves[where].keys()).length > most[where]) await this.#trim(where);
  }

  /** Deletes every row whose time is up. */
  async sweep(): Promise<void> {
    await this.#sweep(this.#shelves.kept);
    await this.#sweep(this.#shelves.session);
  }

  async clear(): Promise<void> {
    await this.#shelves.kept.clear();
    await this.#shelves.session.clear();
  }

  async clearPrivate(): Promise<void> {
    await this.#shelves.session.clear();
  }

  async #sweep(shelf: Shelf<Verdict>): Promise<void> {
    const rows = await shelf.all();
    await shelf.delete(rows.filter(([, verdict]) => verdict.expires <= this.#now()).map(([domain]) => domain));
  }

  /** The oldest tenth goes, so that reading all rows stays rare. */
  async #trim(where: 'kept' | 'session'): Promise<void> {
    const rows = [...(await this.#shelves[where].all())];
    rows.sort(([, a], [, b]) => b.observations.at - a.observations.at);
    await this.#shelves[where].delete(rows.slice(most[where] * 0.9).map(([domain]) => domain));
  }
}

function newest(a: Verdict | undefined, b: Verdict | undefined): readonly Verdict[] {
  if (!a || !b) return [a ?? b].filter(verdict => verdict !== undefined);
  return [a.observations.at >= b.observations.at ? a : b];
}
