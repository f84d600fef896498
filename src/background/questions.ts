/**
 * The one queue of questions: what is held is given as long as it will do, equal questions are joined, and a question
 * under way is noted, so that a worker that was stopped in between takes it up again.
 */
import type { Name } from '../dns/resolver.ts';
import type { Cause } from '../messages/messages.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Inspection } from './inspection.ts';
import type { Shelf } from './shelf.ts';
import type { Verdicts } from './verdicts.ts';

export type Wanted = {
  readonly domain: Name;
  readonly cause: Cause;
  /** Whether the cause allows to fetch the policy file. */
  readonly policy: boolean;
  /** Asked from a private window. */
  readonly private: boolean;
  /** Nothing held or kept will do. */
  readonly again: boolean;
};

type Ports = {
  readonly inspection: Inspection;
  readonly verdicts: Verdicts;
  /** Questions under way, in the session. */
  readonly notes: Shelf<Wanted>;
  readonly holdsPolicyHost: (domain: Name) => Promise<boolean>;
  /** Hears of every verdict on its way, and of the finished one when it is kept. */
  readonly told: (verdict: Verdict) => void;
  readonly now: () => number;
};

export class Questions {
  readonly #ports: Ports;
  readonly #underWay = new Map<Wanted, Promise<Verdict>>();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** The verdict held where it will do, else a new one. Rejects only when the looking up itself broke. */
  async look(wanted: Wanted): Promise<Verdict> {
    const [held] = await this.#ports.verdicts.held([wanted.domain], wanted.private);
    return held && !(await this.#isDue(held, wanted)) ? held : this.#join(wanted);
  }

  /** Takes up what was under way when the worker was stopped. */
  async resume(): Promise<void> {
    const notes = await this.#ports.notes.all();
    await Promise.allSettled(notes.map(([, wanted]) => this.#join(wanted)));
  }

  async #isDue(held: Verdict, wanted: Wanted): Promise<boolean> {
    if (wanted.again) return true;
    // What is held is shown with its time; only an act asks again.
    if (wanted.cause === 'sight') return false;
    if (this.#ports.now() >= held.expires) return true;
    const unasked = held.observations.policy?.status === 'not-asked';
    return wanted.policy && unasked && this.#ports.holdsPolicyHost(held.domain);
  }

  /** Nothing that is only for later is waited for: the note is written while the question is out. */
  #join(wanted: Wanted): Promise<Verdict> {
    for (const [other, verdict] of this.#underWay) if (covers(other, wanted)) return verdict;
    const { inspection, notes, told } = this.#ports;
    const noted = notes.set(noteKey(wanted), wanted);
    const verdict = inspection(wanted, told);
    this.#underWay.set(wanted, verdict);
    void this.#keep(wanted, verdict, noted);
    return verdict;
  }

  /** The question is under way until its verdict is kept, so that who asks in between joins. */
  async #keep(wanted: Wanted, looked: Promise<Verdict>, noted: Promise<void>): Promise<void> {
    const { verdicts, notes, told } = this.#ports;
    try {
      // Of a look that broke its asker hears.
      const verdict = await looked.catch(() => undefined);
      if (!verdict) return;
      await verdicts.save(verdict, wanted.private);
      told(verdict);
    } finally {
      this.#underWay.delete(wanted);
      await noted;
      await notes.delete([noteKey(wanted)]);
    }
  }
}

/** Whether the answer to one question answers the other as well. */
function covers(one: Wanted, other: Wanted): boolean {
  return (
    one.domain === other.domain &&
    one.private === other.private &&
    (one.policy || !other.policy) &&
    (one.again || !other.again)
  );
}

const noteKey = ({ domain, ...how }: Wanted): string => `${domain} ${how.private} ${how.policy} ${how.again}`;
