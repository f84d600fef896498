// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { age, type CardState, draw, nameOf, spoken } from '../../src/content/card-view.ts';
import { ago, words } from '../../src/content/card-words.ts';
import type { CardView } from '../../src/messages/messages.ts';

const view: CardView = {
  domain: 'council.example',
  unicode: 'council.example',
  transit: { grade: 'locked', title: 'Locked in transit' },
  identity: { grade: 'open', title: 'Open to forgery' },
  sentence: 'A sentence.',
  facts: [
    { label: 'MTA-STS', text: 'enforce' },
    { label: 'DANE', text: '<b>none</b>' },
  ],
  at: 0,
  expires: 1,
  text: 'as text',
};
const known: CardState = { ...view, heading: 'council.example', title: 'Locked in transit' };

const drawn = (state: CardState): HTMLElement => {
  const box = document.createElement('div');
  box.append(...draw(state));
  return box;
};

test('the accessible name is the domain and its grade', () => {
  expect(nameOf(known)).toBe('council.example: Locked in transit');
});

test('both grades in words, the sentence, the facts', () => {
  expect(drawn(known).textContent).toBe(
    'council.exampleLocked in transitOpen to forgeryA sentence.MTA-STSenforceDANE<b>none</b>',
  );
});

test('what comes from a stranger is text', () => {
  const state = { ...known, heading: '<img src=x>', warning: words.shownAs('<img>') };
  expect(drawn(state).querySelector('img, dd b')).toBeNull();
});

test('the name as DNS knows it stands under the heading when it differs', () => {
  const state = { ...known, heading: 'bücher.example', ascii: 'xn--bcher-kva.example' };
  expect(drawn(state).querySelector('header')?.textContent).toContain('bücher.examplexn--bcher-kva.example');
});

test('an authority’s domain is worded as a hint, another shown domain as a warning', () => {
  const text = drawn({ ...known, hint: words.hint, warning: words.shownAs('bank.example') }).textContent;
  expect(text).toContain('its mail may go elsewhere');
  expect(text).toContain('Shown as bank.example');
});

test('nothing is spoken while it only waits', () => {
  expect(spoken({ heading: 'council.example', title: words.looking })).toBe('');
  expect(spoken({ heading: 'council.example', title: words.failed })).toBe(`council.example: ${words.failed}`);
  expect(spoken(known)).toBe('council.example: Locked in transit. Open to forgery. A sentence.');
});

test('a grade is never shown before there is one', () => {
  const waiting = drawn({ heading: 'council.example', title: words.looking });
  expect(waiting.querySelector('svg')?.getAttribute('class')).toBe('unknown');
  expect(waiting.querySelectorAll('dl, p')).toHaveLength(0);
  expect(age({ heading: 'council.example', title: words.looking }, 1)).toBe('');
});

test.each([
  [0, 'just now'],
  [59_999, 'just now'],
  [60_000, '1 minute ago'],
  [59 * 60_000, '59 minutes ago'],
  [3_600_000, '1 hour ago'],
  [86_399_999, '23 hours ago'],
  [3 * 86_400_000, '3 days ago'],
  [-5000, 'just now'], // the clock was set back
])('%i ms: %s', (elapsed, text) => {
  expect(ago(elapsed)).toBe(text);
});
