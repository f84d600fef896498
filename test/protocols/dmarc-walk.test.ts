import { describe, expect, test } from 'vitest';
import { olderDmarc } from '../../src/protocols/dmarc-older.ts';
import { readDmarcAnswer } from '../../src/protocols/dmarc-record.ts';
import {
  type DmarcStep,
  isDropped,
  organizationalDomain,
  selectDmarc,
  walkNames,
} from '../../src/protocols/dmarc-walk.ts';
import { absent, failed, found } from './answers.ts';

describe('the names of the walk', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['com', ['com'], 'a top-level domain alone'],
    ['example.com', ['example.com', 'com'], 'RFC 9989 §4.10 step 7: the top-level domain is asked too'],
    ['a.mail.example.com', ['a.mail.example.com', 'mail.example.com', 'example.com', 'com'], 'one label at a time'],
    [
      'a.b.c.d.e.example.com',
      [
        'a.b.c.d.e.example.com',
        'b.c.d.e.example.com',
        'c.d.e.example.com',
        'd.e.example.com',
        'e.example.com',
        'example.com',
        'com',
      ],
      'step 4: seven labels',
    ],
    [
      'a.b.c.d.e.f.example.com',
      [
        'a.b.c.d.e.f.example.com',
        'b.c.d.e.f.example.com',
        'c.d.e.f.example.com',
        'd.e.f.example.com',
        'e.f.example.com',
        'f.example.com',
        'example.com',
        'com',
      ],
      'step 4: eight labels, still one at a time',
    ],
    [
      'a.b.c.d.e.f.g.h.i.j.mail.example.com',
      [
        'a.b.c.d.e.f.g.h.i.j.mail.example.com',
        'g.h.i.j.mail.example.com',
        'h.i.j.mail.example.com',
        'i.j.mail.example.com',
        'j.mail.example.com',
        'mail.example.com',
        'example.com',
        'com',
      ],
      'step 4: more than eight labels, from the second question on at most seven',
    ],
    ['a\\.b.example.com', ['a\\.b.example.com', 'example.com', 'com'], 'a dot inside a label'],
    ['', [], 'the root'],
  ];
  test.each(cases)('of %j are %j: %s', (domain, expected) => {
    expect(walkNames(domain)).toEqual(expected);
  });
});

/**
 * A walk from `domain`; `records` by name: texts that stand there, or '!' for a failed lookup. Names that are not among
 * the walk's are a mistake in the test.
 */
function walk(domain: string, records: Readonly<Record<string, readonly string[] | '!'>>): readonly DmarcStep[] {
  const names = walkNames(domain);
  for (const name of Object.keys(records)) expect(names).toContain(name);
  return names.map(name => {
    const [owner, texts] = [`_dmarc.${name}`, records[name] ?? []];
    if (texts === '!') return { name, lookup: readDmarcAnswer(failed(owner, 'TXT')) };
    return {
      name,
      lookup: readDmarcAnswer(texts.length > 0 ? found(owner, 'TXT', texts) : absent('nodata', owner, 'TXT')),
    };
  });
}

const record = (rest: string): readonly string[] => [`v=DMARC1; ${rest}`];
const two = ['v=DMARC1; p=reject', 'v=DMARC1; p=none'];
const doubled = ['v=DMARC1; p=none; p=none'];
const misspelt = ['v=DMARC2; p=none'];

type Case = readonly [string, Readonly<Record<string, readonly string[] | '!'>>, object, string];

describe('what the walk selects', () => {
  const cases: readonly Case[] = [
    ['example.com', {}, { status: 'none', dropped: [] }, 'nothing anywhere'],
    [
      'example.com',
      { 'example.com': record('p=reject') },
      { name: 'example.com', tag: 'p', published: 'reject' },
      'its own',
    ],
    [
      'mail.example.com',
      { 'mail.example.com': record('p=none'), 'example.com': record('p=reject; sp=reject') },
      { name: 'mail.example.com', tag: 'p', effective: 'none', organizationalDomain: 'example.com' },
      'RFC 9989 §4.10.1: its own before that of its organizational domain',
    ],
    [
      'mail.example.com',
      { 'mail.example.com': record('p=reject; sp=none; np=none') },
      { tag: 'p', effective: 'reject' },
      'its own policy is p, sp is for others',
    ],
    [
      'mail.example.com',
      { 'example.com': record('p=reject; sp=none') },
      { name: 'example.com', tag: 'sp', effective: 'none' },
      'sp for a name below',
    ],
    [
      'mail.example.com',
      { 'example.com': record('p=quarantine') },
      { name: 'example.com', tag: 'p', effective: 'quarantine' },
      'without sp: p',
    ],
    [
      'mail.example.com',
      { 'example.com': record('p=reject; np=none') },
      { tag: 'p', effective: 'reject' },
      'np is not for names that exist',
    ],
    [
      'a.mail.example.com',
      { 'mail.example.com': record('p=none'), 'example.com': record('p=reject') },
      { name: 'example.com', effective: 'reject', organizationalDomain: 'example.com' },
      '§4.10.2: the fewest labels; what stands between does not count',
    ],
    [
      'a.mail.example.com',
      { 'mail.example.com': record('p=none; psd=n'), 'example.com': record('p=reject') },
      { name: 'mail.example.com', effective: 'none', organizationalDomain: 'mail.example.com' },
      '§4.10.2: psd=n is the organizational domain, and the walk ends',
    ],
    [
      'a.mail.example.com',
      { com: record('p=reject; psd=y') },
      { name: 'com', tag: 'p', effective: 'reject', organizationalDomain: 'example.com' },
      '§4.10.2: one label below a public suffix; its own record is missing, the suffix’s applies',
    ],
    [
      'a.mail.example.com',
      { 'example.com': record('p=quarantine'), com: record('p=reject; psd=y') },
      { name: 'example.com', effective: 'quarantine', organizationalDomain: 'example.com' },
      '§4.10.1: the organizational domain before the public suffix',
    ],
    [
      'a.mail.example.com',
      { 'mail.example.com': record('p=quarantine'), com: record('p=reject; sp=none; psd=y') },
      { name: 'com', tag: 'sp', effective: 'none', organizationalDomain: 'example.com' },
      '§4.10.1: neither author nor organizational domain: what stands between does not count',
    ],
    [
      'x.nhs.uk',
      { 'nhs.uk': record('p=reject; sp=none; psd=y'), uk: record('p=reject; psd=y') },
      { name: 'nhs.uk', tag: 'sp', effective: 'none', organizationalDomain: 'x.nhs.uk' },
      '§4.10 step 6: the walk ends at the first psd=y',
    ],
    [
      'a.example.com',
      { com: record('p=reject') },
      { name: 'com', effective: 'reject', organizationalDomain: 'com' },
      'a suffix that does not say so counts as an organization',
    ],
    [
      'a.b.c.d.e.f.g.h.example.com',
      { 'd.e.f.g.h.example.com': record('p=reject; psd=y') },
      { name: 'd.e.f.g.h.example.com', organizationalDomain: 'c.d.e.f.g.h.example.com' },
      'one label below is a name that was never asked',
    ],
    [
      'com',
      { com: record('p=reject; psd=y') },
      { name: 'com', tag: 'p', effective: 'reject', organizationalDomain: 'com' },
      '§4.10.2 rule 2: not where the walk started',
    ],
    [
      'mail.example.com',
      { 'mail.example.com': two, 'example.com': record('p=reject') },
      { name: 'example.com', effective: 'reject' },
      '§4.10 step 2: several are dropped and the walk goes on (≠ RFC 7489 §6.6.3)',
    ],
    [
      'mail.example.com',
      { 'mail.example.com': misspelt, 'example.com': record('p=reject') },
      { name: 'example.com', effective: 'reject' },
      '§4.10 step 2: a wrong version is dropped and the walk goes on',
    ],
    [
      'mail.example.com',
      { 'mail.example.com': doubled, 'example.com': record('p=reject') },
      { name: 'example.com', effective: 'reject' },
      'RFC 6376 §3.2: an invalid list is none, and the walk goes on',
    ],
    [
      'example.com',
      { 'example.com': two },
      { status: 'none', dropped: [{ name: 'example.com' }] },
      'only what must be dropped: two',
    ],
    [
      'mail.example.com',
      { 'example.com': misspelt },
      { status: 'none', dropped: [{ name: 'example.com' }] },
      'a wrong version',
    ],
    [
      'mail.example.com',
      { 'mail.example.com': doubled, com: misspelt },
      { status: 'none', dropped: [{ name: 'mail.example.com' }, { name: 'com' }] },
      'several places, in the order of the walk',
    ],
    [
      'mail.example.com',
      { 'example.com': ['v=spf1 -all'] },
      { status: 'none', dropped: [] },
      'some other record is not dropped, it is not ours',
    ],
  ];
  test.each(cases)('for %s from %j is %j: %s', (domain, records, expected) => {
    expect(selectDmarc(walk(domain, records), true)).toMatchObject({ status: 'found', ...expected });
  });

  const missing: readonly Case[] = [
    [
      'x.example.com',
      { 'example.com': record('p=none; sp=quarantine; np=reject') },
      { tag: 'np', effective: 'reject' },
      'np',
    ],
    [
      'x.example.com',
      { 'example.com': record('p=none; sp=quarantine') },
      { tag: 'sp', effective: 'quarantine' },
      'without np: sp',
    ],
    ['x.example.com', { 'example.com': record('p=reject') }, { tag: 'p', effective: 'reject' }, 'without either: p'],
    [
      'x.example.com',
      { 'x.example.com': record('p=none; np=reject') },
      { tag: 'p', effective: 'none' },
      'its own record: p',
    ],
  ];
  test.each(missing)('for %s, which does not exist, from %j is %j: %s', (domain, records, expected) => {
    expect(selectDmarc(walk(domain, records), false)).toMatchObject({ status: 'found', ...expected });
  });
});

describe('t=y lowers the policy that applies by one step (RFC 9989 §4.7)', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['p=reject; t=y', 'reject', 'quarantine', 'reject'],
    ['p=quarantine; t=y', 'quarantine', 'none', 'quarantine'],
    ['p=none; t=y', 'none', 'none', 'no effect on none'],
    ['p=reject; t=n', 'reject', 'reject', 'not with n'],
    ['p=reject; t=yes', 'reject', 'reject', 'not with a bad value'],
  ];
  test.each(cases)('%s: %s acts as %s, %s', (rest, published, effective) => {
    expect(selectDmarc(walk('example.com', { 'example.com': record(rest) }), true)).toMatchObject({
      published,
      effective,
    });
  });

  test('of sp too', () => {
    const inherited = walk('a.example.com', { 'example.com': record('p=none; sp=reject; t=y') });
    expect(selectDmarc(inherited, true)).toMatchObject({ tag: 'sp', published: 'reject', effective: 'quarantine' });
  });
});

describe('a record without a usable policy (RFC 9989 §4.10.1)', () => {
  const rua = 'rua=mailto:a@example.com';
  const byDefault = { status: 'found', tag: 'p', published: 'none', effective: 'none', byDefault: true };
  const unusable = { status: 'permerror', name: 'example.com' };
  const cases: readonly (readonly [string, object, string])[] = [
    [rua, byDefault, 'no p, but a valid rua: p=none'],
    ['', unusable, 'no p and no rua: no DMARC (≠ §4.7, which says p=none)'],
    [`p=monitor; ${rua}`, byDefault, 'a bad p'],
    ['p=monitor', unusable, 'a bad p alone'],
    [`p=reject; sp=bad; ${rua}`, byDefault, 'a bad sp spoils p'],
    ['p=reject; sp=bad', unusable, 'without rua altogether'],
    [`p=reject; np=bad; ${rua}`, byDefault, 'a bad np spoils p'],
    ['p=reject; np=bad', unusable, 'without rua altogether'],
    [`sp=reject; ${rua}`, byDefault, 'sp does not stand for p'],
    ['p=bad; rua=a@example.com', unusable, 'a rua that is no URI does not count'],
    ['p=bad; rua=a@example.com,mailto:b@example.com', byDefault, 'one valid URI is enough'],
    ['p=bad; ruf=mailto:a@example.com', unusable, 'ruf does not count'],
    ['psd=y', unusable, '≠ psd=y makes up for nothing'],
    [`p=reject; t=y; psd=maybe; ${rua}`, { byDefault: false, effective: 'quarantine' }, 'other bad tags spoil nothing'],
  ];
  test.each(cases)('%j: %j, %s', (rest, expected) => {
    expect(selectDmarc(walk('example.com', { 'example.com': record(rest) }), true)).toMatchObject(expected);
  });

  const inherited: readonly (readonly [string, boolean, string])[] = [
    ['sp=reject', true, 'a missing p spoils a good sp'],
    ['p=bad; sp=reject', true, 'so does a bad p'],
    ['p=none; sp=reject; np=bad', true, 'and a bad np'],
    ['p=none; sp=bad; np=reject', false, 'a bad sp spoils a good np'],
    ['np=reject', false, 'so does a missing p'],
  ];
  test.each(inherited)('for a name below: %s, exists %j: %s', (rest, exists) => {
    const steps = walk('a.example.com', { 'example.com': record(rest) });
    expect(selectDmarc(steps, exists)).toMatchObject({ status: 'permerror', name: 'example.com' });
  });
});

describe('nothing but what must be dropped stands there', () => {
  const cases: readonly (readonly [readonly string[] | '!', boolean, string])[] = [
    [two, true, 'RFC 9989 §4.10 step 2: two'],
    [misspelt, true, 'a wrong version'],
    [doubled, true, 'RFC 6376 §3.2: an invalid list'],
    [[...misspelt, 'v=DMARC1; p=none'], false, 'a good record beside it'],
    [['v=spf1 -all'], false, 'some other record'],
    [[], false, 'nothing'],
    ['!', false, 'nobody knows'],
  ];
  test.each(cases)('%j: %j, %s', (texts, expected) => {
    expect(walk('com', { com: texts }).map(isDropped)).toEqual([expected]);
  });
});

describe('a failed lookup', () => {
  const cases: readonly Case[] = [
    ['example.com', { 'example.com': '!' }, { status: 'temperror', name: 'example.com' }, 'its own'],
    [
      'example.com',
      { 'example.com': '!', com: record('p=reject') },
      { status: 'temperror', name: 'example.com' },
      'whatever stands above',
    ],
    [
      'a.example.com',
      { 'example.com': '!' },
      { status: 'temperror', name: 'example.com' },
      'the organizational domain’s',
    ],
    [
      'a.example.com',
      { 'example.com': record('p=reject'), com: '!' },
      { status: 'temperror', name: 'com' },
      'a record there would have fewer labels',
    ],
    [
      'a.example.com',
      { 'a.example.com': '!', 'example.com': '!' },
      { status: 'temperror', name: 'a.example.com' },
      'the first of several',
    ],
    [
      'a.example.com',
      { 'a.example.com': record('p=reject'), 'example.com': '!' },
      { status: 'found', effective: 'reject', organizationalDomain: undefined },
      'above its own record decides nothing',
    ],
    [
      'a.b.example.com',
      { 'b.example.com': record('p=none; psd=n'), 'example.com': '!' },
      { status: 'found', name: 'b.example.com' },
      'behind the end of the walk',
    ],
    [
      'a.b.example.com',
      { 'b.example.com': record('p=none; psd=y'), com: '!' },
      { status: 'found', name: 'b.example.com' },
      'behind the end of the walk',
    ],
  ];
  test.each(cases)('%s from %j: %j, %s', (domain, records, expected) => {
    expect(selectDmarc(walk(domain, records), true)).toMatchObject(expected);
  });

  test('put a supposed lookup in its place', () => {
    const steps = walk('a.example.com', { 'example.com': '!' });
    const supposed = walk('a.example.com', { 'example.com': record('p=reject') })[1];
    expect(
      selectDmarc(
        steps.map(step => (supposed && step.name === supposed.name ? supposed : step)),
        true,
      ),
    ).toMatchObject({ effective: 'reject' });
  });

  test('an empty walk selects nothing', () => {
    expect(selectDmarc([], true)).toEqual({ status: 'none', dropped: [] });
    expect(organizationalDomain([])).toBeUndefined();
  });
});

describe('where a receiver on RFC 7489 does less', () => {
  type Older = readonly [
    string,
    Readonly<Record<string, readonly string[] | '!'>>,
    string | undefined,
    object | undefined,
    string,
  ];
  const none = { older: 'nothing' };
  const cases: readonly Older[] = [
    ['example.com', { 'example.com': record('p=reject') }, 'example.com', undefined, 'the same'],
    ['a.example.com', { 'example.com': record('p=reject; sp=none') }, 'example.com', undefined, 'the same, inherited'],
    [
      'a.example.com',
      { 'a.example.com': two, 'example.com': record('p=reject') },
      'example.com',
      { why: 'multiple', ...none },
      'RFC 7489 §6.6.3: two records end its search',
    ],
    [
      'a.example.com',
      { 'example.com': two, com: record('p=reject; psd=y') },
      'example.com',
      { why: 'multiple', ...none },
      'two at the organizational domain',
    ],
    [
      'a.example.com',
      { 'a.example.com': two, 'example.com': record('p=none') },
      'example.com',
      undefined,
      'nothing is no less than none',
    ],
    [
      'example.com',
      { 'example.com': record('p=reject; pct=50') },
      'example.com',
      { why: 'pct', older: 'quarantine' },
      '§6.6.4: half is only quarantined',
    ],
    [
      'example.com',
      { 'example.com': record('p=quarantine; pct=0') },
      'example.com',
      { why: 'pct', older: 'none' },
      'none is quarantined',
    ],
    [
      'a.example.com',
      { 'example.com': record('p=reject; pct=99') },
      undefined,
      { why: 'pct', older: 'quarantine' },
      'inherited; needs no list',
    ],
    ['example.com', { 'example.com': record('p=reject; pct=100') }, 'example.com', undefined, 'all'],
    ['example.com', { 'example.com': record('p=none; pct=50') }, 'example.com', undefined, 'half of nothing'],
    [
      'example.com',
      { 'example.com': record('p=reject; t=y; pct=50') },
      'example.com',
      undefined,
      'it knows no t, and half reject is no less than quarantine',
    ],
    ['example.com', { 'example.com': record('p=quarantine; t=y') }, 'example.com', undefined, 'it does more'],
    [
      'x.nhs.uk',
      { 'nhs.uk': record('p=reject; psd=y') },
      'x.nhs.uk',
      { why: 'psd', ...none },
      'the record of a public suffix',
    ],
    [
      'a.x.nhs.uk',
      { 'nhs.uk': record('p=reject; psd=y') },
      'x.nhs.uk',
      { why: 'psd', ...none },
      'for a name below too',
    ],
    [
      'a.x.nhs.uk',
      { 'nhs.uk': record('p=reject; psd=y') },
      undefined,
      { why: 'psd', ...none },
      'it says so itself: needs no list',
    ],
    [
      'x.nhs.uk',
      { 'nhs.uk': record('p=reject') },
      'x.nhs.uk',
      { why: 'psd', ...none },
      'a public suffix that does not say so',
    ],
    [
      'example.com',
      { com: record('p=reject') },
      undefined,
      { why: 'psd', ...none },
      'a top-level domain needs no list',
    ],
    [
      'x.nhs.uk',
      { 'nhs.uk': record('p=reject; sp=none; psd=y') },
      'x.nhs.uk',
      undefined,
      'nothing is no less than sp=none',
    ],
    [
      'a.b.example.com',
      { 'b.example.com': record('p=reject; psd=n') },
      'example.com',
      { why: 'tree-walk', ...none },
      'between the two names that it asks',
    ],
    [
      'a.b.example.com',
      { 'b.example.com': record('p=reject; psd=n'), 'example.com': record('p=reject; sp=quarantine') },
      'example.com',
      { why: 'tree-walk', older: 'quarantine' },
      'it finds another record',
    ],
    [
      'a.b.example.com',
      { 'b.example.com': record('p=none; psd=n'), 'example.com': record('p=reject') },
      'example.com',
      undefined,
      'and does more by it',
    ],
    [
      'a.b.example.com',
      { 'b.example.com': record('p=reject; psd=n'), 'example.com': record('p=x') },
      'example.com',
      { why: 'tree-walk', older: 'none' },
      'the other record is bad',
    ],
    [
      'a.b.example.com',
      { 'b.example.com': record('p=reject; psd=n'), 'example.com': record('sp=reject') },
      'example.com',
      { why: 'tree-walk', older: 'none' },
      '§6.6.3 step 6: the other record lacks p',
    ],
    [
      'a.b.example.com',
      { 'b.example.com': record('p=reject; psd=n'), 'example.com': record('p=bad; sp=reject') },
      'example.com',
      { why: 'tree-walk', older: 'none' },
      '§6.6.3 step 6: its p is bad, though sp would apply',
    ],
    [
      'a.b.example.com',
      { 'b.example.com': record('p=reject; psd=n'), 'example.com': record('p=reject; sp=bad') },
      'example.com',
      { why: 'tree-walk', older: 'none' },
      '§6.6.3 step 6: its sp is bad',
    ],
    ['example.com', { 'example.com': record('p=reject; sp=none') }, 'example.com', undefined, '§6.3: sp is for others'],
    [
      'a.b.example.com',
      { 'b.example.com': record('p=reject; psd=n'), 'example.com': '!' },
      'example.com',
      undefined,
      'the other lookup failed: nothing is said',
    ],
    [
      'a.b.example.com',
      { 'b.example.com': record('p=reject; psd=n') },
      undefined,
      undefined,
      'without the list nothing is said',
    ],
    ['example.com', {}, 'example.com', undefined, 'nothing selected'],
    ['example.com', { 'example.com': record('') }, 'example.com', undefined, 'nothing usable selected'],
  ];
  test.each(cases)('%s from %j, registered %s: %j, %s', (domain, records, registrable, expected) => {
    const steps = walk(domain, records);
    expect(olderDmarc(steps, selectDmarc(steps, true), registrable)).toEqual(expected);
  });

  test('np is unknown to it (§6.3)', () => {
    const steps = walk('x.example.com', { 'example.com': record('p=reject; sp=none; np=reject') });
    expect(olderDmarc(steps, selectDmarc(steps, false), 'example.com')).toMatchObject({ older: 'none' });
  });
});
