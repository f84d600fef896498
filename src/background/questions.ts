/**
 * The one queue of questions: what is held is given as long as it will do, equal questions are joined, and a question
 * under way is noted, so that a worker that was stopped in between takes it up again.
 */
import type { Name } from '../dns/resolver.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Inspection } from './inspection.ts';
import type { Shelf } from './shelf.ts';
import type { Verdicts } from './verdicts.ts';
import type { Wanted } from './wanted.ts';

/** A question under way, and when it was asked. */
export type Note = { readonly wanted: Wanted; readonly at: number };

type Ports = {
  readonly inspection: Inspection;
  readonly verdicts: Verdicts;
  /** Questions under way, in the session. */
  readonly notes: Shelf<Note>;
  readonly holdsPolicyHost: (domain: Name) => Promise<boolean>;
  /** Hears of every verdict on its way, and of the finished one when it is kept. */
  readonly told: (verdict: Verdict, isPrivate: boolean) => void;
  readonly now: () => number;
};

/** Milliseconds after which a question is no longer taken up: nobody waits, and no lookup may come long after its act. */
const patience = 60_000;

export class Questions {
  readonly #ports: Ports;
  readonly #underWay = new Map<Wanted, Promise<Verdict>>();
  /** How often the last private window was closed: what was asked in one before leaves nothing in the session after. */
  #privateEnds = 0;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** The verdict held where it will do, else a new one. Rejects only when the looking up itself broke. */
  async look(wanted: Wanted): Promise<Verdict> {
    const [held] = await this.#ports.verdicts.held([wanted.domain], wanted.private);
    return held && !(await this.#isDue(held, wanted)) ? held : this.#join(wanted, this.#ports.now());
  }

  /** Takes up what was under way when the worker was stopped, unless that is long ago. */
  async resume(): Promise<void> {
    const { notes, now } = this.#ports;
    const ends = this.#privateEnds;
    const all = await notes.all();
    const isOver = ({ wanted, at }: Note): boolean =>
      now() - at >= patience || (wanted.private && ends !== this.#privateEnds);
    const over = all.filter(([, note]) => isOver(note));
    const waiting = all.filter(([, note]) => !isOver(note));
    const looks = waiting.map(([, { wanted, at }]) => this.#join(wanted, at));
    await Promise.allSettled([notes.delete(over.map(([key]) => key)), ...looks]);
  }

  /** The last private window was closed: its questions are not taken up, and what comes of them is kept nowhere. */
  async clearPrivate(): Promise<void> {
    this.#privateEnds++;
    const { notes } = this.#ports;
    const all = await notes.all();
    await notes.delete(all.filter(([, { wanted }]) => wanted.private).map(([key]) => key));
  }

  async #isDue(held: Verdict, wanted: Wanted): Promise<boolean> {
    // An explicit wish is not made to wait for the minute that lies between two looks after mere acts.
    if (wanted.again) return true;
    // What is held is shown with its time; only an act asks again.
    if (wanted.cause === 'sight') return false;
    if (this.#ports.now() >= held.expires) return true;
    const unasked = held.observations.policy?.status === 'not-asked';
    return wanted.policy && unasked && this.#ports.holdsPolicyHost(held.domain);
  }

  /** Nothing that is only for later is waited for: the note is written while the question is out. */
  #join(wanted: Wanted, at: number): Promise<Verdict> {
    for (const [other, verdict] of this.#underWay) if (covers(other, wanted)) return verdict;
    const { inspection, notes, told } = this.#ports;
    const noted = notes.set(noteKey(wanted), { wanted, at }).catch(() => undefined);
    const verdict = inspection(wanted, progress => told(progress, wanted.private));
    this.#underWay.set(wanted, verdict);
    // What cannot be written is no more than not kept: the next one asks anew.
    this.#keep(wanted, verdict, noted).catch(() => undefined);
    return verdict;
  }

  /** The question is under way until its verdict is kept, so that who asks in between joins. */
  async #keep(wanted: Wanted, looked: Promise<Verdict>, noted: Promise<void>): Promise<void> {
    const { verdicts, notes, told } = this.#ports;
    const ends = this.#privateEnds;
    try {
      // Of a look that broke its asker hears.
      const verdict = await looked.catch(() => undefined);
      if (!verdict || (wanted.private && ends !== this.#privateEnds)) return;
      // Told also when there is no room for it: the session holds ten megabytes.
      await verdicts.save(verdict, wanted.private).finally(() => told(verdict, wanted.private));
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
