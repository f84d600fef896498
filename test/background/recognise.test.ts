import { describe, expect, test } from 'vitest';
import { hostBelowSite, read, siteOf } from '../../src/background/read.ts';
import { recognise, recogniseTyped } from '../../src/background/recognise.ts';
import type { TypedProblem } from '../../src/messages/messages.ts';
import { suffixes } from './suffixes.ts';

describe('a domain found on a page', () => {
  const cases: readonly (readonly [written: string, domain: string | undefined, why: string])[] = [
    ['dwp.gov.uk', 'dwp.gov.uk', 'a domain'],
    ['DWP.GOV.UK', 'dwp.gov.uk', 'capitals'],
    ['www.dwp.gov.uk', 'www.dwp.gov.uk', 'a name below it'],
    ['bücher.de', 'xn--bcher-kva.de', 'U-labels'],
    ['xn--bcher-kva.de', 'xn--bcher-kva.de', 'A-labels'],
    ['gov.uk', undefined, 'a bare public suffix is the name of a web site'],
    ['co.uk', undefined, 'a bare public suffix'],
    ['uk', undefined, 'a single label'],
    ['localhost', undefined, 'a single label'],
    ['x.test', undefined, 'RFC 6761'],
    ['example.com', undefined, 'RFC 6761'],
    ['x.onion', undefined, 'RFC 7686'],
    ['nas.internal', undefined, 'reserved for private use'],
    ['router.home.arpa', undefined, 'RFC 8375'],
    ['printer.local', undefined, 'RFC 6762'],
    ['192.0.2.1', undefined, 'an IP address'],
    ['[192.0.2.1]', undefined, 'an IP address'],
    ['2001:db8::1', undefined, 'an IP address'],
    ['x.nosuchsuffix', undefined, 'an unknown suffix'],
    ['report.pdf', undefined, 'a file'],
    ['a..gov.uk', undefined, 'an empty label'],
    ['-a.gov.uk', undefined, 'a hyphen at the start'],
    [`${'a'.repeat(64)}.gov.uk`, undefined, 'a label over 63'],
    ['a b.gov.uk', undefined, 'a blank'],
    ['x@dwp.gov.uk', undefined, 'no domain: an address'],
    ['dwp.gov.uk/x', undefined, 'no domain: a path'],
    ['__proto__', undefined, 'not a name'],
    ['', undefined, 'nothing'],
  ];
  test.each(cases)('%s: %s, %s', (written, domain) => {
    expect(recognise(written, suffixes)?.domain).toBe(domain);
  });
  test('both forms are given', () => {
    expect(recognise('Bücher.de', suffixes)).toEqual({ domain: 'xn--bcher-kva.de', unicode: 'bücher.de' });
  });
});

test('a typed public suffix is meant', () => {
  expect(recogniseTyped('gov.uk', suffixes)).toMatchObject({ status: 'found', recognised: { domain: 'gov.uk' } });
});

describe('what was typed', () => {
  const cases: readonly (readonly [text: string, stands: string | { readonly problem: TypedProblem }, why: string])[] =
    [
      ['dwp.gov.uk', 'dwp.gov.uk', 'a domain'],
      ['  dwp.gov.uk \n', 'dwp.gov.uk', 'with blanks around it'],
      ['dwp.gov.uk.', 'dwp.gov.uk', 'with the dot of the root'],
      ['gov.uk', 'gov.uk', 'a public suffix'],
      ['foi@dwp.gov.uk', 'dwp.gov.uk', 'an address'],
      ['"a@b"@dwp.gov.uk', 'dwp.gov.uk', 'the last @ counts'],
      ['@dwp.gov.uk', 'dwp.gov.uk', 'a mention'],
      ['<foi@dwp.gov.uk>', 'dwp.gov.uk', 'angle brackets'],
      ['FOI Team <foi@dwp.gov.uk>', 'dwp.gov.uk', 'a name and angle brackets'],
      ['mailto:foi@dwp.gov.uk?cc=x@evil.co.uk', 'dwp.gov.uk', 'a mailto link'],
      ['https://www.dwp.gov.uk/x?y#z', 'dwp.gov.uk', 'a web address: its registrable domain'],
      ['https://user@www.dwp.gov.uk:8443/', 'dwp.gov.uk', 'with a port and a user'],
      ['www.dwp.gov.uk', 'www.dwp.gov.uk', 'a name is taken as typed'],
      ['dwp.gov.uk/contact', 'dwp.gov.uk', 'a path behind it'],
      ['dwp.gov.uk:443', 'dwp.gov.uk', 'a port behind it'],
      ['', { problem: 'nothing' }, 'nothing'],
      ['   ', { problem: 'nothing' }, 'blanks'],
      ['foi@', { problem: 'no-address' }, 'no domain'],
      ['dwp', { problem: 'single-label' }, 'a single label'],
      ['foi@dwp', { problem: 'single-label' }, 'an address with a single label'],
      ['192.0.2.1', { problem: 'ip-address' }, 'an IP address'],
      ['x@[192.0.2.1]', { problem: 'ip-address' }, 'an address with an IP address'],
      ['http://192.0.2.1/', { problem: 'ip-address' }, 'a web address with an IP address'],
      ['http://[2001:db8::1]/', { problem: 'ip-address' }, 'a web address with an IPv6 address'],
      ['example.com', { problem: 'special-use' }, 'reserved'],
      ['http://localhost:3000/', { problem: 'single-label' }, 'a name of this machine'],
      ['x.nosuchsuffix', { problem: 'unknown-suffix' }, 'an unknown suffix'],
      ['what is mta-sts?', { problem: 'no-domain' }, 'a sentence'],
      ['dwp,gov,uk', { problem: 'no-domain' }, 'commas'],
      ['about:blank', { problem: 'single-label' }, 'no web address'],
      ['https://', { problem: 'no-domain' }, 'half a web address'],
      ['chrome://extensions', { problem: 'no-domain' }, 'a page of the browser'],
      ['file:///etc/passwd', { problem: 'no-domain' }, 'a file'],
    ];
  test.each(cases)('%s: %o, %s', (text, stands) => {
    const typed = read(text, suffixes);
    if (typeof stands === 'string') expect(typed).toMatchObject({ status: 'found', recognised: { domain: stands } });
    else expect(typed).toEqual({ status: 'permerror', problem: stands.problem });
  });
});

describe('the site of a page', () => {
  const cases: readonly (readonly [url: string, site: string | undefined, host: string | undefined, why: string])[] = [
    ['https://www.dwp.gov.uk/x', 'dwp.gov.uk', 'www.dwp.gov.uk', 'a host below its domain'],
    ['https://dwp.gov.uk/', 'dwp.gov.uk', undefined, 'the domain itself'],
    ['http://mail.bücher.de/', 'xn--bcher-kva.de', 'mail.xn--bcher-kva.de', 'U-labels'],
    ['https://www.dwp.gov.uk./', 'dwp.gov.uk', 'www.dwp.gov.uk', 'with the dot of the root'],
    ['https://gov.uk/', undefined, 'gov.uk', 'a bare public suffix has no registrable domain'],
    ['http://192.0.2.1/', undefined, undefined, 'an IP address'],
    ['http://localhost/', undefined, undefined, 'this machine'],
    ['https://www.example.com/', undefined, undefined, 'reserved'],
    ['chrome://newtab/', undefined, undefined, 'a page of the browser'],
    ['file:///home/x.html', undefined, undefined, 'a file'],
    ['about:blank', undefined, undefined, 'nothing'],
    ['', undefined, undefined, 'no address'],
  ];
  test.each(cases)('%s: %s and %s, %s', (url, site, host) => {
    expect(siteOf(url, suffixes)?.domain).toBe(site);
    expect(hostBelowSite(url, suffixes)?.domain).toBe(host);
  });
});
