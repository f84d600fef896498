/** The letters that Letterlock was made for, as they stand on WhatDoTheyKnow: which domains are found in them, and no other. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { words } from '../../src/content/card-words.ts';
import { headlines } from '../../src/words/en-headlines.ts';
import { expectations } from '../lab/expect.ts';
import { fromFile } from '../lab/pages.ts';
import type { Tab } from './driver.ts';
import { middle } from './driver-tree.ts';
import { until } from './driver-wait.ts';
import { inBothBrowsers, patience, requestUrl } from './stage.ts';

const folder = fileURLToPath(new URL('../../../shared/letters/', import.meta.url));

const letters: readonly (readonly [file: string, domains: readonly string[]])[] = [
  ['dwp.txt', ['dpw.gov.uk', 'dwp.gov.uk', 'whatdotheyknow.com']],
  ['home-office.txt', ['homeoffice.gov.uk', 'whatdotheyknow.com']],
  ['fco.txt', ['fco.gov.uk']],
  ['spy-blog-mi5.txt', ['aol.com', 'gmail.com', 'hotmail.com']],
  ['national-archives.txt', []],
];
const present = letters.filter(([file]) => existsSync(folder + file));
const missing = letters.filter(letter => !present.includes(letter)).map(([file]) => file);
if (missing.length > 0) console.warn(`Letters not there, their cases left out: ${missing.join(', ')}`);

/** What is marked on a page, as written. */
function markedTexts(): readonly string[] {
  const marks = [...CSS.highlights.values()].flatMap(highlight => [...highlight]);
  return marks.map(({ startContainer, startOffset, endContainer, endOffset }) => {
    const range = new Range();
    range.setStart(startContainer, startOffset);
    range.setEnd(endContainer, endOffset);
    return range.toString();
  });
}

/** Stands at the end of each page: marks are drawn when all of it has been read. */
const last = 'read@openfield.gov.uk';
/** Everything that is marked but that. */
async function marked(tab: Tab): Promise<readonly string[]> {
  const texts = await until(
    'the page to be read',
    async () => {
      const now = await tab.evaluate(markedTexts);
      return now.includes(last) ? now : undefined;
    },
    patience,
  );
  return texts.filter(text => text !== last);
}

const domainOf = (text: string): string => text.replace(/^.*@/s, '').toLowerCase();

test('there are five letters', () => {
  expect(letters).toHaveLength(5);
});

if (present.length > 0) {
  inBothBrowsers(stage => {
    describe.each(present)('%s', (file, domains) => {
      let tab: Tab;
      beforeAll(async () => {
        const url = requestUrl(file.replace('.txt', ''));
        stage.lab.setPage(url, fromFile(folder + file).replace('</body>', `<p>${last}</p></body>`));
        tab = await stage.browser.open(url);
      });
      afterAll(() => tab?.close());

      test('just these domains are found', async () => {
        const found = (await marked(tab)).map(domainOf);
        expect([...new Set(found)].sort()).toEqual(domains);
      });

      // Without domains there is nothing to point at.
      for (const domain of domains) {
        test(`${domain} has a card`, async () => {
          const written = (await marked(tab)).find(text => domainOf(text) === domain) ?? domain;
          await tab.press('Escape');
          await tab.move(...middle(await tab.boxOfText(written)), { steps: 2 });
          const name = new RegExp(`^${domain.replaceAll('.', '\\.')}: (?!${words.looking})`);
          const grade = expectations.find(line => line.domain === domain)?.unasked.grade ?? 'unknown';
          const card = await tab.waitForCard(name, patience);
          expect(card.name).toBe(`${domain}: ${headlines.transitTitle[grade]}`);
        });
      }
    });
  });
}
