import { expect, test } from 'vitest';
import { cardView } from '../../src/background/card-view.ts';
import { verdictOn } from './fakes.ts';

test('a card shows both grades in words, the domain in both forms, and when it was looked at', () => {
  const view = cardView(verdictOn('xn--bcher-kva.de', { at: 5, expires: 9 }));
  expect(view).toMatchObject({
    domain: 'xn--bcher-kva.de',
    unicode: 'bücher.de',
    transit: { grade: 'unlocked', title: 'Unlocked in transit' },
    identity: { grade: 'open', title: 'Open to forgery' },
    at: 5,
    expires: 9,
  });
  expect(view.sentence).toContain('bücher.de');
  expect(view.text).toContain('Open to forgery');
});
