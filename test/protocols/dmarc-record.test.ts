import { describe, expect, test } from 'vitest';
import { parseDmarcRecord, readDmarcAnswer } from '../../src/protocols/dmarc-record.ts';
import type { DmarcNote, DmarcRecord } from '../../src/protocols/dmarc-tags.ts';
import { growth } from '../dns/growth.ts';
import { absent, failed, found } from './answers.ts';

const defaults: DmarcRecord = {
  text: '',
  dmarcPolicy: 'missing',
  subdomainPolicy: 'missing',
  nonexistentPolicy: 'missing',
  publicSuffix: 'undefined',
  testing: false,
  dkimAlignment: 'relaxed',
  spfAlignment: 'relaxed',
  failureOptions: ['0'],
  aggregateReports: [],
  failureReports: [],
  percent: 100,
};

describe('tags', () => {
  const cases: readonly (readonly [string, Partial<DmarcRecord>, string])[] = [
    ['p=none', { dmarcPolicy: 'none' }, 'RFC 9989 §4.7'],
    ['p=quarantine', { dmarcPolicy: 'quarantine' }, '§4.7'],
    ['p=reject;', { dmarcPolicy: 'reject' }, '§4.8: a last semicolon'],
    ['p=reject ; ', { dmarcPolicy: 'reject' }, '§4.8: blanks around it'],
    ['\tp=reject\t', { dmarcPolicy: 'reject' }, '§4.8, RFC 5234 §B.1: tabs are blanks too'],
    ['p \t=\t reject', { dmarcPolicy: 'reject' }, '§4.8: blanks around "="'],
    ['p=Reject', { dmarcPolicy: 'reject' }, '§4.8: words stand without regard to case'],
    ['P=reject', { dmarcPolicy: 'reject' }, '§4.8: names of tags too (≠ RFC 6376 §3.2)'],
    [
      'sp=none; p=reject',
      { dmarcPolicy: 'reject', subdomainPolicy: 'none' },
      '≠ RFC 7489 wanted p second; any order now',
    ],
    ['p=none; np=reject', { dmarcPolicy: 'none', nonexistentPolicy: 'reject' }, 'np'],
    ['p=none; psd=y', { dmarcPolicy: 'none', publicSuffix: 'yes' }, 'psd=y'],
    ['p=none; psd=n', { dmarcPolicy: 'none', publicSuffix: 'no' }, 'psd=n'],
    ['p=none; psd=U', { dmarcPolicy: 'none', publicSuffix: 'undefined' }, 'psd=u, the default'],
    ['p=reject; t=y', { dmarcPolicy: 'reject', testing: true }, 't=y'],
    ['p=reject; t=n', { dmarcPolicy: 'reject', testing: false }, 't=n, the default'],
    ['p=none; adkim=s; aspf=S', { dmarcPolicy: 'none', dkimAlignment: 'strict', spfAlignment: 'strict' }, 'alignment'],
    ['p=none; adkim=r; aspf=r', { dmarcPolicy: 'none' }, 'alignment, the default'],
    [
      'p=none; rua=mailto:a@example.com',
      { dmarcPolicy: 'none', aggregateReports: ['mailto:a@example.com'] },
      'one address',
    ],
    [
      'rua=mailto:a@example.com , https://example.com/in;ruf=mailto:b@example.com?subject=x',
      {
        aggregateReports: ['mailto:a@example.com', 'https://example.com/in'],
        failureReports: ['mailto:b@example.com?subject=x'],
      },
      'blanks around the comma, any scheme',
    ],
    ['rua=MAILTO:a@example.com', { aggregateReports: ['MAILTO:a@example.com'] }, 'RFC 3986 §3.1: schemes in any case'],
    [
      "rua=x-1+a.b://[::1]:8/~a._-/$&'()*+=?a=1@b#c",
      { aggregateReports: ["x-1+a.b://[::1]:8/~a._-/$&'()*+=?a=1@b#c"] },
      'RFC 3986 §2.2, §2.3: every character that needs no escape',
    ],
    ['rua=x:y', { aggregateReports: ['x:y'] }, '§3.1: a scheme of one letter'],
    ['rua=x:%2F%fe%20z', { aggregateReports: ['x:%2F%fe%20z'] }, '§2.1: digits of escapes in any case, two each'],
    ['rua=https://x.example/mailto:a', { aggregateReports: ['https://x.example/mailto:a'] }, 'a scheme stands first'],
    ['rua=mailto:a%21b@example.com', { aggregateReports: ['mailto:a%21b@example.com'] }, '§4.8: "!" is encoded'],
    [
      'fo=1:d:s; ruf=mailto:a@x.example',
      { failureOptions: ['1', 'd', 's'], failureReports: ['mailto:a@x.example'] },
      'fo',
    ],
    [
      'fo=S:0; ruf=mailto:a@x.example',
      { failureOptions: ['s', '0'], failureReports: ['mailto:a@x.example'] },
      'fo in any order',
    ],
    ['fo=1', {}, '§4.7: fo is ignored without ruf'],
    ['fo=bad', {}, 'even a bad one'],
    ['', {}, '§4.7: nothing is required but the version'],
  ];
  test.each(cases)('%j: %j, %s', (rest, expected) => {
    const text = `v=DMARC1; ${rest}`;
    expect(parseDmarcRecord(text)).toEqual({ status: 'found', record: { ...defaults, ...expected, text }, notes: [] });
  });
});

describe('what a receiver reads past, and we note', () => {
  const bad = (tag: string, value: string): DmarcNote => ({ kind: 'bad-value', tag, value });
  const syntax = (text: string): DmarcNote => ({ kind: 'syntax', text });
  const cases: readonly (readonly [string, Partial<DmarcRecord>, readonly DmarcNote[], string])[] = [
    ['p=monitor', { dmarcPolicy: 'bad' }, [bad('p', 'monitor')], 'no such policy'],
    ['p=', { dmarcPolicy: 'bad' }, [bad('p', '')], 'no value'],
    ['p=none\nx', { dmarcPolicy: 'bad' }, [bad('p', 'none\nx')], '§4.8: a line break is no end'],
    ['p=none none', { dmarcPolicy: 'bad' }, [bad('p', 'none none')], 'two words'],
    ['p="none"', { dmarcPolicy: 'bad' }, [bad('p', '"none"')], 'in quotes'],
    [
      'p=\u00e2\u0080\u009cnone\u00e2\u0080\u009d',
      { dmarcPolicy: 'bad' },
      [bad('p', '\u00e2\u0080\u009cnone\u00e2\u0080\u009d')],
      'in curly quotes',
    ],
    ['p=__proto__', { dmarcPolicy: 'bad' }, [bad('p', '__proto__')], 'a word that objects know'],
    ['p=constructor', { dmarcPolicy: 'bad' }, [bad('p', 'constructor')], 'another'],
    ['p=none; sp=yes', { dmarcPolicy: 'none', subdomainPolicy: 'bad' }, [bad('sp', 'yes')], 'a bad sp'],
    ['p=none; np=all', { dmarcPolicy: 'none', nonexistentPolicy: 'bad' }, [bad('np', 'all')], 'a bad np'],
    ['p=none; psd=yes', { dmarcPolicy: 'none' }, [bad('psd', 'yes')], '§4.8: the default takes its place'],
    ['p=reject; t=yes', { dmarcPolicy: 'reject' }, [bad('t', 'yes')], 'the default'],
    ['p=reject; t=1', { dmarcPolicy: 'reject' }, [bad('t', '1')], 'the default'],
    ['p=none; adkim=strict', { dmarcPolicy: 'none' }, [bad('adkim', 'strict')], 'the default'],
    ['p=none; aspf=', { dmarcPolicy: 'none' }, [bad('aspf', '')], 'the default'],
    [
      'fo=0:1; ruf=mailto:a@x.example',
      { failureReports: ['mailto:a@x.example'] },
      [bad('fo', '0:1')],
      '0 and 1 exclude each other',
    ],
    ['fo=d:d; ruf=mailto:a@x.example', { failureReports: ['mailto:a@x.example'] }, [bad('fo', 'd:d')], 'twice'],
    ['fo=1,d; ruf=mailto:a@x.example', { failureReports: ['mailto:a@x.example'] }, [bad('fo', '1,d')], 'a comma'],
    ['fo=d:x; ruf=mailto:a@x.example', { failureReports: ['mailto:a@x.example'] }, [bad('fo', 'd:x')], 'one unknown'],
    ['fo=; ruf=mailto:a@x.example', { failureReports: ['mailto:a@x.example'] }, [bad('fo', '')], 'nothing'],
    ['rua=a@example.com', {}, [{ kind: 'rua-no-mailto', uri: 'a@example.com' }], 'an address without its scheme'],
    ['ruf=a@example.com', {}, [bad('ruf', 'a@example.com')], 'the same in ruf'],
    [
      'rua=a@example.com,mailto:b@example.com',
      { aggregateReports: ['mailto:b@example.com'] },
      [{ kind: 'rua-no-mailto', uri: 'a@example.com' }],
      'one bad, one good',
    ],
    ['rua=', {}, [bad('rua', '')], 'no URI'],
    ['rua=mailto:', {}, [bad('rua', 'mailto:')], 'no address'],
    ['rua=mailto:example.com', {}, [bad('rua', 'mailto:example.com')], 'a domain is no address'],
    ['rua=mailto:a@', {}, [bad('rua', 'mailto:a@')], 'no domain'],
    ['rua=mailto:@example.com', {}, [bad('rua', 'mailto:@example.com')], 'no local part'],
    ['rua=mailto:a@b@example.com', {}, [bad('rua', 'mailto:a@b@example.com')], 'RFC 6068 §2: two "@"'],
    [
      'rua=mailto:?cc=a@example.com',
      {},
      [bad('rua', 'mailto:?cc=a@example.com')],
      'no address before the question mark',
    ],
    ['rua=mailto:a@?cc=b', {}, [bad('rua', 'mailto:a@?cc=b')], 'no domain before it'],
    ['rua=MAILTO:example.com', {}, [bad('rua', 'MAILTO:example.com')], 'the scheme in any case'],
    ['rua=1x:y', {}, [bad('rua', '1x:y')], 'RFC 3986 §3.1: a scheme begins with a letter'],
    ['rua=x:', {}, [bad('rua', 'x:')], 'nothing but a scheme'],
    ['rua=x:%g0', {}, [bad('rua', 'x:%g0')], '§2.1: no hexadecimal digit'],
    ['rua=a b@example.com', {}, [bad('rua', 'a b@example.com')], 'a blank in an address without its scheme'],
    ['rua=a@b@example.com', {}, [bad('rua', 'a@b@example.com')], 'two "@" in one'],
    ['rua=a@example.com:25', {}, [bad('rua', 'a@example.com:25')], 'a port behind one'],
    ['rua=example.com', {}, [bad('rua', 'example.com')], 'no address at all'],
    ['rua=mailto: a@example.com', {}, [bad('rua', 'mailto: a@example.com')], 'a blank inside'],
    ['rua=mailto:a!b@example.com', {}, [bad('rua', 'mailto:a!b@example.com')], '"!" must be encoded'],
    ['rua=mailto:a%2@example.com', {}, [bad('rua', 'mailto:a%2@example.com')], 'half an escape'],
    ['rua=mailto:m\u00fc@example.com', {}, [bad('rua', 'mailto:m\u00fc@example.com')], 'not ASCII'],
    ['rua=//example.com', {}, [bad('rua', '//example.com')], 'no scheme'],
    ['rua=mailto:a@x.example,', { aggregateReports: ['mailto:a@x.example'] }, [bad('rua', '')], 'a comma too many'],
    [
      'rua=mailto:a@x.example!10m',
      { aggregateReports: ['mailto:a@x.example'] },
      [{ kind: 'removed-tag', tag: '!size' }],
      '§4.8: the size is obsolete and ignored',
    ],
    ...['!1', '!1k', '!1K', '!1M', '!1g', '!1t'].map(
      size =>
        [
          `rua=mailto:a@x.example${size}`,
          { aggregateReports: ['mailto:a@x.example'] },
          [{ kind: 'removed-tag', tag: '!size' }],
          'RFC 7489 §6.4: a number and perhaps one of four units, in any case',
        ] as const,
    ),
    [
      'rua=a@x.example!10m',
      {},
      [{ kind: 'rua-no-mailto', uri: 'a@x.example!10m' }],
      'a size behind an address without its scheme',
    ],
    ['rua=mailto:a@x.example!m', {}, [bad('rua', 'mailto:a@x.example!m')], 'a unit without a number'],
    ['rua=mailto:a@x.example!10x', {}, [bad('rua', 'mailto:a@x.example!10x')], 'no size'],
    [
      'p=reject; pct=50',
      { dmarcPolicy: 'reject', percent: 50 },
      [{ kind: 'removed-tag', tag: 'pct' }],
      'gone, but older receivers obey it',
    ],
    ['p=reject; pct=0', { dmarcPolicy: 'reject', percent: 0 }, [{ kind: 'removed-tag', tag: 'pct' }], 'nothing at all'],
    ['p=reject; pct=200', { dmarcPolicy: 'reject' }, [{ kind: 'removed-tag', tag: 'pct' }], 'no percentage'],
    ['p=reject; pct=-5', { dmarcPolicy: 'reject' }, [{ kind: 'removed-tag', tag: 'pct' }], 'no percentage'],
    ...(
      [
        ['5', 5, 'one digit'],
        ['050', 50, 'RFC 7489 §6.4: three digits'],
        ['50%', 100, 'a percent sign is no digit'],
        ['', 100, 'no digit'],
        ['0050', 100, 'four digits'],
      ] as const
    ).map(
      ([pct, percent, why]) =>
        [`p=none; pct=${pct}`, { dmarcPolicy: 'none', percent }, [{ kind: 'removed-tag', tag: 'pct' }], why] as const,
    ),
    [
      'p=none; rf=afrf; ri=86400',
      { dmarcPolicy: 'none' },
      [
        { kind: 'removed-tag', tag: 'rf' },
        { kind: 'removed-tag', tag: 'ri' },
      ],
      'gone in RFC 9989',
    ],
    [
      'p=none; policy=x',
      { dmarcPolicy: 'none' },
      [{ kind: 'unknown-tag', tag: 'policy' }],
      '§4.7: unknown tags are ignored',
    ],
    [
      'p=none;; sp=none',
      { dmarcPolicy: 'none', subdomainPolicy: 'none' },
      [syntax('')],
      'nothing between two semicolons',
    ],
    ['p=none; ;', { dmarcPolicy: 'none' }, [syntax('')], 'two semicolons at the end'],
    ['p=none; fo:0', { dmarcPolicy: 'none' }, [syntax('fo:0')], 'a colon for "="'],
    ['p=none; 0', { dmarcPolicy: 'none' }, [syntax('0')], 'a bare value'],
    ['p=none; pct100', { dmarcPolicy: 'none' }, [syntax('pct100')], 'no "="'],
    ['p=none; =x', { dmarcPolicy: 'none' }, [syntax('=x')], 'no name'],
    ['p=none; x-y=z', { dmarcPolicy: 'none' }, [syntax('x-y=z')], '§4.8: names are letters'],
    ['p none; sp=none', { subdomainPolicy: 'none' }, [syntax('p none')], 'p without "=" is no p'],
    [
      'p=reject\\; sp=none',
      { dmarcPolicy: 'bad', subdomainPolicy: 'none' },
      [bad('p', 'reject\\')],
      'a backslash from a zone file',
    ],
    [
      'p=reject&#59; sp=none',
      { dmarcPolicy: 'bad', subdomainPolicy: 'none' },
      [bad('p', 'reject&#59')],
      'an HTML entity: its semicolon parts',
    ],
  ];
  test.each(cases)('%j: %j with %j, %s', (rest, expected, notes) => {
    const text = `v=DMARC1; ${rest}`;
    expect(parseDmarcRecord(text)).toEqual({ status: 'found', record: { ...defaults, ...expected, text }, notes });
  });
});

describe('the version', () => {
  const good: readonly (readonly [string, string])[] = [
    ['v=DMARC1', 'alone'],
    ['v=DMARC1;p=none', 'without a blank'],
    ['v = DMARC1 ; p=none', '§4.8: blanks around "="'],
    ['v\t=\tDMARC1\t;p=none', '§4.8: tabs in all three places'],
    ['V=DMARC1; p=none', 'the name without regard to case'],
  ];
  test.each(good)('%j: a record, %s', text => {
    expect(parseDmarcRecord(text).status).toBe('found');
  });

  const broken: readonly (readonly [string, string])[] = [
    ['v=dmarc1; p=none', '§4.7: the value with its case'],
    ['v=DMARC2; p=none', 'another version'],
    ['v=DMARC; p=none', 'no number'],
    ['v =DMARC2', 'another version, and a blank'],
    ['v="DMARC1"', 'quotes, and no policy'],
    ['p=none; rev=1', '§4.7: absent; "v" at the end of another name is no version'],
    ['p = none', 'absent, blanks around "="'],
    ['v=DMARC1.0; p=none', 'no such number'],
    ['v=DMARC1 p=none', 'no semicolon'],
    ['v=DMARC1, p=none', 'a comma for a semicolon'],
    ['v=DMARC1\\; p=none', 'a backslash from a zone file'],
    ['v:DMARC1; p=none', 'a colon: told by its policy'],
    [' v=DMARC1; p=none', '§4.8: nothing before it'],
    ['"v=DMARC1; p=none"', 'quotes'],
    ['\u00e2\u0080\u009cv=DMARC1; p=none\u00e2\u0080\u009d', 'curly quotes'],
    ['v="DMARC1"; p=none', 'quotes inside'],
    ['p=none; v=DMARC1', '§4.7: not first'],
    ['p=reject', '§4.7: absent'],
    ['p = Quarantine ; rua=mailto:a@example.com', 'absent'],
    ['rua=mailto:a@example.com; p=none', 'absent'],
  ];
  test.each(broken)('%j: means to be one and is none, %s', text => {
    expect(parseDmarcRecord(text)).toEqual({ status: 'permerror', problem: { kind: 'version', text } });
  });

  const others: readonly (readonly [string, string])[] = [
    ['', 'nothing'],
    ['v=spf1 -all', 'SPF, as a wildcard puts it there'],
    ['v=DKIM1; k=rsa; p=MIGfMA0', 'a key: its p is no policy'],
    ['k=rsa; p=none0', 'a key without its version'],
    ['v=STSv1; id=1', 'MTA-STS'],
    ['v=BIMI1; p=none', 'what says that it is something else'],
    ['google-site-verification=dmarc', 'a token'],
    ['see https://dmarc.example/?rev=1', 'prose'],
    ['DMARC1', 'a word'],
    ['rev=dmarc1', 'a name that ends in v'],
    ['v=xDMARC1', 'a version that ends in the word'],
    ['sp=none', 'a name that ends in p'],
    ['V=BIMI1; p=none', 'what says in capitals that it is something else'],
    ['v = x; p=none', 'what says it with blanks'],
    [' v=x; p=none', 'what says it behind a blank'],
  ];
  test.each(others)('%j: some other record, %s', text => {
    expect(parseDmarcRecord(text)).toEqual({ status: 'other' });
  });
});

describe('a tag that stands twice makes the list invalid (RFC 6376 §3.2)', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['v=DMARC1; p=none; p=reject', 'p', 'which of the two?'],
    ['v=DMARC1; p=reject; p=reject', 'p', 'even the same'],
    ['v=DMARC1; p=reject; P=none', 'p', 'in other letters'],
    ['v=DMARC1; p=none; rua=mailto:a@x.example; rua=mailto:b@x.example', 'rua', 'two addresses in two tags'],
    ['v=DMARC1; v=DMARC1; p=none', 'v', 'two versions'],
    ['v=DMARC1; p=none; x=1; x=2', 'x', 'even an unknown one'],
    ['v=DMARC1; p=none; pct=1; pct=2', 'pct', 'even a removed one'],
  ];
  test.each(cases)('%j: %s, %s', (text, tag) => {
    expect(parseDmarcRecord(text)).toEqual({ status: 'permerror', problem: { kind: 'duplicate-tag', tag, text } });
  });
});

describe('what stands at a name', () => {
  const name = '_dmarc.example.com';
  const read = (...records: readonly string[]) => readDmarcAnswer(found(name, 'TXT', records));
  const good = 'v=DMARC1; p=reject';
  const doubled = { kind: 'duplicate-tag', tag: 'p', text: 'v=DMARC1; p=none; p=none' } as const;
  const misspelt = { kind: 'version', text: 'v=DMARC2; p=none' } as const;

  test('a failed lookup is none of the others', () => {
    expect(readDmarcAnswer(failed(name, 'TXT'))).toEqual({ status: 'temperror' });
    expect(readDmarcAnswer(absent('nxdomain', name, 'TXT'))).toEqual({ status: 'none', broken: [] });
    expect(readDmarcAnswer(absent('nodata', name, 'TXT'))).toEqual({ status: 'none', broken: [] });
  });

  const cases: readonly (readonly [readonly string[], object, string])[] = [
    [[good], { status: 'found', record: { dmarcPolicy: 'reject' }, broken: [] }, 'one'],
    [['v=spf1 -all', good, 'x'], { status: 'found', broken: [] }, 'one among others'],
    [
      [misspelt.text, good],
      { status: 'found', broken: [misspelt] },
      '§4.10: without the right version it does not count',
    ],
    [['v=spf1 -all'], { status: 'none', broken: [] }, 'others alone'],
    [[misspelt.text], { status: 'none', broken: [misspelt] }, 'dropped'],
    [[doubled.text], { status: 'none', broken: [doubled] }, 'dropped'],
    [
      [good, 'v=DMARC1; p=none'],
      { status: 'permerror', problem: { kind: 'multiple', count: 2 }, broken: [] },
      '§4.10: two are dropped',
    ],
    [[good, good], { status: 'permerror', problem: { kind: 'multiple', count: 2 } }, 'even when they say the same'],
    [[good, good, good], { status: 'permerror', problem: { kind: 'multiple', count: 3 } }, 'three'],
    [
      [good, doubled.text],
      { status: 'permerror', problem: { kind: 'multiple', count: 2 }, broken: [doubled] },
      'the version alone counts',
    ],
  ];
  test.each(cases)('%j: %j, %s', (records, expected) => {
    expect(read(...records)).toMatchObject(expected);
  });
});

describe('a record that wants to keep us busy', () => {
  const shapes: readonly (readonly [string, (length: number) => string])[] = [
    ['semicolons', length => `v=DMARC1${';'.repeat(length)}`],
    ['blanks', length => `v=DMARC1; p=none${' '.repeat(length)}x`],
    ['blanks before the version', length => `${' '.repeat(length)}v=DMARC1`],
    ['versions', length => 'v ='.repeat(length / 3)],
    ['policies', length => ';p=none '.repeat(length / 8)],
    ['commas', length => `v=DMARC1; rua=${','.repeat(length)}`],
    ['one long URI', length => `v=DMARC1; rua=mailto:${'a'.repeat(length)}`],
    ['sizes', length => `v=DMARC1; rua=mailto:a@x.example${'!1'.repeat(length / 2)}x`],
    ['escapes', length => `v=DMARC1; rua=mailto:a@x.example${'%20'.repeat(length / 3)}%`],
    [
      'unknown tags',
      length => `v=DMARC1; ${Array.from({ length: length / 8 }, (_, i) => `${'a'.repeat(1 + (i % 5))}=`).join(';')}`,
    ],
  ];
  test.each(shapes)('%s: twice as long takes at most two and a half times as long', (_, shape) => {
    expect(growth(shape, parseDmarcRecord, 8000)).toBeLessThanOrEqual(2.5);
  });
});
