/**
 * Where the content script runs: on every site that the manifest names, each in the shape that its own pages have; and
 * nowhere else.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import base from '../../manifest.json' with { type: 'json' };
import { ActPage } from './act-page.ts';
import { middle } from './driver-tree.ts';
import { until } from './driver-wait.ts';
import { builtFor, inBothBrowsers, patience, requestUrl } from './stage.ts';

const domain = 'danesford.ac.uk';
const address = `press@${domain}`;
const name = 'The Press Office';

/** Reader's mail in the shape of each client; `name` is what a reader points at, unless the address itself is shown. */
const shapes: Readonly<Record<string, string>> = {
  'www.whatdotheyknow.com': `<div class="comment_in_request_text"><p><a href="mailto:${address}">${name}</a></p></div>`,
  'mail.google.com': `<h3><span class="gD" email="${address}" name="${name}">${name}</span></h3>`,
  'outlook.live.com': `<div role="option" data-convid="1"><span title="${address}">${name}</span></div>`,
  'outlook.office.com': `<div aria-label="Von: ${name}"><span title="${name} &lt;${address}&gt;">${name}</span></div>`,
  'outlook.office365.com': `<div id="UniqueMessageBody_1" role="document"><p>Write to ${address}.</p></div>`,
  'outlook.cloud.microsoft': `<span class="lpc-hoverTarget" aria-label="${name} &lt;${address}&gt;">${name}</span>`,
  'mail.yahoo.com': `<span data-test-id="message-from"><span data-test-id="email-pill"><span><span>${name} &lt;${address}&gt;</span></span></span></span>`,
  // The letter stands in a frame without scripts and without an address of its own.
  'mail.proton.me': `<iframe sandbox="allow-same-origin" width="600" height="300"></iframe><script>
    onload = () => { document.querySelector('iframe').contentDocument.body.innerHTML = '<p>Write to press@danes<mark>ford</mark>.ac.uk.</p>'; };</script>`,
  'app.fastmail.com': `<div class="v-MailboxItem-name"><span title="${address}">${name}</span></div>`,
  // In an open shadow root that is filled later.
  'app.tuta.com': `<div id="body"></div><script>setTimeout(() => {
    document.querySelector('#body').attachShadow({ mode: 'open' }).innerHTML = '<p>Write to ${address}.</p>'; }, 300);</script>`,
};

/** Neighbours and look-alikes. */
const elsewhere = ['google.com', 'mail.google.com.openfield.gov.uk', 'whatdotheyknow.com'];
const html = (body: string) =>
  `<!doctype html><html lang="en"><title>A page</title><style>body { margin: 40px; font: 16px sans-serif }</style><body>${body}</body></html>`;

inBothBrowsers(
  (stage, driver) => {
    let act: ActPage;
    beforeAll(async () => {
      act = await ActPage.at(requestUrl('nothing'), stage);
    });
    const { content_scripts: scripts } = JSON.parse(readFileSync(`${builtFor(driver)}/manifest.json`, 'utf8'));
    const matches: readonly string[] = scripts.flatMap((script: { matches: readonly string[] }) => script.matches);

    test('the built manifest names these sites and no other', () => {
      expect(matches).toEqual(base.content_scripts.flatMap(script => script.matches));
      expect(matches.map(match => new URL(match.replace('*', '')).host).toSorted()).toEqual(Object.keys(shapes).sort());
    });

    test.each(Object.entries(shapes))('on %s a target is found in its own shape', async (host, body) => {
      await act.open(`https://${host}/r/mail`, html(body), 0);
      const shown = body.includes(`>${name}<`) ? name : address;
      const place = await until('the letter', () => act.tab.boxOfText(shown).catch(() => undefined), patience);
      const seen = async () => {
        await act.tab.move(2, 2);
        await act.tab.point({ ...place, width: Math.min(place.width, 60) });
        return (await act.tab.card())?.name.startsWith(`${domain}: `) || undefined;
      };
      await until('the card', seen, patience);
      await act.tab.press('Escape');
    });

    test.each(elsewhere)('not on %s', async host => {
      await act.open(`https://${host}/r/mail`, html(`<p>Write to ${address}.</p>`), 0);
      await act.tab.rest(500);
      await act.tab.move(...middle(await act.tab.boxOfText(address)));
      await act.tab.rest(500);
      expect([await act.hasCard(), await act.tab.evaluate(() => CSS.highlights.size)]).toEqual([false, 0]);
    });

    test('without an error', async () => {
      expect([await act.tab.errors(), await stage.browser.errors()]).toEqual([[], []]);
    });
  },
  { lab: { pageHosts: elsewhere } },
);
