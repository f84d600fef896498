/** Marks are drawn wherever a mail client keeps its letters: on the page, in its shadow roots, in its frames. */
import { expect, test } from 'vitest';
import type { Tab } from './driver.ts';
import { until } from './driver-wait.ts';
import { inBothBrowsers, patience } from './stage.ts';

const client = 'https://app.tuta.com/mail';

inBothBrowsers(stage => {
  async function opened(body: string): Promise<Tab> {
    stage.lab.setPage(client, `<!doctype html><meta charset="utf-8"><title>Mail</title><body>${body}</body>`);
    return stage.browser.open(client);
  }
  const dotted = (tab: Tab, where: Parameters<typeof lineUnder>[0]) =>
    until('the line', async () => (await tab.evaluate(lineUnder, where)) === 'underline dotted' || undefined, patience);

  test('on the page', async () => {
    const tab = await opened('<p id="letter">Write to me@openfield.gov.uk now.</p>');
    await dotted(tab, 'page');
    await tab.close();
  });

  test('in a shadow root of the page’s own, also one inside another', async () => {
    const tab = await opened(`<div id="host"></div><script>
      const outer = document.getElementById('host').attachShadow({ mode: 'open' });
      outer.innerHTML = '<div id="host"></div>';
      outer.getElementById('host').attachShadow({ mode: 'open' }).innerHTML = '<p id="letter">Write to me@openfield.gov.uk now.</p>';
    </script>`);
    await dotted(tab, 'shadow');
    await tab.close();
  });

  test('in a frame without an address, and in a shadow root there', async () => {
    const letter =
      '<div id=host></div><script>document.getElementById(`host`).attachShadow({ mode: `open` }).innerHTML = `<p id=letter>Write to me@openfield.gov.uk now.</p>`</script>';
    const tab = await opened(`<iframe width="600" height="300" srcdoc="${letter}"></iframe>`);
    await dotted(tab, 'frame');
    await tab.close();
  });

  test('nothing went wrong in the extension', async () => {
    expect(await stage.browser.errors()).toEqual([]);
  });
});

/** Runs in the page: the line that a neutral mark has under the letter; none where no mark has it. */
function lineUnder(where: 'page' | 'shadow' | 'frame'): string {
  const within = (root: Document | ShadowRoot | null | undefined) => root?.getElementById('host')?.shadowRoot;
  const frame = document.querySelector('iframe');
  const roots = { page: document, shadow: within(within(document)), frame: within(frame?.contentDocument) };
  const letter = roots[where]?.getElementById('letter');
  const view = letter?.ownerDocument.defaultView;
  const isMarked = [...(view?.CSS.highlights.get('mark-dotted') ?? [])].some(range =>
    letter?.contains(range.startContainer),
  );
  if (!letter || !view || !isMarked) return 'none';
  const { textDecorationLine, textDecorationStyle } = view.getComputedStyle(letter, '::highlight(mark-dotted)');
  return `${textDecorationLine} ${textDecorationStyle}`;
}
