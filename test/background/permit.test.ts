import { describe, expect, test } from 'vitest';
import { type PageKind, type Permit, pageKind, pageSettings, permitFor } from '../../src/background/permit.ts';
import { defaults } from '../../src/background/settings.ts';
import type { PageCause, PageSettings, Settings } from '../../src/messages/messages.ts';

const wdtk = 'https://www.whatdotheyknow.com';

describe('which kind a page is', () => {
  const cases: readonly (readonly [url: string, kind: PageKind, why: string])[] = [
    [`${wdtk}/request/mta_sts`, 'public', 'a request'],
    [`${wdtk}/request/mta_sts?unfold=1#incoming-1`, 'public', 'query and fragment change nothing'],
    [`${wdtk}/request/mta_sts/response/1/attach/html/2/a.html`, 'public', 'an attachment of a request'],
    [`${wdtk}/body/home_office`, 'public', 'an authority'],
    [`${wdtk}/body/home_office/all`, 'public', 'a view of an authority'],
    [`${wdtk}/body`, 'foi', 'the list of authorities'],
    [`${wdtk}/body/`, 'foi', 'the list of authorities, with a slash'],
    [`${wdtk}/request/`, 'foi', 'no request'],
    [`${wdtk}/requests/x`, 'foi', 'another word'],
    [`${wdtk}/`, 'foi', 'the front page'],
    [`${wdtk}/r/token`, 'foi', 'shared privately'],
    [`${wdtk}/r/request/x`, 'foi', 'the path must begin so'],
    [`${wdtk}/pro/dashboard`, 'foi', 'private drafts'],
    [`${wdtk}/new/home_office`, 'foi', 'a draft'],
    [`${wdtk}:8443/request/x`, 'public', 'another port is the same site'],
    ['http://www.whatdotheyknow.com/request/x', 'webmail', 'anyone on the path may have written it'],
    ['https://whatdotheyknow.com/request/x', 'webmail', 'not the host of the manifest'],
    ['https://www.whatdotheyknow.com.evil.example/request/x', 'webmail', 'begins alike'],
    ['https://evil.example/www.whatdotheyknow.com/request/x', 'webmail', 'the host is not in the path'],
    ['https://www.whatdotheyknow.com@evil.example/request/x', 'webmail', 'a user name is no host'],
    ['https://mail.google.com/mail/u/0/', 'webmail', 'webmail'],
    ['about:blank', 'webmail', 'no address of its own'],
    ['', 'webmail', 'none at all'],
  ];
  test.each(cases)('%s: %s, %s', (url, kind) => {
    expect(pageKind({ url, top: true })).toBe(kind);
  });
  test('a public page inside another page is not looked up on sight', () => {
    expect(pageKind({ url: `${wdtk}/request/x`, top: false })).toBe('foi');
  });
});

describe('what a page may have asked', () => {
  const never: Partial<Settings> = { webmail: 'never' };
  const byAct: Partial<Settings> = { publicPages: 'act' };
  const cases: readonly (readonly [PageKind, PageCause, Partial<Settings>, Permit, why: string])[] = [
    ['public', 'sight', {}, 'dns', 'on sight, but never the policy file'],
    ['public', 'sight', byAct, 'nothing', 'the user wants an act first'],
    ['public', 'act', {}, 'policy', 'an act on an FOI page'],
    ['public', 'act', byAct, 'policy', 'an act on an FOI page'],
    ['foi', 'sight', {}, 'nothing', 'elsewhere on the site only after an act'],
    ['foi', 'act', {}, 'policy', 'which may then fetch'],
    ['webmail', 'sight', {}, 'nothing', 'never in webmail'],
    ['webmail', 'act', {}, 'dns', 'an act asks DNS only'],
    ['webmail', 'act', never, 'nothing', 'the user wants no lookups from webmail'],
  ];
  test.each(cases)('%s, %s, %o: %s, %s', (kind, cause, change, permit) => {
    expect(permitFor(kind, cause, { ...defaults, ...change })).toBe(permit);
  });
});

describe('what a page is told of the settings', () => {
  const quiet: Partial<Settings> = { quietSites: ['mail.google.com'] };
  const cases: readonly (readonly [url: string, Partial<Settings>, PageSettings, why: string])[] = [
    [`${wdtk}/request/x`, {}, { quiet: false, lookup: 'sight' }, 'public'],
    [`${wdtk}/request/x`, { publicPages: 'act' }, { quiet: false, lookup: 'act' }, 'public, after an act'],
    [`${wdtk}/pro/x`, {}, { quiet: false, lookup: 'act' }, 'elsewhere on the site'],
    ['https://mail.google.com/', {}, { quiet: false, lookup: 'act' }, 'webmail'],
    ['https://mail.google.com/', { webmail: 'never' }, { quiet: false, lookup: 'never' }, 'webmail, never'],
    [`${wdtk}/pro/x`, { webmail: 'never' }, { quiet: false, lookup: 'act' }, 'webmail says nothing of WhatDoTheyKnow'],
    ['https://mail.google.com/mail/u/0', quiet, { quiet: true, lookup: 'act' }, 'quiet'],
    ['https://mail.google.com.evil.example/', quiet, { quiet: false, lookup: 'act' }, 'another host'],
    ['about:blank', quiet, { quiet: false, lookup: 'act' }, 'no host'],
  ];
  test.each(cases)('%s, %o: %o, %s', (url, change, expected) => {
    expect(pageSettings({ url, top: true }, { ...defaults, ...change })).toEqual(expected);
  });
});
