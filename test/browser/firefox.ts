/**
 * Firefox with the built extension: an own profile with its own trust, and no internet but the lab's. No geckodriver:
 * Firefox itself speaks Marionette (firefox-wire.ts).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Driver, StartOptions } from './driver.ts';
import { type Display, startDisplay } from './driver-display.ts';
import { end, hasEnded, launch, temporaryFolder } from './driver-process.ts';
import { until } from './driver-wait.ts';
import { FirefoxBrowser } from './firefox-browser.ts';
import { Marionette } from './firefox-wire.ts';

/** Instead of the random host that Firefox gives to each installation. */
const host = '6c657474-6572-4c6f-836b-000000000001';

function prefsFor({ lab }: StartOptions, extensionId: string): string {
  const prefs = {
    'marionette.port': 0, // a free one, written to MarionetteActivePort
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: host }),
    'accessibility.force_disabled': -1, // always on: the card is read from its tree
    'security.notification_enable_delay': 0, // prompts take a click at once
    'dom.w3c_touch_events.enabled': 1,
    'remote.events.async.mouse.enabled': true, // input passes the browser window, and so reaches frames of other sites
    'remote.events.async.wheel.enabled': true,
    'devtools.jsonview.enabled': false, // manifest.json is shown as it is
    'layout.css.devPixelsPerPx': '1.0',
    'intl.accept_languages': 'en-GB',
    'services.settings.server': 'data:,',
    'datareporting.policy.dataSubmissionEnabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.aboutwelcome.enabled': false,
    'browser.newtabpage.enabled': false,
    'browser.startup.page': 0,
    ...lab.firefoxPrefs,
  };
  const line = ([name, value]: readonly [string, unknown]) =>
    `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`;
  return Object.entries(prefs).map(line).join('\n');
}

export const firefox: Driver = {
  name: 'Firefox',
  built: 'dist/firefox',
  async start(options) {
    const path = resolve(options.extensionDir);
    const manifest = JSON.parse(readFileSync(`${path}/manifest.json`, 'utf8'));
    const extensionId: string = manifest.browser_specific_settings.gecko.id;
    const home = temporaryFolder('firefox');
    const profile = `${home.path}/profile`;
    mkdirSync(profile);
    await options.lab.trustCa(profile);
    writeFileSync(`${profile}/user.js`, prefsFor(options, extensionId));
    const display: Display | undefined = options.display === 'virtual' ? await startDisplay() : undefined;
    const headless = (options.display ?? 'none') === 'none' ? ['-headless'] : [];
    const { width, height } = options.viewport ?? { width: 1100, height: 800 };
    const args = ['-marionette', '-remote-allow-system-access', '-no-remote', '-profile', profile];
    const size = [`--width=${width}`, `--height=${height}`];
    const program = launch('firefox-esr', [...headless, ...args, ...size], {
      env: { ...process.env, HOME: home.path, ...(display === undefined ? {} : { DISPLAY: display.name }) },
    });
    const leave = async () => {
      await end(program, 0); // a profile that is thrown away need not be left in order
      await display?.close();
      home.remove();
    };
    try {
      const port = `${profile}/MarionetteActivePort`;
      await until('Firefox to start', () => existsSync(port) || undefined, 30_000);
      const marionette = await Marionette.connect(Number(readFileSync(port, 'utf8')));
      await marionette.command('WebDriver:NewSession', { acceptInsecureCerts: false, timeouts: { script: 60_000 } });
      const allowPrivateBrowsing = options.privateAllowed === true;
      await marionette.command('Addon:Install', { path, temporary: true, allowPrivateBrowsing });
      const browser = new FirefoxBrowser(marionette, extensionId, host, hasEnded(program), leave);
      await until('the extension to start in Firefox', async () => (await browser.started()) || undefined, 20_000);
      return browser;
    } catch (error) {
      await leave();
      throw error;
    }
  },
};
