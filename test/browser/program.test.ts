/** `npm start` as a reader of the README runs it, without a display: a table of what the screens say, two pictures, and an end. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'letterlock-page-'));
afterAll(() => rmSync(folder, { recursive: true }));
const limit = 180_000;

/** As from a shell: what the test runner has put into the environment would change the build. */
const { VITEST: _, NODE_ENV: __, ...env } = process.env;

async function start(...options: readonly string[]): Promise<string> {
  const words = ['start', '--silent', '--', '--headless', ...options];
  const { stdout } = await promisify(execFile)('npm', words, { timeout: limit, env });
  return stdout;
}

describe.each(['chromium', 'firefox'])('%s', browser => {
  test('a text in the page’s place', { timeout: limit }, async () => {
    const page = join(folder, 'letter.txt');
    writeFileSync(
      page,
      'Dear Sir,\n\nwrite to press@lockwell.gov.uk, or to desk@openfield.gov.uk.\nNever to @dpw.gov.uk.\n',
    );
    const began = Date.now();
    const said = await start('--browser', browser, '--page', page);
    const rows = said.split('\n').filter(line => /^[a-z]/.test(line));
    expect(rows.map(row => row.split(/ {2,}/))).toEqual([
      ['lockwell.gov.uk', 'Locked in transit', 'Forgeries rejected'],
      ['openfield.gov.uk', 'Unlocked in transit', 'Open to forgery'],
      ['dpw.gov.uk', 'Takes no mail', 'Open to forgery'],
    ]);
    expect(said).toContain(
      'Someone on the path can strip the encryption from mail sent to openfield.gov.uk and read it.',
    );
    expect(said).toMatch(/Nothing of this is true of real domains/);
    for (const what of ['card', 'popup']) {
      const picture = `test/out/start-${browser}-${what}.png`;
      expect(said).toContain(picture);
      expect(statSync(picture).mtimeMs).toBeGreaterThan(began);
    }
  });
});
