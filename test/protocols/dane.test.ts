import { describe, expect, test } from 'vitest';
import type { Answer, Authenticity, TlsaData } from '../../src/dns/resolver.ts';
import {
  type HostDane,
  judgeTlsa,
  readHostDane,
  type TlsaFault,
  type TlsaNote,
  tlsaName,
} from '../../src/protocols/dane.ts';
import { absent, failed, found } from './answers.ts';

const sha256 = 'ab'.repeat(32);
const sha512 = 'ab'.repeat(64);
const der = `3003${'02'.repeat(3)}`;

test('TLSA stands below the MX host, for port 25 and TCP (RFC 7672 §2.2.3)', () => {
  expect(tlsaName('mail.example.com')).toBe('_25._tcp.mail.example.com');
});

function tlsa(text: string): TlsaData {
  const [usage, selector, matchingType, data] = text.split(' ');
  return { usage: Number(usage), selector: Number(selector), matchingType: Number(matchingType), data: data ?? '' };
}

describe('records that a sender can use', () => {
  const cases: readonly (readonly [string, readonly TlsaNote[], string])[] = [
    [`3 1 1 ${sha256}`, [], 'RFC 7672 §3.1: the one to publish'],
    [`2 0 1 ${sha256}`, [], 'RFC 7672 §3.1: the other'],
    [`3 0 1 ${sha256}`, [], 'the whole certificate, as a digest'],
    [`3 1 2 ${sha512}`, [], 'SHA-512'],
    [`2 0 2 ${sha512}`, [], 'of an authority'],
    [`2 1 1 ${sha256}`, ['ta-spki'], 'RFC 7671 §5.2.1: the bare key of an authority'],
    [`3 0 0 ${der}`, ['full-certificate'], 'RFC 7671 §10.1.2: a certificate in full'],
    [`3 1 0 ${der}`, ['full-certificate'], 'a key in full'],
    [`2 1 0 ${der}`, ['full-certificate', 'ta-spki'], 'both'],
    [`3 0 0 3081${'80'}${'00'.repeat(0x80)}`, ['full-certificate'], 'a length of one more octet'],
    [`3 0 0 30820100${'00'.repeat(0x100)}`, ['full-certificate'], 'of two'],
    [`3 0 0 307f${'00'.repeat(0x7f)}`, ['full-certificate'], 'the longest length of one octet'],
    ['3 0 0 3000', ['full-certificate'], 'an empty sequence is one'],
  ];
  test.each(cases)('%s: %o: %s', (text, notes) => {
    expect(judgeTlsa(tlsa(text))).toEqual({ status: 'usable', record: tlsa(text), notes });
  });
});

describe('records that a sender passes over', () => {
  const cases: readonly (readonly [string, TlsaFault, string])[] = [
    [`0 0 1 ${sha256}`, 'usage-pkix', '≠ RFC 7672 §3.1.3: usage 0 leans on public authorities'],
    [`1 1 1 ${sha256}`, 'usage-pkix', '≠ usage 1 too'],
    [`4 1 1 ${sha256}`, 'usage', 'RFC 6698 §4.1: a usage that nobody knows'],
    [`255 1 1 ${sha256}`, 'usage', 'a private usage'],
    [`3 2 1 ${sha256}`, 'selector', 'a selector that nobody knows'],
    [`2 255 1 ${sha256}`, 'selector', 'a private selector'],
    [`3 1 3 ${sha256}`, 'matching-type', 'a matching type that nobody knows'],
    [`3 1 255 ${sha512}`, 'matching-type', 'a private matching type'],
    ['3 1 1 ', 'digest-length', 'no data'],
    ['3 1 2 ', 'digest-length', 'no data'],
    ['3 1 0 ', 'malformed', 'no data'],
    [`3 1 1 ${sha256.slice(2)}`, 'digest-length', '31 octets of SHA-256'],
    [`3 1 1 ${sha256}00`, 'digest-length', '33 octets'],
    [`3 1 1 ${sha512}`, 'digest-length', 'SHA-512 said to be SHA-256'],
    [`3 1 2 ${sha256}`, 'digest-length', 'SHA-256 said to be SHA-512'],
    [`3 1 2 ${sha512}00`, 'digest-length', '65 octets'],
    [`3 1 1 ${'ab'.repeat(20)}`, 'digest-length', 'SHA-1'],
    [`3 1 0 ${sha256}`, 'malformed', 'a digest said to be a certificate'],
    [`3 1 0 ${der}00`, 'malformed', 'octets after the certificate'],
    [`3 1 0 ${der.slice(0, -2)}`, 'malformed', 'a certificate cut short'],
    ['3 1 0 30', 'malformed', 'cut very short'],
    ['3 1 0 3080', 'malformed', 'a length left open (DER has none)'],
    [`3 1 0 3080${'00'.repeat(0x80)}`, 'malformed', 'though 128 octets follow'],
    [`3 0 0 308180${'00'.repeat(0x7f)}`, 'malformed', 'a long length that is too long'],
    ['3 0 0 3084ffffffff00', 'malformed', 'a length beyond all data'],
    ['3 0 0 30ff00', 'malformed', 'a length of 127 octets'],
    [`3 0 0 31${der.slice(2)}`, 'malformed', 'another type than SEQUENCE'],
  ];
  test.each(cases)('%s: %s: %s', (text, why) => {
    expect(judgeTlsa(tlsa(text))).toMatchObject({ status: 'unusable', record: tlsa(text), why });
  });
});

describe('one MX host', () => {
  const host = 'mail.x.example';
  const name = tlsaName(host);
  type Asked = {
    readonly mx: Authenticity;
    readonly a: Answer<'A'>;
    readonly aaaa: Answer<'AAAA'>;
    readonly tlsa: Answer<'TLSA'>;
  };

  const a = (authenticity: Authenticity) => found(host, 'A', ['192.0.2.1'], { authenticity });
  const aaaa = (authenticity: Authenticity) => found(host, 'AAAA', ['2001:db8::1'], { authenticity });
  const records = (authenticity: Authenticity, ...texts: readonly string[]) =>
    found(name, 'TLSA', texts.map(tlsa), { authenticity });
  const alias = { authenticity: 'authentic', cnames: ['b.example'] } as const;

  const good = `3 1 1 ${sha256}`;
  const bad = `1 1 1 ${sha256}`;
  const all: Asked = {
    mx: 'authentic',
    a: a('authentic'),
    aaaa: aaaa('authentic'),
    tlsa: records('authentic', good),
  };
  const covered = { status: 'covered', records: [judgeTlsa(tlsa(good))] } as const;
  const failure = (link: string, mayCover: boolean) => ({ status: 'temperror', link, why: 'failed', mayCover });
  const doubt = (link: string) => ({ status: 'temperror', link, why: 'indeterminate', mayCover: true });
  const insecure = (link: string) => ({ status: 'insecure', link });
  const none = { status: 'none' } as const;
  const noA = absent('nodata', host, 'A');
  const noAaaa = absent('nodata', host, 'AAAA');
  const noTlsa = absent('nodata', name, 'TLSA');

  const cases: readonly (readonly [Partial<Asked>, HostDane | object, string])[] = [
    [{}, covered, 'MX, addresses and TLSA authentic, and a usable record'],
    [{ aaaa: noAaaa }, covered, 'IPv4 only: those addresses that exist must be authentic'],
    [{ a: noA }, covered, 'IPv6 only'],
    [
      { tlsa: found(name, 'TLSA', [tlsa(good)], { ...alias, cnames: ['tlsa.b.example'] }) },
      covered,
      'RFC 7672 §2.2.3: the TLSA name may be an alias while it is authentic',
    ],
    [
      { tlsa: records('authentic', bad, good) },
      { status: 'covered', records: [judgeTlsa(tlsa(bad)), judgeTlsa(tlsa(good))] },
      'one usable record suffices',
    ],
    [
      { tlsa: records('authentic', bad) },
      { status: 'unusable', records: [judgeTlsa(tlsa(bad))] },
      'RFC 7672 §2.2: authentic, and none usable',
    ],
    [{ tlsa: noTlsa }, none, 'no TLSA'],
    [{ tlsa: absent('nxdomain', name, 'TLSA') }, none, 'nor the name'],
    [{ tlsa: noTlsa, mx: 'insecure' }, none, 'no TLSA below an MX set that is not authentic'],
    [{ tlsa: noTlsa, a: a('insecure') }, none, 'nor below an address'],
    [{ tlsa: noTlsa, mx: 'indeterminate' }, none, 'whoever says so'],
    [{ tlsa: noTlsa, aaaa: failed(host, 'AAAA') }, none, 'though an address lookup failed'],
    [{ mx: 'insecure' }, insecure('mx'), 'RFC 7672 §2.2.1: an MX set that is not authentic locks nothing'],
    [{ mx: 'insecure', tlsa: records('authentic', bad) }, insecure('mx'), 'unusable there breaks nothing'],
    [{ a: a('insecure') }, insecure('address'), 'an unsigned IPv4 address'],
    [{ aaaa: aaaa('insecure') }, insecure('address'), 'an unsigned IPv6 address'],
    [{ aaaa: aaaa('insecure'), a: noA }, insecure('address'), 'the only one'],
    [{ a: a('insecure'), tlsa: records('authentic', bad) }, insecure('address'), 'unusable there breaks nothing'],
    [{ a: a('insecure'), mx: 'insecure' }, insecure('mx'), 'the first link is told'],
    [{ a: a('insecure'), aaaa: failed(host, 'AAAA') }, insecure('address'), 'whatever the other address is'],
    [{ a: a('insecure'), tlsa: failed(name, 'TLSA') }, none, 'RFC 7672 §2.2.2: TLSA would not be asked for'],
    [{ mx: 'indeterminate', a: a('insecure') }, insecure('address'), 'one link that is not authentic suffices'],
    [{ tlsa: records('insecure', good) }, insecure('tlsa'), 'unsigned TLSA'],
    [{ tlsa: records('insecure', good), mx: 'insecure' }, insecure('mx'), 'the first link is told'],
    [{ tlsa: records('insecure', good), mx: 'indeterminate' }, insecure('tlsa'), 'one link suffices'],
    [
      { tlsa: records('insecure', good), aaaa: failed(host, 'AAAA') },
      insecure('tlsa'),
      'though an address lookup failed',
    ],
    [
      { tlsa: failed(name, 'TLSA') },
      failure('tlsa', true),
      'RFC 7672 §2.1.2: a host whose TLSA lookup fails is passed over',
    ],
    [{ tlsa: failed(name, 'TLSA'), mx: 'insecure' }, failure('tlsa', false), 'and could not have locked the domain'],
    [{ tlsa: failed(name, 'TLSA'), mx: 'indeterminate' }, failure('tlsa', true), 'here it could'],
    [{ aaaa: failed(host, 'AAAA') }, failure('address', true), 'one of two addresses not known'],
    [{ a: failed(host, 'A') }, failure('address', true), 'the other one'],
    [{ aaaa: failed(host, 'AAAA'), mx: 'insecure' }, insecure('mx'), 'of no account there'],
    [{ a: failed(host, 'A'), aaaa: failed(host, 'AAAA') }, failure('address', true), 'no address known'],
    [{ a: failed(host, 'A'), aaaa: noAaaa }, failure('address', true), 'half an absence is none'],
    [{ a: failed(host, 'A'), aaaa: noAaaa, mx: 'insecure' }, failure('address', false), 'and could not have locked'],
    [
      { a: failed(host, 'A'), aaaa: noAaaa, tlsa: failed(name, 'TLSA') },
      failure('address', true),
      'the first failure is told',
    ],
    [{ a: noA, aaaa: noAaaa }, { status: 'unreachable' }, 'no address: TLSA is of no account'],
    [
      { a: absent('nxdomain', host, 'A'), aaaa: absent('nxdomain', host, 'AAAA'), tlsa: failed(name, 'TLSA') },
      { status: 'unreachable' },
      'no such host',
    ],
    [
      { a: absent('nxdomain', host, 'A', alias), aaaa: absent('nxdomain', host, 'AAAA', alias) },
      { status: 'unreachable' },
      'an alias for nothing',
    ],
    [
      { a: found(host, 'A', ['192.0.2.1'], alias) },
      { status: 'cname', mayCover: true },
      'RFC 7672 §2.1.3: an alias, not known for now',
    ],
    [{ aaaa: absent('nodata', host, 'AAAA', alias) }, { status: 'cname', mayCover: true }, 'seen in the other answer'],
    [
      { a: found(host, 'A', ['192.0.2.1'], { cnames: ['b.example'] }), tlsa: noTlsa },
      { status: 'cname', mayCover: true },
      'even unsigned and without TLSA at its own name',
    ],
    [
      { a: failed(host, 'A'), aaaa: absent('nodata', host, 'AAAA', alias) },
      { status: 'cname', mayCover: true },
      'even with an address not known',
    ],
    [
      { a: found(host, 'A', ['192.0.2.1'], alias), mx: 'insecure' },
      { status: 'cname', mayCover: false },
      'below an MX set that is not authentic it locks nothing',
    ],
    [
      { a: found(host, 'A', ['192.0.2.1'], alias), mx: 'indeterminate' },
      { status: 'cname', mayCover: true },
      'or nobody knows',
    ],
    [{ mx: 'indeterminate' }, doubt('mx'), 'a resolver that is not known to validate'],
    [{ a: a('indeterminate') }, doubt('address'), 'for one address'],
    [{ aaaa: aaaa('indeterminate'), a: noA }, doubt('address'), 'for the other'],
    [{ tlsa: records('indeterminate', good) }, doubt('tlsa'), 'for TLSA'],
    [{ tlsa: records('indeterminate', bad) }, doubt('tlsa'), 'usable or not'],
  ];
  for (const [differing, expected, why] of cases) {
    test(why, () => {
      expect(readHostDane({ ...all, ...differing })).toEqual(expected);
    });
  }
});
