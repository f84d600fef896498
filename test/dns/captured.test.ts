import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../src/dns/answer.ts';
import type { RecordType } from '../../src/dns/resolver.ts';
import { hex } from './packet.ts';

/** Answers of a validating unbound to our own queries: "name TYPE octets" a line. The facts in them are invented. */
const captured = new Map(
  readFileSync('test/fixtures/packets/unbound.txt', 'utf8')
    .trim()
    .split('\n')
    .map(line => {
      const [name = '', type = '', octets = ''] = line.split(' ');
      return [`${name} ${type}`, octets];
    }),
);

describe('messages as a resolver writes them: signatures, proofs of absence, remarks', () => {
  const signed = { authenticity: 'authentic', ttl: 300 };
  const unsigned = { authenticity: 'insecure', ttl: 300 };
  const cases: readonly (readonly [string, object, string])[] = [
    [
      'danesford.ac.uk MX',
      {
        ...signed,
        records: [
          { preference: 10, exchange: 'mx1.danesford.ac.uk' },
          { preference: 20, exchange: 'mx2.danesford.ac.uk' },
        ],
      },
      'RRSIG beside the records',
    ],
    [
      '_25._tcp.mx1.danesford.ac.uk TLSA',
      {
        ...signed,
        records: [
          { usage: 2, selector: 0, matchingType: 1 },
          { usage: 3, selector: 1, matchingType: 1 },
        ],
      },
      'two TLSA records',
    ],
    ['_25._tcp.nobody.danesford.ac.uk TLSA', { ...signed, status: 'nxdomain', ttl: 60 }, 'NSEC proves it'],
    ['danesford.ac.uk AAAA', { ...signed, status: 'nodata', ttl: 60 }, 'NSEC proves it'],
    ['gov.uk NS', { ...signed, status: 'nodata', ttl: 60 }, 'an empty non-terminal'],
    ['lockwell.gov.uk MX', { ...unsigned, status: 'found' }, 'an unsigned zone'],
    ['mx1.lockwell.gov.uk AAAA', { ...unsigned, records: ['2001:db8::11'] }, 'an IPv6 address'],
    ['nothing.lockwell.gov.uk A', { status: 'nxdomain', authenticity: 'insecure', ttl: 60 }, 'no proof'],
    [
      '_mta-sts.longletter.gov.uk TXT',
      {
        ...signed,
        records: ['v=STSv1; id=20260401;'],
        cnames: ['a.sts.longletter.gov.uk', 'b.sts.longletter.gov.uk', 'c.sts.longletter.gov.uk'],
      },
      'three CNAMEs, then three strings',
    ],
    [
      '_dmarc.longletter.gov.uk TXT',
      { ...signed, records: ['v=DMARC1; p=reject; rua=mailto:dmarc@longletter.gov.uk'] },
      'three strings',
    ],
    [
      '_mta-sts.danglewick.gov.uk TXT',
      { status: 'nxdomain', cnames: ['gone.mailharbour.org'], authenticity: 'insecure' },
      'the target of the CNAME does not exist; part of the way is unsigned',
    ],
    [
      'forgedseal.gov.uk MX',
      { status: 'temperror', reason: 'rcode', rcode: 2, extendedErrors: [{ code: 6 }] },
      'SERVFAIL because the signature is forged',
    ],
    [
      'staleseal.gov.uk MX',
      { status: 'temperror', reason: 'rcode', rcode: 2, extendedErrors: [{ code: 7 }] },
      'SERVFAIL because the signature has expired',
    ],
    ['lostline.gov.uk MX', { status: 'temperror', reason: 'rcode', rcode: 2, extendedErrors: [] }, 'SERVFAIL: lame'],
    ['_dmarc.hollowname.org.uk TXT', { status: 'nodata', authenticity: 'insecure' }, 'the name has other types'],
    ['anything.starfield.org.uk TXT', { ...unsigned, records: ['v=spf1 mx -all'] }, 'a wildcard'],
    ['mail.nickname.co.uk CNAME', { ...unsigned, records: ['real.nickname.co.uk'], cnames: [] }, 'the CNAME itself'],
    [
      'mail.othername.ac.uk A',
      { ...signed, records: ['203.0.113.32'], cnames: ['real.othername.ac.uk'] },
      'a CNAME with its own signature',
    ],
  ];
  test.each(cases)('%s: %j, %s', (question, expected) => {
    const [name = '', type = ''] = question.split(' ');
    const bytes = Uint8Array.from(hex(captured.get(question) ?? ''));
    const context = { resolver: 'resolver.example', validates: true, at: 0, ageSeconds: 0 };
    expect(readAnswer({ name, type: type as RecordType }, bytes, context)).toMatchObject(expected);
  });

  test('every one of them is read', () => {
    expect(cases.map(([question]) => question).sort()).toEqual([...captured.keys()].sort());
  });
});
