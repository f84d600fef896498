/**
 * Chromium with the built extension: an own profile, an own trust store, and no internet but the lab's. Started without
 * any driver program; see chromium-pipe.ts for how it is spoken to.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { ChromiumBrowser } from './chromium-browser.ts';
import { Pipe } from './chromium-pipe.ts';
import type { Driver, StartOptions } from './driver.ts';
import { type Display, startDisplay } from './driver-display.ts';
import { end, hasEnded, launch, temporaryFolder } from './driver-process.ts';
import { until } from './driver-wait.ts';

/** An unpacked extension's id follows from the manifest's key: 32 half-octets of its hash, written a to p. */
function extensionId(extensionDir: string): string {
  const { key } = JSON.parse(readFileSync(`${extensionDir}/manifest.json`, 'utf8'));
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return hash.replace(/./g, digit => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16)));
}

/** Without developer mode an unpacked extension keeps no list of its errors. */
function prepareProfile(profile: string): void {
  mkdirSync(`${profile}/Default`, { recursive: true });
  writeFileSync(`${profile}/Default/Preferences`, JSON.stringify({ extensions: { ui: { developer_mode: true } } }));
}

function argumentsFor({ extensionDir, lab, display = 'none', viewport }: StartOptions, profile: string): string[] {
  const { width, height } = viewport ?? { width: 1100, height: 800 };
  return [
    ...(display === 'none' ? ['--headless'] : []),
    '--remote-debugging-pipe',
    '--enable-unsafe-extension-debugging', // lets the toolbar button be clicked
    `--user-data-dir=${profile}`,
    `--load-extension=${extensionDir}`,
    `--host-resolver-rules=${lab.chromiumRules}`,
    `--window-size=${width},${height}`,
    '--no-sandbox', // it refuses to start as root with one
    '--disable-dev-shm-usage', // small in a container, absent in a chroot
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-breakpad',
    '--password-store=basic',
    '--lang=en-GB',
    'about:blank',
  ];
}

export const chromium: Driver = {
  name: 'Chromium',
  built: 'dist/chrome',
  async start(options) {
    const home = temporaryFolder('chromium');
    // Where it looks for authorities beside its own.
    await options.lab.trustCa(`${home.path}/.pki/nssdb`);
    prepareProfile(`${home.path}/profile`);
    const display: Display | undefined = options.display === 'virtual' ? await startDisplay() : undefined;
    const program = launch('chromium', argumentsFor(options, `${home.path}/profile`), {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, HOME: home.path, ...(display === undefined ? {} : { DISPLAY: display.name }) },
    });
    const pipe = new Pipe(program.stdio[3] as Writable, program.stdio[4] as Readable);
    const browser = new ChromiumBrowser(
      pipe,
      extensionId(options.extensionDir),
      display,
      hasEnded(program),
      async () => {
        await end(program);
        await display?.close();
        home.remove();
      },
    );
    try {
      await until(
        'the extension to start in Chromium',
        async () => (await browser.backgroundRunning()) || undefined,
        20_000,
      );
      if (options.privateAllowed === true) await browser.allowPrivate();
      if (options.viewport !== undefined) browser.viewport = options.viewport;
    } catch (error) {
      await browser.close();
      throw error;
    }
    return browser;
  },
};
