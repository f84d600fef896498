import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../src/dns/answer.ts';
import type { Answer, RecordType } from '../../src/dns/resolver.ts';
import { growth } from './growth.ts';
import { type Packet, packet } from './packet.ts';

const context = { resolver: 'resolver.example', validates: true, at: 1_000_000, ageSeconds: 0 };

function read(question: string, message: Partial<Packet>, more: Partial<typeof context> = {}): Answer {
  const [name = '', type = ''] = question.split(' ');
  return readAnswer({ name, type: type as RecordType }, packet({ question, ...message }), { ...context, ...more });
}

const soa = 'example.com 3600 SOA 300';

describe('an answer', () => {
  const a1 = 'example.com 300 A 192.0.2.1';
  const cases: readonly (readonly [string, Partial<Packet>, object, string])[] = [
    [
      'example.com A',
      { answers: [a1] },
      { status: 'found', records: ['192.0.2.1'], cnames: [], ttl: 300 },
      'one record',
    ],
    [
      'example.com A',
      { answers: [a1, 'example.com 60 A 192.0.2.2'] },
      { status: 'found', records: ['192.0.2.1', '192.0.2.2'], ttl: 60 },
      'the smallest TTL holds for all',
    ],
    [
      'example.com A',
      { question: 'EXAMPLE.com A', answers: ['Example.Com 300 A 192.0.2.1'] },
      { status: 'found', records: ['192.0.2.1'] },
      'names are compared without case (RFC 4343)',
    ],
    [
      'Example.COM A',
      { answers: [a1] },
      { status: 'found', records: ['192.0.2.1'] },
      'the same when it was asked in capitals',
    ],
    [
      'example.com A',
      { answers: [a1], authorities: ['example.com 300 NS ns.example.com'] },
      { status: 'found', records: ['192.0.2.1'] },
      'name servers beside a record make no referral of it',
    ],
    [
      'example.com A',
      {
        answers: ['other.example 300 A 192.0.2.9', a1, 'example.com 5 TXT "x"'],
        additional: ['example.com 1 A 192.0.2.8'],
      },
      { status: 'found', records: ['192.0.2.1'], ttl: 300 },
      'records of other names, types and sections do not belong to it',
    ],
    [
      'example.com A',
      { answers: ['example.com 300 CH/A #c0000201'], authorities: [soa] },
      { status: 'nodata' },
      'a record of another class does not belong to it',
    ],
    [
      'example.com MX',
      { authorities: [soa] },
      { status: 'nodata', ttl: 300, cnames: [] },
      'no such record: MINIMUM of the SOA (RFC 2308 §5)',
    ],
    [
      'example.com MX',
      { authorities: ['example.com 120 SOA 300'] },
      { status: 'nodata', ttl: 120 },
      'or its own TTL if that is smaller',
    ],
    [
      'a.example.com MX',
      { rcode: 3, authorities: [soa] },
      { status: 'nxdomain', ttl: 300, cnames: [] },
      'no such name',
    ],
    [
      'a.test MX',
      { rcode: 3, authorities: [' 86400 SOA 900'] },
      { status: 'nxdomain', ttl: 900 },
      'the SOA of the root is one too',
    ],
    [
      'a.example.com MX',
      { rcode: 3, authorities: [soa, 'example.com 300 NS ns.example.com'] },
      { status: 'nxdomain', ttl: 300 },
      'RFC 2308 §2.1: name servers beside the SOA make no referral of it',
    ],
    ['example.com MX', {}, { status: 'nodata', ttl: 0 }, 'without an SOA: not to be kept'],
    [
      'example.com MX',
      { rcode: 3, authorities: ['badexample.com 60 SOA 60'] },
      { status: 'nxdomain', ttl: 0 },
      "another zone's SOA says nothing",
    ],
  ];
  test.each(cases)('to %s from %j is %j: %s', (question, message, expected) => {
    const [name, type] = question.split(' ');
    expect(read(question, message)).toMatchObject({
      ...expected,
      question: { name, type },
      resolver: 'resolver.example',
      at: 1_000_000,
    });
  });

  test('a long way round: strings, pairs and hexadecimal', () => {
    expect(
      read('example.com MX', { answers: ['example.com 9 MX 10 a.example.com', 'example.com 9 MX 0 .'] }),
    ).toMatchObject({
      records: [
        { preference: 10, exchange: 'a.example.com' },
        { preference: 0, exchange: '' },
      ],
    });
    expect(read('example.com TXT', { answers: ['example.com 9 TXT "a" "b"', 'example.com 9 TXT "c"'] })).toMatchObject({
      records: ['ab', 'c'],
    });
  });
});

describe('CNAMEs', () => {
  const toTarget = '_dmarc.example.com 300 CNAME t.example.net';
  const cases: readonly (readonly [string, Partial<Packet>, object, string])[] = [
    [
      '_dmarc.example.com TXT',
      { answers: [toTarget, 't.example.net 60 TXT "x"'] },
      { status: 'found', records: ['x'], cnames: ['t.example.net'], ttl: 60 },
      'the TTL of the record, which is smaller',
    ],
    [
      '_dmarc.example.com TXT',
      { answers: ['_dmarc.example.com 30 CNAME t.example.net', 't.example.net 60 TXT "x"'] },
      { status: 'found', ttl: 30 },
      'the TTL of the CNAME, which is smaller',
    ],
    [
      'a.example.com TXT',
      {
        answers: [
          'c.example.com 9 TXT "x"',
          'b.example.com 9 CNAME c.example.com',
          'a.example.com 9 CNAME b.example.com',
        ],
      },
      { status: 'found', records: ['x'], cnames: ['b.example.com', 'c.example.com'] },
      'a chain, whatever the order of its records',
    ],
    [
      'a.example.com TXT',
      { answers: ['a.example.com 9 CNAME b.example.com', 'a.example.com 9 TXT "no"', 'b.example.com 9 TXT "yes"'] },
      { status: 'found', records: ['yes'] },
      'beside a CNAME nothing else counts (RFC 1034 §3.6.2)',
    ],
    [
      '_dmarc.example.com TXT',
      { answers: [toTarget], authorities: ['example.net 60 SOA 300'] },
      { status: 'nodata', cnames: ['t.example.net'], ttl: 60 },
      'the target exists without this type; its own zone’s SOA counts',
    ],
    [
      '_dmarc.example.com TXT',
      { rcode: 3, answers: [toTarget], authorities: ['example.net 60 SOA 300'] },
      { status: 'nxdomain', cnames: ['t.example.net'] },
      'RFC 6604 §3: it is the target that does not exist',
    ],
    [
      '_dmarc.example.com TXT',
      { answers: [toTarget, 'other.example.net 9 TXT "x"'], authorities: ['example.net 60 SOA 300'] },
      { status: 'nodata' },
      'a record at no end of the chain does not belong to it',
    ],
    [
      'mx.example.com CNAME',
      { answers: ['mx.example.com 9 CNAME a.example.net', 'a.example.net 9 CNAME b.example.net'] },
      { status: 'found', records: ['a.example.net'], cnames: [] },
      'asked for the CNAME itself, none is followed',
    ],
    [
      'a.example.com A',
      { answers: ['a.example.com 9 CNAME a.example.com'] },
      { status: 'temperror', reason: 'cname-loop' },
      'to itself',
    ],
    [
      'a.example.com A',
      { answers: ['a.example.com 9 CNAME b.example.com', 'b.example.com 9 CNAME a.example.com'] },
      { status: 'temperror', reason: 'cname-loop' },
      'in a circle',
    ],
    [
      'a.example.com A',
      {
        answers: [
          'a.example.com 9 CNAME b.example.com',
          'b.example.com 9 CNAME c.example.com',
          'c.example.com 9 CNAME b.example.com',
        ],
      },
      { status: 'temperror', reason: 'cname-loop' },
      'into a circle',
    ],
    [
      'a.example.com A',
      { answers: ['a.example.com 9 A 192.0.2.1', 'x.example.com 9 CNAME x.example.com'] },
      { status: 'found' },
      'a circle elsewhere does not belong to it',
    ],
  ];
  test.each(cases)('%s from %j is %j: %s', (question, message, expected) => {
    expect(read(question, message)).toMatchObject(expected);
  });

  test('a chain as long as fits is followed in linear time', () => {
    const chain = (length: number) =>
      packet({
        question: 'h0.x A',
        answers: Array.from({ length }, (_, i) => `h${i}.x 9 CNAME h${i + 1}.x`),
      });
    const follow = (bytes: Uint8Array) => readAnswer({ name: 'h0.x', type: 'A' }, bytes, context);
    expect(follow(chain(1000))).toMatchObject({ status: 'nodata', cnames: { length: 1000 } });
    expect(growth(chain, follow, 250)).toBeLessThanOrEqual(2.5);
  });
});

describe('what is no answer', () => {
  const a1 = 'example.com 300 A 192.0.2.1';
  const cases: readonly (readonly [Partial<Packet>, object, string])[] = [
    [{ flags: 'rd', answers: [a1] }, { reason: 'malformed' }, 'a question'],
    [{ opcode: 4, answers: [a1] }, { reason: 'malformed' }, 'of another opcode'],
    [{ question: 'example.net A', answers: [a1] }, { reason: 'wrong-question' }, 'to another name'],
    [{ question: 'example.com AAAA', answers: [a1] }, { reason: 'wrong-question' }, 'to another type'],
    [{ flags: 'qr tc rd ra', answers: [a1] }, { reason: 'truncated' }, 'cut off: records may be missing'],
    [{ flags: 'qr tc rd ra' }, { reason: 'truncated' }, 'cut off and empty is no absence'],
    [{ rcode: 1 }, { reason: 'rcode', rcode: 1 }, 'FORMERR'],
    [{ rcode: 2 }, { reason: 'rcode', rcode: 2 }, 'SERVFAIL'],
    [{ rcode: 4 }, { reason: 'rcode', rcode: 4 }, 'NOTIMP'],
    [{ rcode: 5 }, { reason: 'rcode', rcode: 5 }, 'REFUSED'],
    [
      { rcode: 16, extendedErrors: [] },
      { reason: 'rcode', rcode: 16 },
      'BADVERS is no NOERROR, though its lower bits are 0',
    ],
    [{ rcode: 19, extendedErrors: [] }, { reason: 'rcode', rcode: 19 }, 'nor is 19 NXDOMAIN'],
    [{ rcode: 2, answers: [a1] }, { reason: 'rcode' }, 'whatever comes with it'],
    [
      { rcode: 2, extendedErrors: [[6, 'bad signature']] },
      { reason: 'rcode', rcode: 2, extendedErrors: [{ code: 6, text: 'bad signature' }] },
      'the extended error is kept: bogus',
    ],
    [{ rcode: 3, answers: [a1] }, { reason: 'malformed' }, 'the name cannot both be missing and have a record'],
    [{ authorities: ['com 300 NS a.example.net'] }, { reason: 'malformed' }, 'RFC 2308 §2.2: a referral says nothing'],
    [{ answers: [a1], extendedErrors: [[4, '']] }, { reason: 'filtered' }, 'EDE 4, forged'],
    [{ rcode: 3, extendedErrors: [[15, '']] }, { reason: 'filtered' }, 'EDE 15, blocked'],
    [{ extendedErrors: [[16, '']] }, { reason: 'filtered' }, 'EDE 16, censored'],
    [{ rcode: 3, extendedErrors: [[17, '']] }, { reason: 'filtered' }, 'EDE 17, filtered'],
    [
      { rcode: 5, extendedErrors: [[18, 'not you']] },
      { reason: 'filtered', extendedErrors: [{ code: 18, text: 'not you' }] },
      'EDE 18, prohibited',
    ],
    [
      {
        answers: [a1],
        extendedErrors: [
          [3, ''],
          [17, ''],
        ],
      },
      { reason: 'filtered' },
      'one of several',
    ],
  ];
  test.each(cases)('%j is a temperror, %j: %s', (message, expected) => {
    expect(read('example.com A', message)).toMatchObject({
      status: 'temperror',
      ...expected,
      resolver: 'resolver.example',
      at: 1_000_000,
    });
  });

  test('octets that are no message, no question, and two', () => {
    const ask = (bytes: Uint8Array) => readAnswer({ name: 'example.com', type: 'A' }, bytes, context);
    expect(ask(new TextEncoder().encode('<!doctype html>'))).toMatchObject({
      status: 'temperror',
      reason: 'malformed',
    });
    expect(ask(new Uint8Array())).toMatchObject({ status: 'temperror', reason: 'malformed' });
    const header = [0, 0, 0x81, 0x80, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(ask(Uint8Array.from(header))).toMatchObject({ status: 'temperror', reason: 'wrong-question' });
    const one = packet({ question: 'example.com A' });
    const twice = Uint8Array.from([...one, ...one.subarray(12)]);
    twice[5] = 2;
    expect(ask(twice)).toMatchObject({ status: 'temperror', reason: 'wrong-question' });
    const chaos = packet({ question: 'example.com A' });
    chaos[chaos.length - 1] = 3;
    expect(ask(chaos)).toMatchObject({ status: 'temperror', reason: 'wrong-question' });
  });
});

describe('how long, how sure, how old', () => {
  const a1 = { answers: ['example.com 300 A 192.0.2.1'] };
  const signed = { ...a1, flags: 'qr rd ra ad' };
  const cases: readonly (readonly [Partial<Packet>, Partial<typeof context>, object, string])[] = [
    [a1, { ageSeconds: 100 }, { ttl: 200 }, 'RFC 8484 §5.1: less the time in an HTTP cache'],
    [a1, { ageSeconds: 301 }, { ttl: 0 }, 'never below zero'],
    [signed, {}, { authenticity: 'authentic' }, 'AD of a validating resolver'],
    [a1, {}, { authenticity: 'insecure' }, 'no AD of a validating resolver'],
    [signed, { validates: false }, { authenticity: 'indeterminate' }, 'AD of one not known to validate says nothing'],
    [a1, { validates: false }, { authenticity: 'indeterminate' }, 'and so does its absence'],
    [
      { rcode: 3, flags: 'qr rd ra ad' },
      {},
      { status: 'nxdomain', authenticity: 'authentic' },
      'absence can be authentic too',
    ],
    [a1, {}, { stale: false }, 'not stale'],
    [{ ...a1, extendedErrors: [[3, '']] }, {}, { status: 'found', stale: true }, 'EDE 3: past its TTL (RFC 8767)'],
    [
      { rcode: 3, extendedErrors: [[19, '']] },
      {},
      { status: 'nxdomain', stale: true },
      'EDE 19: NXDOMAIN past its TTL',
    ],
    [
      {
        ...a1,
        extendedErrors: [
          [10, 'x'],
          [13, ''],
        ],
      },
      {},
      {
        status: 'found',
        stale: false,
        extendedErrors: [
          { code: 10, text: 'x' },
          { code: 13, text: '' },
        ],
      },
      'other remarks change nothing (RFC 8914 §2)',
    ],
  ];
  test.each(cases)('%j, %j: %j, %s', (message, more, expected) => {
    expect(read('example.com A', message, more)).toMatchObject(expected);
  });
});
