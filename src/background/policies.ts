/**
 * Which policy files are fetched and how long what came back is kept. A file is fetched only with the user's permission
 * and for a cause that allows it (product.md, promise 5); what is kept needs no request and is given for every cause.
 */
import type { Name } from '../dns/resolver.ts';
import { parsePolicy } from '../protocols/mta-sts-policy.ts';
import type { FetchPolicy, PolicyResponse } from '../protocols/policy-host.ts';
import type { Shelves } from './shelf.ts';

export type PolicyRow = { readonly id: string; readonly response: PolicyResponse };

/** How a question stands to policy files. `mayFetch`: its cause allows it; `again`: nothing kept will do. */
export type PolicyWanted = { readonly mayFetch: boolean; readonly again: boolean; readonly private: boolean };

type Ports = {
  readonly fetch: (domain: Name) => Promise<PolicyResponse>;
  /** Whether the user has allowed the domain's policy host. */
  readonly holds: (domain: Name) => Promise<boolean>;
  readonly shelves: Shelves<PolicyRow>;
  readonly now: () => number;
};

const day = 86_400_000;
/** RFC 8461 §3.3: after a failure the same id is not tried again for five minutes. */
const failureLife = 300_000;

export class Policies {
  readonly #ports: Ports;
  readonly #underWay = new Map<Name, Promise<PolicyResponse>>();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** The port for one question. The rows are read once: what they gave at first they give again when asked once more. */
  for(wanted: PolicyWanted): FetchPolicy {
    let given: Promise<PolicyResponse | undefined> | undefined = wanted.again ? Promise.resolve(undefined) : undefined;
    let mine: Promise<PolicyResponse> | undefined;
    return async (domain, id) => {
      given ??= this.#kept(domain, id, wanted.private);
      const [isHeld, kept] = await Promise.all([this.#ports.holds(domain), given]);
      if (!isHeld) return 'not-asked';
      if (kept) return kept;
      if (!wanted.mayFetch) return 'not-asked';
      mine = this.#fetch(domain, id, wanted.private, mine);
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
    await this.#ports.shelves.session.clear();
  }

  async #kept(domain: Name, id: string, isPrivate: boolean): Promise<PolicyResponse | undefined> {
    const { kept, session } = this.#ports.shelves;
    const rows = [isPrivate ? (await session.get([domain]))[0] : undefined, (await kept.get([domain]))[0]];
    return rows.find(row => row?.id === id && !this.#isOver(row.response))?.response;
  }

  /** `before` is what this question has fetched already: to ask once more is not to join that. */
  #fetch(
    domain: Name,
    id: string,
    isPrivate: boolean,
    before: Promise<PolicyResponse> | undefined,
  ): Promise<PolicyResponse> {
    const underWay = this.#underWay.get(domain);
    if (underWay && underWay !== before) return underWay;
    const fetching = this.#ports.fetch(domain);
    this.#underWay.set(domain, fetching);
    void this.#keep(domain, id, isPrivate, fetching);
    return fetching;
  }

  /** The verdict does not wait for it; who asks in between joins the fetch. */
  async #keep(domain: Name, id: string, isPrivate: boolean, fetching: Promise<PolicyResponse>): Promise<void> {
    const { kept, session } = this.#ports.shelves;
    try {
      const response = await fetching;
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
  if (response.status !== 'response' || response.httpStatus !== 200 || response.tooLarge) return failureLife;
  const parsed = parsePolicy(response.body);
  return parsed.status === 'found' ? Math.min(parsed.policy.maxAge * 1000, day) : failureLife;
}
