/**
 * `npm start`: the extension in a real browser, in the lab's internet, on a page like WhatDoTheyKnow's; and a table of
 * what it says of the domains there. With a display the browser stays open; without one it leaves two pictures.
 * `npm start -- --browser firefox`, `--page FILE` (HTML as it is, text as a letter), `--headless`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from './browser/chromium.ts';
import type { Browser, Driver, Tab } from './browser/driver.ts';
import { firefox } from './browser/firefox.ts';
import { type Row, verdictsOnPage } from './browser/verdicts-shown.ts';
import { type Lab, startLab } from './lab/lab.ts';
import { fromFile } from './lab/pages.ts';
import { startAuthority, startPage, startUrl } from './lab/start-page.ts';

function build({ name, built }: Driver): void {
  const env = { ...process.env, TARGET: name === 'Firefox' ? 'firefox' : 'chrome' };
  const { status, stdout, stderr } = spawnSync('vite', ['build'], { env, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${stdout}${stderr}\n${built} could not be built.`);
  process.exit(1);
}

function show(lab: Lab, file: string | undefined): void {
  lab.setPage(startUrl, file === undefined ? startPage() : fromFile(file));
  const { urlName, ...authority } = startAuthority;
  const json = JSON.stringify({ name: authority.name, short_name: '', home_page: authority.homePage });
  lab.setPage(`https://www.whatdotheyknow.com/body/${urlName}.json`, { body: json, contentType: 'application/json' });
}

function print(rows: readonly Row[]): void {
  const width = (column: keyof Row) => Math.max(...rows.map(row => row[column].length));
  const [domain, transit] = [width('domain'), width('transit')];
  for (const row of rows) {
    console.log(`${row.domain.padEnd(domain)}  ${row.transit.padEnd(transit)}  ${row.identity}`);
    console.log(`    ${row.sentence}`);
  }
  console.log('\nNothing of this is true of real domains: the lab is made up, down to the last record.');
}

/** Pictures of the page with a card, and of the popup; what is known by now shows in the marks when it is loaded anew. */
async function takePictures(browser: Browser, tab: Tab, rows: readonly Row[]): Promise<void> {
  const folder = 'test/out';
  mkdirSync(folder, { recursive: true });
  const name = (what: string) => join(folder, `start-${browser.name.toLowerCase()}-${what}.png`);
  await tab.goto(startUrl);
  await tab.rest(1_000);
  const shown = await showCard(tab, rows);
  await tab.screenshot(name('card'));
  const popup = await browser.openRealPopup();
  if (shown !== undefined) await popup.clickOn(startsWith(shown));
  await tab.rest(1_000);
  await popup.screenshot(name('popup'));
  console.log(`Pictures: ${name('card')}, ${name('popup')}`);
}

/** Points at the first domain that stands on the page as such; some do under an authority's name. */
async function showCard(tab: Tab, rows: readonly Row[]): Promise<string | undefined> {
  for (const { domain } of rows) {
    const place = await tab.boxOfText(domain).catch(() => undefined);
    if (place === undefined) continue;
    await tab.point(place);
    await tab.waitForCard(startsWith(`${domain}: `));
    return domain;
  }
  return undefined;
}

function startsWith(text: string): RegExp {
  return new RegExp(`^${text.replaceAll('.', '\\.')}`);
}

const { values: options } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    page: { type: 'string' },
    headless: { type: 'boolean', default: false },
  },
});
const driver = [chromium, firefox].find(({ name }) => name.toLowerCase() === options.browser);
if (driver === undefined) {
  console.error(`There is no browser "${options.browser}" here: chromium and firefox are.`);
  process.exit(1);
}
const display = process.env.DISPLAY && !options.headless ? 'user' : 'none';

build(driver);
const lab = await startLab();
show(lab, options.page);
const browser = await driver.start({ extensionDir: driver.built, lab, display });
try {
  const tab = await browser.open(startUrl);
  const rows = await verdictsOnPage(browser, tab);
  print(rows);
  if (display === 'none') {
    await takePictures(browser, tab, rows);
  } else {
    console.log(`${driver.name} stays open until you close it.`);
    await browser.ended;
  }
} finally {
  await browser.close();
  await lab.stop();
}
