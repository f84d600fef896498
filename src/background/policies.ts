/**
 * Which policy files are fetched and how long what came back is kept. A file is fetched only with the user's permission
 * and for a cause that allows it (product.md, promise 5); what is kept needs no request and is given for every cause.
 */
import type { Name } from '../dns/resolver.ts';
import { parsePolicy } from '../protocols/mta-sts-policy.ts';
import type { FetchPolicy, PolicyResponse } from '../protocols/policy-host.ts';
import type { Shelves } from './shelf.ts';

export type PolicyRow = { readonly id: string; readonly response: PolicyResponse };

/** How a question stands to policy files. `mayFetch`: its cause allows it; `again`: nothing kept will do but a failure. */
export type PolicyWanted = { readonly mayFetch: boolean; readonly again: boolean; readonly private: boolean };

type Ports = {
  readonly fetch: (domain: Name) => Promise<PolicyResponse>;
  /** Whether the user has allowed the domain's policy host. */
  readonly holds: (domain: Name) => Promise<boolean>;
  readonly shelves: Shelves<PolicyRow>;
  readonly now: () => number;
};

const day = 86_400_000;
/**
 * RFC 8461 §3.3: after a failure the same id is not tried again for five minutes, not even when the user wants to look
 * again: many who look at one domain are no burden to a host that is in trouble already.
 */
const failureLife = 300_000;

export class Policies {
  readonly #ports: Ports;
  readonly #underWay = new Map<Name, Promise<PolicyResponse>>();
  /** How often the rows of private windows were cleared: what was fetched for one before is not kept after. */
  #privateEnds = 0;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** The port for one question. The rows are read once: what they gave at first they give again when asked once more. */
  for(wanted: PolicyWanted): FetchPolicy {
    let given: Promise<PolicyResponse | undefined> | undefined;
    let mine: Promise<PolicyResponse> | undefined;
    const ends = this.#privateEnds;
    const mayKeep = (): boolean => !wanted.private || ends === this.#privateEnds;
    return async (domain, id) => {
      given ??= this.#kept(domain, id, wanted);
      const [isHeld, kept] = await Promise.all([this.#ports.holds(domain), given]);
      if (!isHeld) return 'not-asked';
      if (kept) return kept;
      if (!wanted.mayFetch) return 'not-asked';
      mine = this.#fetch(domain, id, wanted.private, mayKeep, mine);
      return mine;
    };
  }

  async sweep(): Promise<void> {
    await this.#deleteRows(async (_, { response }) => this.#isOver(response));
  }

  /** Permission was taken back: nothing from those hosts is kept. Verdicts stay, with their time. */
  async forgetUnheld(): Promise<void> {
    await this.#deleteRows(async domain => !(await this.#ports.holds(domain)));
  }

  async clear(): Promise<void> {
    await this.#ports.shelves.kept.clear();
    await this.clearPrivate();
  }

  async clearPrivate(): Promise<void> {
    this.#privateEnds++;
    await this.#ports.shelves.session.clear();
  }

  async #kept(domain: Name, id: string, wanted: PolicyWanted): Promise<PolicyResponse | undefined> {
    const { kept, session } = this.#ports.shelves;
    const rows = [wanted.private ? (await session.get([domain]))[0] : undefined, (await kept.get([domain]))[0]];
    const response = rows.find(row => row?.id === id && !this.#isOver(row.response))?.response;
    return response && (!wanted.again || lifeUnderPolicy(response) === undefined) ? response : undefined;
  }

  /** `before` is what this question has fetched already: to ask once more is not to join that. */
  #fetch(
    domain: Name,
    id: string,
    isPrivate: boolean,
    mayKeep: () => boolean,
    before: Promise<PolicyResponse> | undefined,
  ): Promise<PolicyResponse> {
    const underWay = this.#underWay.get(domain);
    if (underWay && underWay !== before) return underWay;
    const fetching = this.#ports.fetch(domain);
    this.#underWay.set(domain, fetching);
    // What cannot be written is no more than not kept: the next one fetches anew.
    this.#keep(domain, id, isPrivate, mayKeep, fetching).catch(() => undefined);
    return fetching;
  }

  /** The verdict does not wait for it; who asks in between joins the fetch. */
  async #keep(
    domain: Name,
    id: string,
    isPrivate: boolean,
    mayKeep: () => boolean,
    fetching: Promise<PolicyResponse>,
  ): Promise<void> {
    const { kept, session } = this.#ports.shelves;
    try {
      const response = await fetching;
      if (!mayKeep()) return;
      await (isPrivate ? session : kept).set(domain, { id, response });
    } finally {
      if (this.#underWay.get(domain) === fetching) this.#underWay.delete(domain);
    }
  }

  #isOver(response: PolicyResponse): boolean {
    return this.#ports.now() >= response.at + lifeOf(response);
  }

  async #deleteRows(isOut: (domain: Name, row: PolicyRow) => Promise<boolean>): Promise<void> {
    for (const shelf of [this.#ports.shelves.kept, this.#ports.shelves.session]) {
      const rows = await shelf.all();
      const out = await Promise.all(rows.map(([domain, row]) => isOut(domain, row)));
      await shelf.delete(rows.filter((_, index) => out[index]).map(([domain]) => domain));
    }
  }
}

/** Milliseconds for which a response is kept: at most a day of what a valid policy says of itself. */
export function lifeOf(response: PolicyResponse): number {
  return lifeUnderPolicy(response) ?? failureLife;
}

/** The same of a valid policy; undefined for a failure. */
function lifeUnderPolicy(response: PolicyResponse): number | undefined {
  if (response.status !== 'response' || response.httpStatus !== 200 || response.tooLarge) return undefined;
  const parsed = parsePolicy(response.body);
  return parsed.status === 'found' ? Math.min(parsed.policy.maxAge * 1000, day) : undefined;
}
