/** The table of `npm start` is read from the screens: when a record changes, so does the row. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../lab/lab.ts';
import { fromText } from '../lab/pages.ts';
import { chromium } from './chromium.ts';
import { firefox } from './firefox.ts';
import { builtFor, requestUrl } from './stage.ts';
import { verdictsOnPage } from './verdicts-shown.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
  const text = 'Please write to a@openfield.gov.uk or b@lockwell.gov.uk.';
  lab.setPage(requestUrl('start'), fromText(text));
});
afterAll(() => lab.stop());

describe.each([chromium, firefox])('$name', driver => {
  /** As `npm start` does it: each time a new browser, which knows nothing yet. */
  async function rows() {
    const browser = await driver.start({ extensionDir: builtFor(driver), lab });
    try {
      return await verdictsOnPage(browser, await browser.open(requestUrl('start')));
    } finally {
      await browser.close();
    }
  }

  it('a line of a zone changes a row, and only that row', async () => {
    const before = await rows();
    expect(before.map(({ domain, transit, identity }) => [domain, transit, identity])).toEqual([
      ['openfield.gov.uk', 'Unlocked in transit', 'Open to forgery'],
      ['lockwell.gov.uk', 'Locked in transit', 'Forgeries rejected'],
    ]);
    const records = lab.zones().find(({ domain }) => domain === 'openfield.gov.uk')?.text ?? '';
    await lab.changeZone('openfield.gov.uk', text => `${text.trimEnd()}\n_dmarc TXT "v=DMARC1; p=reject"\n`);
    const after = await rows();
    await lab.changeZone('openfield.gov.uk', () => records);
    expect(after[0]).toEqual({ ...before[0], identity: 'Forgeries rejected' });
    expect(after.slice(1)).toEqual(before.slice(1));
  });
});
