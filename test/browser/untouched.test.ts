/**
 * Promise 6: the page is never changed. What it sees of us is one element under <html>, and only while a card is open;
 * text that a user writes is neither marked nor read; and a page that fights us gets bounded work and no exception.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authorityPage, requestPage, webmailPage } from '../lab/pages.ts';
import { ActPage } from './act-page.ts';
import type { Tab } from './driver.ts';
import { inBothBrowsers, requestUrl } from './stage.ts';

const mail = 'https://mail.google.com/mail/u/0';
const address = 'press@danesford.ac.uk';

const request = requestPage({
  title: 'Minutes',
  user: 'A reader',
  authority: { name: 'Lockwell Council', urlName: 'lockwell_council', homePage: 'https://www.lockwell.gov.uk/' },
  masks: { authority: 'Lockwell Council', authorityAddress: 'foi@lockwell.gov.uk' },
  messages: [
    { kind: 'incoming', author: 'Somebody', date: 'today', text: 'Please write to foi@lockwell.gov.uk instead.' },
    { kind: 'annotation', author: 'Another', date: 'today', text: `Ask ${address}, or @halfdane.ac.uk.` },
  ],
});
const authority = authorityPage({
  name: 'Lockwell Council',
  urlName: 'lockwell_council',
  homePage: 'https://www.lockwell.gov.uk/',
  notes: `Ask ${address} first.`,
});
const somebody = { name: 'Somebody', address };
const letter = webmailPage({
  list: [somebody],
  open: { ...somebody, to: somebody, subject: 'Hello', bodyHtml: `<p>Write to ${address}.</p>` },
});

/** The page's own first script: notes everything that its observer hears of. */
const watch = `<script>
  window.heard = [];
  const name = ({ nodeName, attributes }) => nodeName + [...attributes ?? []].map(({ name }) => '.' + name).join('');
  window.watcher = new MutationObserver(records => {
    for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
      const changed = [...[...addedNodes].map(node => '+' + name(node)), ...[...removedNodes].map(node => '-' + name(node))];
      heard.push([type, name(target), attributeName ?? changed].flat().join(' '));
    }
  });
  const all = { subtree: true, childList: true, characterData: true, attributes: true };
  addEventListener('load', () => watcher.observe(document, all));
</script>`;
const watched = (html: string) => html.replace('<head>', `<head>${watch}`);
const heard = (tab: Tab) => tab.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);

inBothBrowsers(stage => {
  let act: ActPage;
  let tab: Tab;
  beforeAll(async () => {
    act = await ActPage.at(requestUrl('nothing'), stage);
    tab = act.tab;
  });

  describe('with a card shown in between, the HTML is what it was and its observer has seen our host alone', () => {
    test.each([
      ['a request', requestUrl('minutes'), request, 4],
      ['an authority', 'https://www.whatdotheyknow.com/body/lockwell_council', authority, 2],
      ['webmail', `${mail}/letter`, letter, 4],
    ] as const)('%s', async (_, url, html, marks) => {
      await act.open(url, watched(html), marks);
      const before = await tab.html();
      await act.pointAtText(address);
      await act.cardOf('danesford.ac.uk');
      const between = await tab.html();
      await tab.press('Escape');
      await tab.noCard();
      expect(await tab.html()).toBe(before);
      expect(between.replace(/<div popover="manual"><\/div>(?=<\/html>)/, '')).toBe(before);
      const host = 'DIV.popover';
      expect(await heard(tab)).toEqual([`childList HTML.lang +${host}`, `childList HTML.lang -${host}`]);
      expect(await tab.errors()).toEqual([]);
    });
  });

  test('what a user writes in is not marked, not read, not pointed at', async () => {
    const html = webmailPage({
      list: [],
      open: { ...somebody, to: somebody, subject: 'Hello', bodyHtml: '<p>Nothing.</p>' },
      draft: { recipients: [], html: `<p>Tell <b id="inside">${address}</b> that</p>`, typed: 'to@halfdane.ac.uk' },
    });
    const area = `<textarea id="area">Or write to ${address}.</textarea>
      <div id="plain" contenteditable="plaintext-only">Or to ${address}</div><div role="textbox" id="box">Or to ${address}</div>`;
    await act.open(`${mail}/draft`, html.replace('</body>', `${area}</body>`), 2);
    const editor = () => tab.evaluate(() => document.querySelector('.editable')?.innerHTML);
    const before = await editor();
    for (const at of ['#inside', '#area', '#plain', '#box', 'input[aria-label="To"]']) {
      await tab.move(2, 2);
      await tab.point(await tab.boxOf(at));
      await tab.rest(300);
      expect(await act.hasCard(), at).toBe(false);
    }
    expect(await editor()).toBe(before);
    await tab.click(...(await centre(tab, '#inside')));
    await tab.press('End');
    await tab.type(' or to@lockwell.gov.uk');
    await tab.rest(600);
    const after = await editor();
    expect(after?.replace(' or to@lockwell.gov.uk', '').replaceAll('&nbsp;', ' ')).toBe(before);
    // Nothing marked lies in anything that can be written in.
    const inEditable = await tab.evaluate(
      () =>
        [...CSS.highlights.values()].flatMap(highlight =>
          [...highlight].filter(({ startContainer }) =>
            (startContainer as Element).parentElement?.closest('[contenteditable], [role="textbox"], textarea, input'),
          ),
        ).length,
    );
    expect(inEditable).toBe(0);
    expect(act.traffic.all()).toEqual([]);
  });

  test('a page with the strictest policy has marks and cards, and nothing to report', async () => {
    const policy =
      "default-src 'none'; script-src 'none'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    const headers = { 'content-security-policy': policy };
    await act.open(
      `${mail}/strict`,
      { body: `<!doctype html><title>Strict</title><p>Write to ${address}.</p>`, headers },
      1,
    );
    await act.pointAtText(address);
    const { box } = await act.cardOf('danesford.ac.uk');
    expect(box.width).toBe(360);
    expect(await tab.errors()).toEqual([]);
  });

  describe('a hostile page', () => {
    const withScript = (script: string, style = '', text = `Write to ${address}.`) =>
      `<!doctype html><html lang="en"><head><style>${style}</style><script>${script}</script></head><body><p>${text}</p></body></html>`;
    const count = () => tab.evaluate(() => (globalThis as unknown as { count: number }).count);
    afterAll(async () => {
      expect(await stage.browser.errors()).toEqual([]);
    });

    test('cannot hide the card by its styles', async () => {
      const hide = `const hide = host => host.style.cssText = 'display:none!important; opacity:0!important; translate:-9999px!important; visibility:hidden!important';
        new MutationObserver(records => records.flatMap(({ addedNodes }) => [...addedNodes]).filter(node => node.popover).forEach(hide)).observe(document.documentElement, { childList: true });`;
      const style =
        '[popover], html > div { display: none !important; opacity: 0 !important } html { pointer-events: none; opacity: .99 }';
      await act.open(`${mail}/styles`, withScript(hide, style), 1);
      await tab.evaluate(() => document.documentElement.style.setProperty('pointer-events', 'auto'));
      await act.pointAtText(address);
      const { box } = await act.cardOf('danesford.ac.uk');
      expect(box).toMatchObject({ width: 360 });
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(await tab.errors()).toEqual([]);
    });

    test('that takes the host out in a loop is left alone after a few times', async () => {
      const remove = `window.count = 0; new MutationObserver(() => {
        for (const host of document.querySelectorAll('html > [popover]')) { host.remove(); count += 1; }
      }).observe(document.documentElement, { childList: true });`;
      await act.open(`${mail}/remove`, withScript(remove), 1);
      await act.pointAtText(address);
      await tab.rest(1_500);
      const removed = await count();
      expect(removed).toBeGreaterThan(0);
      expect(removed).toBeLessThanOrEqual(10);
      await tab.rest(500);
      expect(await count()).toBe(removed);
      expect(await tab.errors()).toEqual([]);
    });

    test('that clears the marks in a loop, and changes all the time, is left alone after a few times', async () => {
      const clear = `window.count = 0; setInterval(() => {
        if (CSS.highlights.size > 0) count += 1;
        CSS.highlights.clear();
        document.querySelector('p').append(' more@halfdane.ac.uk ');
      }, 40);`;
      await act.open(`${mail}/clear`, withScript(clear), 0);
      await tab.rest(2_000);
      const cleared = await count();
      expect(cleared).toBeGreaterThan(0);
      expect(cleared).toBeLessThanOrEqual(30);
      expect(await tab.errors()).toEqual([]);
    });

    test('with more addresses than anybody reads gets bounded work, and asks nothing', async () => {
      const many = Array.from({ length: 6_000 }, (_, index) => `x@unique-${index}.attacker.co.uk`);
      const html = `Write to ${address}.<p>${many.join('<p>')}<p id="one">${many.join(' ')}`;
      await act.open(`${mail}/many`, withScript('', '', html), 1_000);
      await tab.rest(500);
      const [all, inOne, length] = await tab.evaluate(() => {
        const node = document.querySelector('#one')?.firstChild;
        const marks = [...(CSS.highlights.get('mark-dotted') ?? [])];
        return [
          marks.length,
          marks.filter(mark => mark.startContainer === node).length,
          (node as Text).length,
        ] as const;
      });
      expect(all).toBeLessThanOrEqual(5_000);
      // Chromium counts through all of a text node for each mark in it.
      expect(inOne * length).toBeLessThan(3_000_000);
      expect(act.traffic.all()).toEqual([]);
      await act.pointAtText(address);
      await act.cardOf('danesford.ac.uk');
      expect(await tab.errors()).toEqual([]);
    });
  });
});

async function centre(tab: Tab, selector: string): Promise<readonly [number, number]> {
  const { x, y, width, height } = await tab.boxOf(selector);
  return [x + width / 2, y + height / 2];
}
