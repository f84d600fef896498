/** One copy of the tree and the process that runs its tests; a run that never ends is ended with its process. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Order } from './runner.ts';

/** `noticed`: a case failed. `endless`: the run did not end, or took the process with it, which is noticed too. */
export type Outcome = 'noticed' | 'unnoticed' | 'endless';

const runnerFile = fileURLToPath(new URL('./runner.ts', import.meta.url));
/** Milliseconds for the tests of one file, from when the runner is ready: long, for the machine may be busy. */
const patience = 60_000;
/** A change that makes a list without end shall end soon, and not take the machine with it. */
const memory = '--max-old-space-size=600';
/** Runs in one process before it is changed for a new one, so that what it keeps in memory stays small. */
const lifetime = 300;

export class Workshop {
  readonly #tree: string;
  #runner: ChildProcess | undefined;
  #runs = 0;
  #last = '';

  constructor(tree: string) {
    this.#tree = tree;
  }

  /** Runs these tests with `text` in the file's place; afterwards `original` stands there again. */
  async run(file: string, text: string, original: string, tests: readonly string[]): Promise<Outcome> {
    writeFileSync(join(this.#tree, file), text);
    const changed = [file, this.#last];
    this.#last = file;
    try {
      return await this.#outcomeOf({ changed, tests });
    } finally {
      writeFileSync(join(this.#tree, file), original);
    }
  }

  close(): void {
    this.#runner?.kill('SIGKILL');
    this.#runner = undefined;
    this.#runs = 0;
  }

  async #outcomeOf(order: Order): Promise<Outcome> {
    if (this.#runs >= lifetime) this.close();
    this.#runs += 1;
    this.#runner ??= await start(this.#tree);
    const runner = this.#runner;
    return await new Promise(resolve => {
      const settle = (outcome: Outcome): void => {
        clearTimeout(timer);
        runner.off('message', told).off('exit', ended);
        resolve(outcome);
      };
      const told = (outcome: unknown): void => settle(outcome === 'unnoticed' ? 'unnoticed' : 'noticed');
      const ended = (): void => {
        this.close();
        settle('endless');
      };
      const timer = setTimeout(ended, patience);
      runner.on('message', told).on('exit', ended);
      runner.send(order);
    });
  }
}

/** The runner tells when it is ready. */
async function start(tree: string): Promise<ChildProcess> {
  const runner = fork(runnerFile, [tree], { execArgv: [...process.execArgv, memory] });
  const ended = once(runner, 'exit').then(() => Promise.reject(new Error('the runner did not start')));
  await Promise.race([once(runner, 'message'), ended]);
  return runner;
}
