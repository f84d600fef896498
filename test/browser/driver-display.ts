/** An X server of our own with a window manager, so that a browser's own dialogs can be reached by key presses. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { end, launch } from './driver-process.ts';
import { until } from './driver-wait.ts';

export interface Display {
  /** The value of DISPLAY. */
  readonly name: string;
  /** Presses keys in whatever has the focus there, as a person would. */
  press(...keys: readonly string[]): void;
  close(): Promise<void>;
}

/** Xvfb picks a free number itself and writes it to descriptor 3. */
export async function startDisplay(): Promise<Display> {
  const server = launch('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  let number = '';
  server.stdio[3]?.on('data', chunk => {
    number += chunk;
  });
  await until('Xvfb', () => (number.endsWith('\n') ? true : undefined), 10_000);
  const name = `:${number.trim()}`;
  await until(`the socket of ${name}`, () => existsSync(`/tmp/.X11-unix/X${number.trim()}`) || undefined);
  const env = { ...process.env, DISPLAY: name };
  const windows = launch('openbox', [], { env });
  return {
    name,
    press(...keys) {
      for (const key of keys) execFileSync('xdotool', ['key', key], { env });
    },
    async close() {
      await end(windows, 0);
      await end(server, 0);
    },
  };
}
