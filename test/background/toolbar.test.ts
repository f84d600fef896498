import { describe, expect, test } from 'vitest';
import { type Badge, badgeFor, Toolbar } from '../../src/background/toolbar.ts';
import { transitGrades } from '../../src/verdict/grades.ts';
import { verdictOn } from './fakes.ts';

describe('toolbar badge', () => {
  function toolbar(urls: Readonly<Record<number, string>>) {
    const shown: [number, Badge][] = [];
    const port = {
      show: async (tabId: number, badge: Badge) => void shown.push([tabId, badge]),
      urlOf: async (tabId: number) => urls[tabId],
    };
    return { shown, toolbar: new Toolbar(port, url => new URL(url).hostname.replace('www.', '')) };
  }

  test('a site that is known already shows its grade, another one nothing', async () => {
    const { shown, toolbar: bar } = toolbar({});
    await bar.opened(1, 'dwp.gov.uk', false, verdictOn('dwp.gov.uk', { at: 1 }));
    await bar.opened(2, 'dwp.gov.uk', false, undefined);
    expect(shown).toEqual([[1, badgeFor(verdictOn('dwp.gov.uk', { at: 1 }))]]);
  });

  const cases: readonly (readonly [url: string | undefined, pending: boolean, shown: number, why: string])[] = [
    ['https://www.dwp.gov.uk/', false, 1, 'still there'],
    ['https://evil.co.uk/', false, 0, 'gone elsewhere'],
    [undefined, false, 0, 'we may no longer read its address'],
    ['https://www.dwp.gov.uk/', true, 0, 'not finished'],
  ];
  test.each(cases)('a verdict comes, the tab is at %s, pending %s: %i, %s', async (url, pending, times) => {
    const { shown, toolbar: bar } = toolbar(url === undefined ? {} : { 1: url });
    await bar.opened(1, 'dwp.gov.uk', false, undefined);
    await bar.tell({ ...verdictOn('dwp.gov.uk', { at: 1 }), pending: pending ? ['mx'] : [] }, false);
    await bar.tell(verdictOn('other.gov.uk', { at: 1 }), false);
    expect(shown).toHaveLength(times);
  });

  test('what a private window asked is shown over private tabs alone', async () => {
    const { shown, toolbar: bar } = toolbar({ 1: 'https://dwp.gov.uk/', 2: 'https://dwp.gov.uk/' });
    await bar.opened(1, 'dwp.gov.uk', false, undefined);
    await bar.opened(2, 'dwp.gov.uk', true, undefined);
    await bar.tell(verdictOn('dwp.gov.uk', { at: 1 }), true);
    expect(shown.map(([tabId]) => tabId)).toEqual([2]);
  });

  test('every grade has a letter, and its title says it in words', () => {
    for (const grade of transitGrades) {
      const badge = badgeFor({ ...verdictOn('a.gov.uk', { at: 1 }), transit: { grade, reason: 'pending' } });
      expect(badge.text).toHaveLength(1);
      expect(badge.title).toMatch(/^a\.gov\.uk: \S.*\. \S.*\.$/);
    }
  });
});
