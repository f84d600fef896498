import { describe, expect, test } from 'vitest';
import { fromPage, fromScreen, type Sender } from '../../src/messages/door.ts';

const own = { id: 'ourselves', base: 'chrome-extension://ourselves/' };
const tab = { id: 7, incognito: false };
const page: Sender = {
  id: 'ourselves',
  url: 'https://mail.google.com/mail',
  origin: 'https://mail.google.com',
  frameId: 0,
  tab,
};
const screen: Sender = { id: 'ourselves', url: 'chrome-extension://ourselves/src/popup/index.html' };

describe('a content script of ours', () => {
  const cases: readonly (readonly [sender: Sender, url: string | undefined, why: string])[] = [
    [page, 'https://mail.google.com/mail', 'in a page'],
    [{ ...page, url: 'about:srcdoc' }, 'https://mail.google.com', 'a frame without an address belongs to its origin'],
    [{ ...page, url: 'about:blank', origin: 'null' }, '', 'a frame that belongs to nobody'],
    [{ ...page, url: undefined, origin: undefined }, '', 'no address at all'],
    [{ ...page, id: 'another' }, undefined, 'another extension'],
    [{ ...page, id: undefined }, undefined, 'a page by itself'],
    [{ ...page, tab: undefined }, undefined, 'no tab'],
    [{ ...page, tab: { incognito: false } }, undefined, 'a tab without a number'],
    [{ ...screen, tab }, undefined, 'our own page in a tab'],
    [screen, undefined, 'our popup'],
    [
      { ...page, url: 'https://evil.example/chrome-extension://ourselves/' },
      'https://evil.example/chrome-extension://ourselves/',
      'our address behind another',
    ],
  ];
  test.each(cases)('%o: %s, %s', (sender, url) => {
    expect(fromPage(sender, own)?.url).toBe(url);
  });
  test('its frame, tab and window are read from the sender', () => {
    const framed = fromPage({ ...page, frameId: 3, tab: { id: 9, incognito: true } }, own);
    expect(framed).toEqual({ url: 'https://mail.google.com/mail', tabId: 9, frameId: 3, top: false, private: true });
  });
});

describe('a page of ours', () => {
  const cases: readonly (readonly [sender: Sender, isPrivate: boolean | undefined | 'refused', why: string])[] = [
    [screen, undefined, 'the popup: its window must be asked'],
    [{ ...screen, tab }, false, 'in a tab'],
    [{ ...screen, tab: { id: 1, incognito: true } }, true, 'in a tab of a private window'],
    [{ ...screen, url: `${screen.url}?private`, tab }, true, 'opened from a private window'],
    [{ ...screen, url: `${screen.url}#private`, tab }, false, 'a fragment says nothing'],
    [page, 'refused', 'a content script'],
    [{ ...screen, id: 'another' }, 'refused', 'another extension with our address'],
    [{ ...screen, id: undefined }, 'refused', 'nobody'],
    [{ ...screen, url: 'chrome-extension://another/src/popup/index.html' }, 'refused', "another extension's page"],
    [{ ...screen, url: 'chrome-extension://ourselves.evil/x' }, 'refused', 'begins alike'],
    [
      { ...screen, url: 'https://evil.example/?chrome-extension://ourselves/' },
      'refused',
      'our address behind another',
    ],
    [{ ...screen, url: undefined }, 'refused', 'no address'],
  ];
  test.each(cases)('%o: %s, %s', (sender, isPrivate) => {
    const from = fromScreen(sender, own);
    if (isPrivate === 'refused') expect(from).toBeUndefined();
    else expect(from).toEqual({ private: isPrivate });
  });
});
