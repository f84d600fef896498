/**
 * What every suite in the real browsers stands on: the lab, brought up once for a file, and one browser after the other
 * with the built extension. `EXTENSIONS=folder` takes the builds from there instead of from dist.
 */
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { type Lab, type LabOptions, startLab } from '../lab/lab.ts';
import { chromium } from './chromium.ts';
import type { Browser, Driver, StartOptions } from './driver.ts';
import { firefox } from './firefox.ts';

/** Milliseconds for anything that is sure to happen: browsers are slow on a busy machine, and a test fails only then. */
export const patience = 20_000;

/** Filled before the first test; not to be read earlier than in one. */
export type Stage = { readonly lab: Lab; readonly browser: Browser };

export type StageOptions = Omit<StartOptions, 'extensionDir' | 'lab'> & { readonly lab?: LabOptions };

/** Declares the same tests for each browser. What one browser leaves behind in the lab, faults and log, is taken away. */
export function inBothBrowsers(play: (stage: Stage, driver: Driver) => void, options: StageOptions = {}): void {
  const { lab: labOptions, ...startOptions } = options;
  let lab: Lab | undefined;
  beforeAll(async () => {
    lab = await startLab(labOptions);
  });
  afterAll(() => lab?.stop());

  describe.each([chromium, firefox])('$name', driver => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      const there = standing(lab, 'lab');
      await there.heal();
      there.clearLog();
      browser = await driver.start({ ...startOptions, extensionDir: builtFor(driver), lab: there });
    });
    afterAll(() => browser?.close());

    const stage = {
      get lab() {
        return standing(lab, 'lab');
      },
      get browser() {
        return standing(browser, 'browser');
      },
    };
    play(stage, driver);
  });
}

/** The folder with the extension as built for this browser. */
export function builtFor({ built }: Driver): string {
  return join(process.env.EXTENSIONS ?? 'dist', basename(built));
}

function standing<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) throw new Error(`there is no ${name} before the first test`);
  return thing;
}

/** A page on WhatDoTheyKnow that is looked up on sight; each has its own name. */
export function requestUrl(name: string): string {
  return `https://www.whatdotheyknow.com/request/${name}`;
}
