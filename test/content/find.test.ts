// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { byPlace, findTargets, nodeOf, scopeOf } from '../../src/content/find.ts';

afterEach(() => {
  document.body.textContent = '';
  document.designMode = 'off';
});

const domains = async (root: Node): Promise<readonly string[]> => (await findTargets(root)).map(({ domain }) => domain);

function pick(selector: string): Element {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}

describe('findTargets', () => {
  it('gives way after each few nodes when it has no time', async () => {
    document.body.innerHTML = '<p>plain</p>'.repeat(1000) + '<p>foi@council.example</p>'.repeat(200);
    let ticks = 0;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      ticks++;
      port2.postMessage(0);
    };
    port2.postMessage(0);
    const found = await findTargets(document, { budget: 0 });
    port1.close();
    expect(found).toHaveLength(200);
    expect(ticks).toBeGreaterThan(10);
  });

  it('finds nothing when aborted before', async () => {
    document.body.innerHTML = '<p>foi@council.example</p>';
    expect(await findTargets(document, { signal: AbortSignal.abort() })).toEqual([]);
  });

  it('finds nothing when aborted in between', async () => {
    document.body.innerHTML = '<p>foi@council.example</p>'.repeat(1000);
    const ending = new AbortController();
    const finding = findTargets(document, { budget: 0, signal: ending.signal });
    ending.abort();
    expect(await finding).toEqual([]);
  });

  it('reads no page that is being edited', async () => {
    document.body.innerHTML = '<p>foi@council.example</p>';
    document.designMode = 'on';
    expect(await domains(document)).toEqual([]);
  });

  it('takes an element, itself included', async () => {
    document.body.innerHTML = '<p>a@one.example</p><p title="b@two.example">c@three.example, say</p>';
    expect(await domains(pick('p + p'))).toEqual(['three.example', 'two.example']);
  });

  it('has nothing to say of an empty node', async () => {
    expect(await domains(document.createElement('p'))).toEqual([]);
    expect(await domains(document.createComment('foi@council.example'))).toEqual([]);
  });

  it('gives places that fit a static range', async () => {
    document.body.innerHTML = '<p>to foi@<b>council</b>.example.</p>';
    const [target] = await findTargets(document);
    const [first, , last] = [...pick('p').childNodes];
    expect(target?.where).toEqual({ startContainer: first, startOffset: 3, endContainer: last, endOffset: 8 });
  });
});

describe('scopeOf', () => {
  it.each([
    ['text in a block', '<p id="want">text</p>', 'p', 'p'],
    ['text in an inline element', '<p><b>te</b>xt</p>', 'b', 'p'],
    ['text in an element that carries an address', '<div title="a@one.example"><p>text</p></div>', 'p', 'div'],
    ['an inline element that carries one', '<p><a href="mailto:a@one.example">text</a></p>', 'a', 'p'],
    ['a cell', '<table><tr><td><span>text</span></td></tr></table>', 'span', 'td'],
  ])('%s', (_, html, changed, scope) => {
    document.body.innerHTML = html;
    const text = pick(changed).firstChild;
    expect(text && scopeOf(text)).toBe(pick(scope));
    expect(scopeOf(pick(changed))).toBe(pick(scope));
  });

  it('a root is its own scope', () => {
    expect(scopeOf(document)).toBe(document);
    const root = document.createElement('div').attachShadow({ mode: 'open' });
    root.innerHTML = '<b>text</b>';
    expect(scopeOf(root)).toBe(root);
    expect(root.firstChild && scopeOf(root.firstChild)).toBe(root);
  });

  it('what joins a changed text is found again', async () => {
    document.body.innerHTML = '<p>foi@<b>one</b>.example</p><p>a@two.example</p>';
    const text = pick('b').firstChild as Text;
    text.data = 'three';
    expect(await domains(scopeOf(text))).toEqual(['three.example']);
  });
});

it('byPlace sorts texts and elements into the order of the page', async () => {
  document.body.innerHTML =
    '<p title="a@one.example">One</p><p>b@two.example</p><p><a href="mailto:c@three.example">c</a></p><p>@four.example</p>';
  const targets = [...(await findTargets(document))].sort(byPlace);
  expect(targets.map(({ domain }) => domain)).toEqual(['one.example', 'two.example', 'three.example', 'four.example']);
  expect(targets.map(target => nodeOf(target).nodeName)).toEqual(['P', '#text', 'A', '#text']);
});
