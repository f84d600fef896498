/**
 * Promise 5: a stranger's letter cannot make the browser call home. Every act and every non-act in webmail, read from
 * the lab's logs: what was asked over DNS, and what was requested or connected to.
 */
import { beforeAll, expect, test } from 'vitest';
import { words as card } from '../../src/content/card-words.ts';
import { screen as words } from '../../src/words/screen.ts';
import { webmailPage } from '../lab/pages.ts';
import { ActPage, address, choose, type Domain, localpart, questions } from './act-page.ts';
import type { Tab } from './driver.ts';
import { middle } from './driver-tree.ts';
import { until } from './driver-wait.ts';
import { inBothBrowsers, patience } from './stage.ts';
import { marked } from './traffic.ts';

const mail = 'https://mail.google.com/mail/u/0';
const link = (domain: Domain, attributes = '') => `<a href="mailto:${address(domain)}" ${attributes}>write</a>`;
/** Milliseconds that would make an act of each of these, if it were the user's. */
const rest = 300;
/** What stands on every page here and is never touched. */
const bystanders = ['borrowedkeys.com', 'mailharbour.org', 'portside.ac.uk'] as const;

function mailWith(bodyHtml: string, draft: readonly Domain[] = []): string {
  const [listed, from, to] = bystanders.map(domain => ({ name: 'Somebody', address: address(domain) }));
  if (!listed || !from || !to) throw new Error('three bystanders are needed');
  const recipients = draft.map(domain => ({ name: 'Recipient', address: address(domain) }));
  // Webmail opens a draft of its own for such a link.
  const script = "<script>addEventListener('click', event => event.preventDefault())</script>";
  return webmailPage({
    list: [listed],
    open: { ...from, to, subject: 'A letter from a stranger', bodyHtml: bodyHtml + script },
    ...(draft.length > 0 && { draft: { recipients, html: `Write to ${address('doublepost.gov.uk')}.` } }),
  });
}

inBothBrowsers(stage => {
  let page: ActPage;
  beforeAll(async () => {
    // Permission for policy files is held from the start: in webmail no act may use it.
    await stage.browser.grant('https://*/*');
    page = await ActPage.at(`${mail}/nothing`, stage);
  });

  test('nothing is asked when a letter is opened, with the pointer resting there already or the focus set by the page', async () => {
    await page.tab.move(300, 400);
    const under = 'style="position:fixed; left:250px; top:380px; width:100px; height:40px"';
    const html = `<p>${link('lockwell.gov.uk', `id="under" ${under}`)} ${link('openfield.gov.uk', 'id="focused" autofocus')}
      ${address('lookout.gov.uk')}</p>`;
    await page.open(`${mail}/letter`, mailWith(html, ['halfdane.ac.uk']), bystanders.length + 4);
    expect(await page.tab.evaluate(() => document.activeElement?.id)).toBe('focused');
    expect(await page.traffic.over()).toEqual([]);

    expect(await page.askedBy('lockwell.gov.uk', () => page.pointAt('#under'))).toEqual(questions['lockwell.gov.uk']);
    await page.tab.press('Tab');
    expect(await page.askedBy('openfield.gov.uk', () => page.tab.press('Shift+Tab'))).toEqual(
      questions['openfield.gov.uk'],
    );
    const chip = '[data-hovercard-id]';
    expect(await page.askedBy('halfdane.ac.uk', () => page.pointAt(chip))).toEqual(questions['halfdane.ac.uk']);
  });

  test('what is known is shown without asking', async () => {
    await page.open(
      `${mail}/again`,
      mailWith(`<p>${link('lockwell.gov.uk', 'id="known"')}</p>`),
      bystanders.length + 1,
    );
    await page.pointAt('#known');
    await page.cardOf('lockwell.gov.uk');
    expect(await page.traffic.over(1_000)).toEqual([]);
  });

  test('nothing is asked for what the page’s scripts do', async () => {
    const html = `<p>${link('halfgate.gov.uk', 'id="fragment"')} ${link('trialbridge.gov.uk', 'id="script"')}
      <button id="before">before</button> ${link('leavers.org.uk', 'id="late"')} ${link('silent-archive.org.uk', 'id="passed"')}
      <button id="passes">passes the focus on</button> <span id="synthetic" title="${address('smudge.org.uk')}">synthetic</span></p>`;
    await page.open(`${mail}/scripts`, mailWith(html), bystanders.length + 5, '#fragment');
    await page.tab.evaluate(() => {
      location.hash = '#elsewhere';
      location.hash = '#fragment';
    });
    await page.tab.rest(rest);
    await page.tab.evaluate(playTheUser, '#synthetic');
    await page.tab.rest(rest);
    await page.tab.evaluate(() => document.getElementById('script')?.focus());
    await page.tab.rest(rest);
    // The page swallows the Tab key, and moves the focus itself when a second has passed.
    await page.tab.evaluate(() => {
      const late = document.getElementById('late');
      const swallow = (event: KeyboardEvent) => {
        if (event.key !== 'Tab') return;
        event.preventDefault();
        removeEventListener('keydown', swallow);
        setTimeout(() => late?.focus(), 1_200);
      };
      addEventListener('keydown', swallow);
    });
    await page.tab.press('Tab');
    await until('the late focus', () => page.tab.evaluate(() => document.activeElement?.id === 'late' || undefined));
    await page.tab.rest(rest);
    // A true Tab moves the focus to a button, whose script sends it on.
    await page.tab.evaluate(() => {
      const passed = document.getElementById('passed');
      const passOn = () => setTimeout(() => passed?.focus());
      document.getElementById('passes')?.addEventListener('focus', passOn, { once: true });
      passed?.focus();
    });
    await page.tab.press('Tab');
    await until('the focus', () => page.tab.evaluate(() => document.activeElement?.id === 'passed' || undefined));
    expect(await page.traffic.over()).toEqual([]);

    const tap = async () => page.tab.tap(...middle(await page.tab.boxOf('#fragment')));
    expect(await page.askedBy('halfgate.gov.uk', tap)).toEqual(questions['halfgate.gov.uk']);
    await page.tab.evaluate(() => document.getElementById('before')?.focus());
    expect(await page.askedBy('leavers.org.uk', () => page.tab.press('Tab'))).toEqual(questions['leavers.org.uk']);
    await page.tab.evaluate(() => {
      const next = () => document.getElementById('script')?.focus();
      addEventListener('keydown', ({ key }) => key === 'ArrowRight' && next(), { once: true });
    });
    const arrow = () => page.tab.press('ArrowRight');
    expect(await page.askedBy('trialbridge.gov.uk', arrow)).toEqual(questions['trialbridge.gov.uk']);
    expect(await page.askedBy('smudge.org.uk', () => page.pointAt('#synthetic'))).toEqual(questions['smudge.org.uk']);
  });

  test('nothing is asked for what comes under a still pointer, or is only passed over', async () => {
    const places = 'position:fixed; width:60px; height:40px; top:100px';
    const passed = ['danesford.ac.uk', 'lapsed.gov.uk'] as const;
    const html = `<p style="margin-top:700px">${link('doublepost.gov.uk', 'id="scrolled" style="display:inline-block;width:300px;height:60px"')}</p>
      ${passed.map((domain, i) => link(domain, `class="passed" style="${places}; left:${400 + i * 200}px"`)).join('')}
      <p id="slot" style="position:fixed; left:20px; top:20px; margin:0"></p><div style="height:3000px"></div>`;
    await page.open(`${mail}/still`, mailWith(html), bystanders.length + 3);
    const box = await page.tab.evaluate(() => {
      const { x, y } = document.getElementById('scrolled')?.getBoundingClientRect() ?? { x: 0, y: 0 };
      return { x: x + 30, y: y + 30 };
    });

    await page.tab.move(box.x, 350);
    await page.tab.wheel(Math.round(box.y) - 350);
    const isUnder = (x: number) => document.elementFromPoint(x, 350)?.id === 'scrolled' || undefined;
    await until('the text to scroll under the pointer', () => page.tab.evaluate(isUnder, box.x));
    expect(await page.traffic.over(), 'scrolled there').toEqual([]);
    const nudge = () => page.tab.move(box.x + 20, 352);
    expect(await page.askedBy('doublepost.gov.uk', nudge)).toEqual(questions['doublepost.gov.uk']);

    await page.tab.move(40, 30);
    page.traffic.begin();
    await page.tab.evaluate(
      text => {
        const slot = document.getElementById('slot');
        if (slot) slot.textContent = text;
      },
      `Write to ${address('lookout.gov.uk')} now`,
    );
    await marked(page.tab, bystanders.length + 4);
    const inText = await page.tab.boxOfText(address('lookout.gov.uk'));
    await page.tab.evaluate(
      (x, y) => document.getElementById('slot')?.style.setProperty('translate', `${x}px ${y}px`),
      ...([40 - inText.x - 10, 30 - inText.y - 5] as const),
    );
    expect(await page.traffic.over(), 'put there').toEqual([]);
    const inPlace = async () => {
      await page.tab.move(300, 300);
      await page.pointAtText(address('lookout.gov.uk'));
    };
    expect(await page.askedBy('lookout.gov.uk', inPlace)).toEqual(questions['lookout.gov.uk']);

    const untouched = await passOver(page.tab, '.passed');
    const domain = passed[untouched];
    expect(domain, 'the machine was too slow to pass over anything within 200 ms').toBeDefined();
    expect(
      (await page.traffic.over()).filter(line => line.includes(`${domain}`)),
      'passed over',
    ).toEqual([]);
    if (domain === undefined) return;
    const stay = () => page.pointAt(`.passed[href$="${domain}"]`);
    expect(await page.askedBy(domain, stay)).toEqual(questions[domain]);
  });
  test('nothing is asked for an act either, if the settings say so', async () => {
    await page.open(
      `${mail}/never`,
      mailWith(`<p>${link('softlaunch.org.uk', 'id="never"')}</p>`),
      bystanders.length + 1,
    );
    await page.change(popup => choose(popup, words.webmail, 'never'));
    await page.pointAt('#never');
    await page.tab.waitForCard(`softlaunch.org.uk: ${card.off}`, patience);
    await page.traffic.over();
    expect(page.askedOf('softlaunch.org.uk')).toEqual([]);

    await page.change(popup => choose(popup, words.webmail, 'act'));
    await marked(page.tab, bystanders.length + 1);
    expect(await page.askedBy('softlaunch.org.uk', () => page.pointAt('#never'))).toEqual(
      questions['softlaunch.org.uk'],
    );
  });

  test('what stands before the @ has left the page nowhere, and is kept nowhere', async () => {
    expect(JSON.stringify(stage.lab.log())).not.toContain(localpart);
    const kept = await stage.browser.storageSnapshot();
    expect(kept).toContain('lockwell.gov.uk');
    expect(kept).not.toContain(localpart);
    expect(await stage.browser.errors()).toEqual([]);
  });
});

/** Everything that a script can pretend: a pointer that moves and rests, a tap, a click, a key with the focus behind it. */
function playTheUser(selector: string): void {
  const target = document.querySelector<HTMLElement>(selector);
  if (!target) throw new Error(`nothing fits ${selector}`);
  const { x, y } = target.getBoundingClientRect();
  const common = { bubbles: true, composed: true, cancelable: true };
  const at = (more: number) => ({
    ...common,
    clientX: x + more,
    clientY: y + more,
    screenX: x + more,
    screenY: y + more,
  });
  for (const more of [2, 3, 4]) {
    target.dispatchEvent(new PointerEvent('pointermove', { ...at(more), pointerType: 'mouse' }));
    target.dispatchEvent(new MouseEvent('mousemove', at(more)));
  }
  for (const type of ['pointerdown', 'pointerup']) {
    target.dispatchEvent(new PointerEvent(type, { ...at(4), pointerType: 'touch' }));
  }
  target.click();
  target.dispatchEvent(new KeyboardEvent('keydown', { ...common, key: 'Tab' }));
  target.dispatchEvent(new FocusEvent('focusin', common));
  target.tabIndex = 0;
  target.focus();
}

/** Moves the pointer over one after the other without a stop; the index of the first that it was on for less than 150 ms. */
async function passOver(tab: Tab, selector: string): Promise<number> {
  await tab.evaluate(all => {
    for (const element of document.querySelectorAll<HTMLElement>(all)) {
      let came = 0;
      element.addEventListener('pointerenter', () => {
        came = performance.now();
      });
      element.addEventListener('pointerleave', () => {
        element.dataset.stay = String(performance.now() - came);
      });
    }
  }, selector);
  const middles = await tab.evaluate(
    all =>
      [...document.querySelectorAll(all)].map(element => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }),
    selector,
  );
  for (const { x, y } of middles) {
    await tab.move(x - 80, y);
    // Half of the way is right in the middle of it.
    await tab.move(x + 80, y, { steps: 2 });
  }
  const stays = await tab.evaluate(
    all => [...document.querySelectorAll<HTMLElement>(all)].map(({ dataset }) => Number(dataset.stay)),
    selector,
  );
  return stays.findIndex(stay => stay < 150);
}
