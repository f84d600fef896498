import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/dns/resolver.ts';
import { parseStsRecord, readStsRecords, type StsRecords, stsName } from '../../src/protocols/mta-sts-record.ts';
import { growth } from '../dns/growth.ts';
import { absent, failed, found } from './answers.ts';

const id32 = '0123456789abcdefghijABCDEFGHIJ12';
const name32 = 'abcdefghijklmnopqrstuvwxyz_.-012';

test('the record of a subdomain stands below that subdomain, never at its parent (RFC 8461 §3.4)', () => {
  expect(stsName('mail.example.com')).toBe('_mta-sts.mail.example.com');
});

describe('records that hold', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['v=STSv1; id=20260131T120000', '20260131T120000', 'as in RFC 8461 §3.1, without a semicolon at the end'],
    ['v=STSv1; id=1;', '1', 'with a semicolon at the end'],
    ['v=STSv1;id=1', '1', 'no blank is needed'],
    ['v=STSv1 ;id=1', '1', '≠ blank before the first semicolon: the ABNF allows what the filter rule discards'],
    ['v=STSv1\t \t;\t id=1', '1', 'blanks are spaces and tabs, any number'],
    ['v=STSv1; id=1 ; a=b', '1', 'blanks before a later semicolon'],
    ['v=STSv1; id=1; \t ', '1', 'blanks after the last semicolon'],
    ['v=STSv1; id=1 ;', '1', 'blanks before the last semicolon'],
    [`v=STSv1; id=${id32}`, id32, '32 characters are the most'],
    ['v=STSv1; id=Aa0', 'Aa0', 'case of the id is kept'],
    ['v=STSv1; a=b; id=1', '1', 'the order of fields is free'],
    ['v=STSv1; id=1; id=2', '1', '≠ a repeated field: all but the first are ignored (RFC 8461 §3.2)'],
    ['v=STSv1; id=1; id=no-id', '1', 'a later id need not be one'],
    ['v=STSv1; id=1; v=STSv2', '1', 'a later v is a repeated field too'],
    ['v=STSv1; ID=2; id=1', '1', 'names are case-sensitive: ID is unknown'],
    [`v=STSv1; id=1; ${name32}=x`, '1', 'an unknown name of 32 characters'],
    ['v=STSv1; id=1; 0=!\x3a\x3c~', '1', 'an unknown value of any visible ASCII but "=" and ";"'],
  ];
  test.each(cases)('%j → %s: %s', (text, id) => {
    expect(parseStsRecord(text)).toMatchObject({ status: 'found', record: { id } });
  });

  test('unknown fields are kept apart from the id, the first of each name', () => {
    expect(parseStsRecord('v=STSv1; b=2; id=1; a=1; b=3')).toEqual({
      status: 'found',
      record: {
        id: '1',
        extensions: [
          { name: 'b', value: '2' },
          { name: 'a', value: '1' },
        ],
      },
    });
  });
});

describe('records that are malformed', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['v=STSv1;', 'sts-id-missing', 'no field at all'],
    ['v=STSv1; ', 'sts-id-missing', 'no field, but a blank'],
    ['v=STSv1; a=b', 'sts-id-missing', 'an unknown field only'],
    ['v=STSv1; ID=1', 'sts-id-missing', 'id is case-sensitive'],
    ['v=STSv1; id=', 'sts-id-invalid', 'an empty id'],
    ['v=STSv1; id=;', 'sts-id-invalid', 'an empty id before a semicolon'],
    [`v=STSv1; id=${id32}3`, 'sts-id-invalid', '33 characters'],
    ['v=STSv1; id=2026-01-31', 'sts-id-invalid', 'letters and digits only'],
    ['v=STSv1; id=1_2', 'sts-id-invalid', 'no underscore'],
    ['v=STSv1; id=é', 'sts-id-invalid', 'of ASCII'],
    ['v=STSv1; id=-1', 'sts-id-invalid', 'from its first character'],
    ['v=STSv1; id=1 2', 'sts-id-invalid', 'no blank in it'],
    ['v=STSv1; id= 1', 'sts-id-invalid', 'nor before it'],
    ['v=STSv1; id="1"', 'sts-id-invalid', 'nor quotes around it'],
    ['v=STSv1; id=x-y; id=1', 'sts-id-invalid', 'the first id counts, though it is the bad one'],
    ['v=STSv1; id =1', 'sts-record-syntax', 'no blank before "="'],
    ['v=STSv1;; id=1', 'sts-record-syntax', '≠ an empty field'],
    ['v=STSv1; id=1;;', 'sts-record-syntax', '≠ two semicolons at the end'],
    ['v=STSv1; id=1; ;', 'sts-record-syntax', 'with a blank between them'],
    ['v=STSv1;;', 'sts-record-syntax', 'nothing but semicolons'],
    ['v=STSv1; id=1 ', 'sts-record-syntax', '≠ blanks at the end without a semicolon'],
    ['v=STSv1; id=1\t', 'sts-record-syntax', 'a tab there'],
    ['v=STSv1; id=1; a=b ', 'sts-record-syntax', 'after an unknown field too'],
    ['v=STSv1; id=1; a=', 'sts-record-syntax', '≠ an unknown field must have a value'],
    ['v=STSv1; id=1; more', 'sts-record-syntax', 'and a "="'],
    ['v=STSv1; id=1; =b', 'sts-record-syntax', 'and a name'],
    ['v=STSv1; id=1; -a=b', 'sts-record-syntax', 'that begins with a letter or digit'],
    ['v=STSv1; id=1; a+b=c', 'sts-record-syntax', 'of letters, digits, "_", "-", "."'],
    [`v=STSv1; id=1; ${name32}3=x`, 'sts-record-syntax', 'of 32 characters at most'],
    ['v=STSv1; id=1; a=b=c', 'sts-record-syntax', 'no "=" in a value'],
    ['v=STSv1; id=1; a=b c', 'sts-record-syntax', 'no blank in a value'],
    ['v=STSv1; id=1; a=é', 'sts-record-syntax', 'a value is ASCII'],
    ['v=STSv1; id=1; a=\x7f', 'sts-record-syntax', 'and visible'],
    ['v=STSv1; a=b\x01; id=1', 'sts-record-syntax', 'in every field'],
    ['v=STSv1; id=1; a=b\n', 'sts-record-syntax', 'a line feed is no blank'],
    ['v=STSv1; id=1; id=2=3', 'sts-record-syntax', 'a repeated field must be well formed all the same'],
    ['v=STSv1; id=1, mode=enforce', 'sts-id-invalid', 'a comma separates nothing'],
    ['v=STSv1; id=1 include', 'sts-id-invalid', 'words after the id'],
  ];
  test.each(cases)('%j → %s: %s', (text, id) => {
    expect(parseStsRecord(text)).toMatchObject({ status: 'permerror', problem: { id } });
  });

  test('the sentence gets the id as it stands', () => {
    expect(parseStsRecord('v=STSv1; id=a b ; c=d')).toMatchObject({ problem: { facts: { id: 'a b' } } });
  });
});

describe('texts that no sender takes for an STS record', () => {
  const cases: readonly (readonly [string, string | undefined, string])[] = [
    ['v=STSv2; id=1', 'sts-record-version', 'a version that does not exist'],
    ['v=STSv10; id=1', 'sts-record-version', 'STSv1 must end there'],
    ['v=STSv1a; id=1', 'sts-record-version', 'for letters too'],
    ['v=STSv1A; id=1', 'sts-record-version', 'in any case'],
    ['v=stsv1; id=1', 'sts-record-version', 'the version is case-sensitive'],
    ['V=STSv1; id=1', 'sts-record-version', 'so is its name'],
    ['v=STS1; id=1', 'sts-record-version', 'a version half remembered'],
    ['id=1; v=STSv1', 'sts-record-not-first', 'the version must come first'],
    ['id=1;v=stsv1;', 'sts-record-not-first', 'even in the wrong case'],
    ['id=1;\tv=STSv1', 'sts-record-not-first', 'after a tab'],
    ['v=STSv1', 'sts-record-syntax', 'a version and no semicolon'],
    ['v=STSv1 id=1', 'sts-record-syntax', 'a blank for a semicolon'],
    ['v=STSv1, id=1', 'sts-record-syntax', 'a comma for a semicolon'],
    ['v=STSv1\n; id=1', 'sts-record-syntax', 'a line feed is no blank'],
    [' v=STSv1; id=1', 'sts-record-syntax', 'a blank before the version'],
    ['"v=STSv1; id=1"', 'sts-record-syntax', 'quotes that became part of the text'],
    ['v = STSv1; id=1', 'sts-record-syntax', 'blanks around "="'],
    [' v=stsv1; id=1', 'sts-record-syntax', 'two faults: the blank is told'],
    ['2v=STSv1', undefined, 'a field that ends in v'],
    ['', undefined, 'nothing'],
    ['v=spf1 -all', undefined, 'SPF under a wildcard'],
    ['v=DMARC1; p=none', undefined, 'DMARC under a wildcard'],
    ['v=TLSRPTv1; rua=mailto:a@b.example', undefined, 'TLS-RPT at the wrong name'],
    ['id=20260131T120000', undefined, 'an id alone means nothing'],
    ['google-site-verification=STSv1', undefined, 'a word that looks alike'],
    ['rev=STSv1', undefined, 'a field that ends in v'],
  ];
  test.each(cases)('%j → %s: %s', (text, id) => {
    const nearly = id === undefined ? [] : [{ id, facts: { text } }];
    expect(parseStsRecord(text)).toEqual({ status: 'other', nearly });
  });
});

describe('the set of records at the name', () => {
  const name = '_mta-sts.x.example';
  const txt = (...texts: readonly string[]) => found(name, 'TXT', texts);
  const good = { status: 'found', record: { id: '1', extensions: [] }, nearly: [] } as const;
  const version = { id: 'sts-record-version', facts: { text: 'v=STSv2; id=1' } } as const;
  const multiple = (count: number) => ({
    status: 'permerror',
    problem: { id: 'sts-record-multiple', facts: { count } },
    nearly: [],
  });
  const none = { status: 'none', nearly: [], dangling: undefined } as const;

  const cases: readonly (readonly [Answer<'TXT'>, StsRecords | ReturnType<typeof multiple>, string])[] = [
    [txt('v=STSv1; id=1'), good, 'exactly one'],
    [txt('v=spf1 -all', 'v=STSv1; id=1', 'hello'), good, 'foreign texts are discarded first'],
    [
      found(name, 'TXT', ['v=STSv1; id=1'], { cnames: ['_mta-sts.host.example'] }),
      good,
      'RFC 8461 §3.1: CNAMEs are followed',
    ],
    [txt('v=STSv1; id=1', 'v=STSv2; id=1'), { ...good, nearly: [version] }, 'another version is discarded, and told'],
    [txt('v=STSv1; id=1', 'v=STSv1; id=1'), multiple(2), 'two, though equal'],
    [txt('v=STSv1; id=1', 'v=STSv1; id=2', 'v=STSv1; id=3', 'x'), multiple(3), 'three'],
    [txt('v=STSv1; id=1', 'v=STSv1; oops'), multiple(2), 'a malformed one counts: it is not discarded'],
    [txt('v=STSv1; id=1', 'v=STSv1 ; id=2'), multiple(2), 'one with a blank before its semicolon counts'],
    [
      txt('v=STSv1; oops', 'x'),
      {
        status: 'permerror',
        problem: { id: 'sts-record-syntax', facts: { text: 'v=STSv1; oops' } },
        nearly: [],
      },
      'one, and malformed: no policy (RFC 8461 §3.1)',
    ],
    [txt('v=STSv2; id=1'), { ...none, nearly: [version] }, 'nothing but what was meant as one'],
    [txt('v=spf1 -all'), none, 'nothing but foreign texts'],
    [absent('nodata', name, 'TXT'), none, 'no TXT at the name'],
    [absent('nxdomain', name, 'TXT'), none, 'no such name'],
    [
      absent('nxdomain', name, 'TXT', { cnames: ['a.example', 'b.example'] }),
      { ...none, dangling: 'b.example' },
      'an alias for a name that does not exist',
    ],
    [
      absent('nodata', name, 'TXT', { cnames: ['www.x.example'] }),
      none,
      'an alias for a name without TXT: a wildcard for web hosts does that',
    ],
    [failed(name, 'TXT'), { status: 'temperror' }, 'a failed lookup is no absence'],
  ];
  for (const [answer, expected, why] of cases) {
    test(why, () => {
      expect(readStsRecords(answer)).toEqual(expected);
    });
  }
});

describe('hostile records', () => {
  const cases: readonly (readonly [string, (length: number) => string])[] = [
    ['semicolons', length => `v=STSv1;${';'.repeat(length)}`],
    ['blanks before a bad character', length => `v=STSv1; id=1${' '.repeat(length)}\x01`],
    ['blanks before the version ends', length => `v=STSv1${' '.repeat(length)}`],
    ['many fields', length => `v=STSv1; id=1${';a=b'.repeat(length / 4)}`],
    ['a long value', length => `v=STSv1; id=1; a=${'b'.repeat(length)}`],
    ['many blanks in a value', length => `v=STSv1; a=${' b'.repeat(length / 2)}`],
    ['v and blanks', length => `v${' '.repeat(99)}`.repeat(length / 100)],
    ['v= and blanks', length => `v =${' '.repeat(97)}`.repeat(length / 100)],
    ['semicolons and blanks', length => `;${' '.repeat(99)}`.repeat(length / 100)],
  ];
  test.each(cases)('%s: no throw, in linear time', (_, make) => {
    expect(growth(make, parseStsRecord, 8_000)).toBeLessThanOrEqual(2.5);
  });
});
