// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { type Held, liesIn, replace } from '../../src/content/registry.ts';

let all: Set<Held>;
beforeEach(() => {
  all = new Set();
  document.body.innerHTML = '<p id="a">foi@a.example</p><p id="b">foi@b.example</p>';
});

const at = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;

function text(id: string, domain: string, startOffset = 0): Held {
  const node = at(id).firstChild as Text;
  return {
    kind: 'address',
    domain,
    where: { startContainer: node, startOffset, endContainer: node, endOffset: node.length },
  };
}

const names = (targets: Iterable<Held>): readonly string[] => [...targets].map(({ domain }) => domain);
const under = (...nodes: readonly Node[]): ReadonlySet<Node> => new Set(nodes);

test('what stays is the same object, so that an open card stays open', () => {
  const [first] = replace(all, under(document), [text('a', 'a.example')]).added;
  const change = replace(all, under(document), [text('a', 'a.example')]);
  expect(change).toEqual({ dropped: [], added: [] });
  expect([...all]).toEqual([first]);
});

test('another domain at the same place is another target', () => {
  replace(all, under(document), [text('a', 'a.example')]);
  const { dropped, added } = replace(all, under(document), [text('a', 'c.example')]);
  expect([names(dropped), names(added)]).toEqual([['a.example'], ['c.example']]);
});

test('the same domain at another place of the same text is another target', () => {
  replace(all, under(document), [text('a', 'a.example')]);
  expect(replace(all, under(document), [text('a', 'a.example', 4)]).dropped).toHaveLength(1);
});

test('an element whose text begins to show another domain is another target', () => {
  const link: Held = { kind: 'address', domain: 'a.example', where: at('a') };
  replace(all, under(document), [link]);
  expect(replace(all, under(document), [{ ...link, shownAs: 'bank.example' }]).added).toHaveLength(1);
});

test('only what lies in the scope is dropped', () => {
  replace(all, under(document), [text('a', 'a.example'), text('b', 'b.example')]);
  expect(names(replace(all, under(at('b')), []).dropped)).toEqual(['b.example']);
  expect(names(all)).toEqual(['a.example']);
});

test('what left the page is dropped wherever the scope is', () => {
  replace(all, under(document), [text('a', 'a.example'), text('b', 'b.example')]);
  at('a').remove();
  expect(names(replace(all, under(at('b')), [text('b', 'b.example')]).dropped)).toEqual(['a.example']);
});

test('two domains of one element are two targets', () => {
  const both = ['a.example', 'b.example'].map((domain): Held => ({ kind: 'address', domain, where: at('a') }));
  expect(replace(all, under(document), both).added).toHaveLength(2);
  expect(replace(all, under(document), both).dropped).toHaveLength(0);
});

test('a page full of addresses is bounded', () => {
  const many = Array.from({ length: 100_000 }, (_, index): Held => text('a', `${index}.example`));
  expect(replace(all, under(document), many).added).toHaveLength(5000);
  expect(replace(all, under(at('b')), [text('b', 'b.example')]).added).toHaveLength(0);
});

test('liesIn goes up to the root', () => {
  expect(liesIn(at('a').firstChild as Text, under(document))).toBe(true);
  expect(liesIn(at('a'), under(at('a')))).toBe(true);
  expect(liesIn(at('a'), under(at('b')))).toBe(false);
});
