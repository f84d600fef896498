/**
 * The hover card as a reader meets it: by mouse, by keyboard and by ear, in narrow windows, in the dark. It is found
 * through the accessibility tree alone.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { words } from '../../src/content/card-words.ts';
import { authorityPage, requestPage } from '../lab/pages.ts';
import { ActPage } from './act-page.ts';
import type { Box, Card, Tab } from './driver.ts';
import { find, middle } from './driver-tree.ts';
import { until } from './driver-wait.ts';
import { inBothBrowsers, patience, requestUrl } from './stage.ts';

const pictures = 'test/out';
const longDomain = 'department-of-names-that-nobody-ever-shortened.records-and-information-governance.openfield.gov.uk';
const authority = { name: 'Lockwell Council', urlName: 'lockwell_council', homePage: 'https://www.lockwell.gov.uk/' };

const annotation = `<p>
  <a id="link" href="mailto:press@danesford.ac.uk?subject=Hello">the press office</a>,
  <a id="spoof" href="mailto:phish@openfield.gov.uk">help@lockwell.gov.uk</a>,
  katalog@bücherei-nordau.de and <span id="long">records@${longDomain}</span>
  <textarea id="paste" rows="1" cols="20" aria-label="paste here"></textarea></p>`;

const page = requestPage({
  title: 'Minutes of the last meeting',
  user: 'A reader',
  authority,
  masks: { authority: 'Lockwell Council', authorityAddress: 'foi@lockwell.gov.uk' },
  messages: [
    { kind: 'incoming', author: 'Somebody', date: 'today', text: 'Please write to foi@lockwell.gov.uk instead.' },
    { kind: 'annotation', author: 'Another', date: 'today', text: '', html: annotation },
  ],
});
/** Header and mask of the authority, two links, two texts. */
const marks = 6;

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

inBothBrowsers((stage, { name }) => {
  let act: ActPage;
  let tab: Tab;
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    const body = JSON.stringify({ home_page: authority.homePage });
    stage.lab.setPage('https://www.whatdotheyknow.com/body/lockwell_council.json', {
      body,
      contentType: 'application/json',
    });
    act = await ActPage.at(requestUrl('nothing'), stage);
    tab = act.tab;
    await act.open(requestUrl('minutes'), page, marks);
  });
  /** Every test begins with no card and the pointer on nothing. */
  afterEach(async () => {
    await tab.press('Escape');
    await tab.move(2, 2);
    await tab.noCard();
  });

  describe('by mouse', () => {
    test('says both grades in words, what follows, the facts behind it, and when it was looked at', async () => {
      await act.pointAt('#link');
      const card = await act.cardOf('danesford.ac.uk');
      expect(card).toMatchObject({ role: 'dialog', name: 'danesford.ac.uk: Locked in transit' });
      const lines = card.text.split('\n');
      expect(lines.slice(0, 3)).toEqual(['danesford.ac.uk', 'Locked in transit', 'Forgeries rejected']);
      expect(lines[3]).toMatch(/^Servers that check.*\.$/);
      expect(lines).toEqual(expect.arrayContaining(['MTA-STS', 'DANE', 'DMARC', `${words.looked}${words.now}`]));
      expect(card.buttons).toEqual([words.details, words.copy]);
    });

    test('does not cover what is pointed at, stays under a pointer that goes into it, and closes behind one that leaves', async () => {
      const link = await tab.boxOf('#link');
      await act.pointAt('#link');
      const card = await act.cardOf('danesford.ac.uk');
      expect(overlap(card.box, link)).toBe(false);
      await tab.move(...middle(link), { steps: 1 });
      await tab.move(card.box.x + 40, card.box.y + 40, { steps: 10 });
      await tab.rest(1_000);
      expect((await tab.card())?.name).toBe(card.name);
      await tab.move(2, 2);
      await tab.noCard();
    });

    test('closes when its target is scrolled away', async () => {
      await tab.evaluate(() => document.body.style.setProperty('height', '4000px'));
      await act.pointAt('#link');
      await act.cardOf('danesford.ac.uk');
      await tab.wheel(2_000);
      await tab.noCard();
      await tab.wheel(-2_000);
      await until('the page to scroll back', async () => (await tab.evaluate(() => scrollY)) === 0 || undefined);
    });

    test('details opens the popup’s page for the domain in a tab', async () => {
      await act.pointAt('#link');
      await (await act.cardOf('danesford.ac.uk')).click(words.details);
      const details = await stage.browser.tabAt(stage.browser.urlOf('src/popup/index.html#danesford.ac.uk'));
      await until('the verdict', async () => find(await details.tree(), 'heading', 'Locked in transit'), patience);
      await details.close();
    });

    test('copy puts the verdict on the clipboard as text', async () => {
      await act.pointAt('#link');
      await (await act.cardOf('danesford.ac.uk')).click(words.copy);
      const copied = async () => (await tab.card())?.buttons.includes(words.copied) || undefined;
      await until('the button to say so', copied);
      await tab.click(...middle(await tab.boxOf('#paste')));
      await tab.press('Control+v');
      const pasted = await tab.evaluate(() => document.querySelector<HTMLTextAreaElement>('#paste')?.value ?? '');
      expect(pasted).toContain('danesford.ac.uk');
      expect(pasted).toContain('Locked in transit');
    });
  });

  describe('by keyboard', () => {
    /** The keys of Escape that reach the page, at its first listener and at its last. */
    const escapes = () => tab.evaluate(() => (window as unknown as { escapes: string[] }).escapes);
    beforeAll(() =>
      tab.evaluate(() => {
        const seen: string[] = [];
        Object.assign(window, { escapes: seen });
        for (const type of ['keydown', 'keyup'] as const) {
          const hear = ({ key }: KeyboardEvent) => key === 'Escape' && seen.push(type);
          addEventListener(type, hear, { capture: true });
          document.addEventListener(type, hear);
        }
      }),
    );
    const toLink = async () => {
      await tab.evaluate(() => {
        const before = [...document.querySelectorAll<HTMLElement>('a, button, input, [tabindex]')];
        before[before.findIndex(({ id }) => id === 'link') - 1]?.focus();
      });
      await tab.press('Tab');
    };

    test('the focus on a link opens it and stays there; Escape closes it, unseen by the page', async () => {
      await toLink();
      await act.cardOf('danesford.ac.uk');
      expect(await tab.evaluate(() => document.activeElement?.id)).toBe('link');
      await tab.press('Escape');
      await tab.noCard();
      expect(await escapes()).toEqual([]);
      expect(await tab.evaluate(() => document.activeElement?.id)).toBe('link');
      await tab.press('Escape');
      expect(await escapes()).toEqual(['keydown', 'keydown', 'keyup', 'keyup']);
    });

    test('its buttons are next in turn; Escape gives the focus back', async () => {
      await toLink();
      await act.cardOf('danesford.ac.uk');
      await tab.press('Tab');
      await tab.press('Tab');
      await tab.press('Enter');
      const copied = async () => (await tab.card())?.buttons.includes(words.copied) || undefined;
      await until('the button to be pressed', copied);
      await tab.press('Escape');
      await tab.noCard();
      expect(await tab.evaluate(() => document.activeElement?.id)).toBe('link');
    });

    test('the focus elsewhere closes it', async () => {
      await toLink();
      await act.cardOf('danesford.ac.uk');
      for (const _ of [words.details, words.copy, 'the next link']) await tab.press('Tab');
      await until(
        'the card of the next link',
        async () => (await tab.card())?.name.startsWith('openfield') || undefined,
      );
    });
  });

  describe('of', () => {
    const cases: readonly (readonly [what: string, at: () => Promise<void>, card: string, said: readonly string[]])[] =
      [
        [
          'the authority in the header of a request',
          () => act.pointAt('.request-header a'),
          'lockwell.gov.uk',
          [words.hint],
        ],
        [
          'the authority where its address is masked',
          () => act.pointAtText('[Lockwell Council request email]'),
          'lockwell.gov.uk',
          [words.hint],
        ],
        [
          'an internationalised domain',
          () => act.pointAtText('katalog@bücherei-nordau.de'),
          'bücherei-nordau.de',
          ['xn--bcherei-nordau-gsb.de'],
        ],
        [
          'a link that shows another address',
          () => act.pointAt('#spoof'),
          'openfield.gov.uk',
          [words.shownAs('lockwell.gov.uk')],
        ],
      ];
    test.each(cases)('%s', async (_, point, domain, said) => {
      await point();
      const { text } = await act.cardOf(domain);
      for (const line of said) expect(text.split('\n')).toContain(line);
    });

    test('the authority on its own page', async () => {
      await act.open('https://www.whatdotheyknow.com/body/lockwell_council', authorityPage(authority), 1);
      await act.pointAtText('Home page of authority');
      const { text } = await act.cardOf('lockwell.gov.uk');
      expect(text.split('\n')).toContain(words.hint);
      await act.open(requestUrl('minutes'), page, marks);
    });
  });

  describe('looks', () => {
    const settle = async () => tab.rest(200);
    async function picture(what: string, card: Card, at: (box: Box) => readonly [number, number]): Promise<string> {
      const file = `${pictures}/card-${name.toLowerCase()}-${what}.png`;
      await settle();
      await tab.screenshot(file);
      return colourAt(tab, file, ...at(card.box));
    }
    const inside = ({ x, y, width }: Box) => [x + width / 2, y + 6] as const;

    test.each([
      ['light', 'rgb(255, 255, 255)'],
      ['dark', 'rgb(28, 32, 39)'],
    ] as const)('%s, as the user has it', async (colorScheme, sheet) => {
      await tab.emulate({ colorScheme });
      await act.pointAt('#link');
      expect(await picture(colorScheme, await act.cardOf('danesford.ac.uk'), inside)).toBe(sheet);
    });

    test('with a border in high contrast, where shadows are not drawn', async () => {
      await tab.emulate({ forcedColors: true });
      await act.pointAt('#link');
      const card = await act.cardOf('danesford.ac.uk');
      const edge = ({ x, y, height }: Box) => [x, y + height / 2] as const;
      expect(await picture('contrast', card, edge)).not.toBe(await picture('contrast', card, inside));
      await tab.emulate({});
    });

    test('a long domain stays inside a window of 320 pixels at 200 %', async () => {
      await tab.setViewport(640, 1_100);
      await tab.zoom(2);
      expect(await tab.evaluate(() => innerWidth)).toBe(320);
      await act.pointAt('#long');
      const { box } = await act.cardOf(longDomain);
      await picture('narrow', { box } as Card, inside);
      const view = await tab.evaluate(() => ({ width: document.documentElement.clientWidth, height: innerHeight }));
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(view.width);
      expect(box.y + box.height).toBeLessThanOrEqual(view.height);
      expect(overlap(box, await tab.boxOf('#long'))).toBe(false);
      await tab.zoom(1);
      await tab.setViewport(1_100, 800);
    });
  });

  test('no error in the page and none in the extension', async () => {
    expect(await tab.errors()).toEqual([]);
    expect(await stage.browser.errors()).toEqual([]);
  });
});

/** The colour of one CSS pixel of a screenshot. */
function colourAt(tab: Tab, file: string, x: number, y: number): Promise<string> {
  return tab.evaluate(
    async (png, atX, atY) => {
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const scale = image.width / innerWidth;
      const canvas = new OffscreenCanvas(1, 1).getContext('2d');
      canvas?.drawImage(image, -Math.round(atX * scale), -Math.round(atY * scale));
      const [red, green, blue] = canvas?.getImageData(0, 0, 1, 1).data ?? [];
      return `rgb(${red}, ${green}, ${blue})`;
    },
    readFileSync(file).toString('base64'),
    x,
    y,
  );
}
