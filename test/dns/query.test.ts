import { describe, expect, test } from 'vitest';
import { encodeQuery } from '../../src/dns/query.ts';
import { decodeMessage } from '../../src/dns/wire.ts';
import { hex } from './packet.ts';

const names = ['', 'uk', 'example.com', '_dmarc.mail.example.com', `${'a'.repeat(63)}.${'b'.repeat(63)}.example.com`];

describe('a query', () => {
  test('is these octets, for a name of 11 characters', () => {
    const query = encodeQuery('example.com', 'TXT');
    const padding = 128 - 12 - 17 - 11 - 8 - 4;
    expect(query).toEqual(
      Uint8Array.from([
        ...hex('0000' + '0100' + '0001' + '0000' + '0000' + '0001'), // ID 0, RD, one question, one additional record
        ...hex('076578616d706c65' + '03636f6d' + '00' + '0010' + '0001'), // example.com TXT IN
        ...hex('00' + '0029' + '1000' + '0000' + '8000'), // OPT: 4096 octets, version 0, DO
        ...hex(`00${(8 + 4 + padding).toString(16)}`), // length of all options
        ...hex('0008' + '0004' + '0001' + '00' + '00'), // client subnet: IPv4, source and scope 0
        ...hex(`000c00${padding.toString(16)}`), // padding
        ...Array(padding).fill(0),
      ]),
    );
  });

  test.each(names)('for %j is a multiple of 128 octets and the same every time', name => {
    for (const type of ['A', 'AAAA', 'MX', 'TXT', 'TLSA', 'NS', 'SOA', 'CNAME'] as const) {
      const query = encodeQuery(name, type);
      expect((query?.length ?? 1) % 128).toBe(0);
      expect(encodeQuery(name, type)).toEqual(query);
    }
  });

  test('of every length of name up to the longest is whole blocks, and no longer than need be', () => {
    for (let length = 1; length <= 253; length++) {
      const name = Array.from({ length }, (_, i) => (i % 60 === 59 && i < length - 1 ? '.' : 'a')).join('');
      const unpadded = 12 + (length + 2) + 4 + 11 + 8 + 4;
      expect(encodeQuery(name, 'A')).toHaveLength(128 * Math.ceil(unpadded / 128));
    }
  });

  test('is read by our own decoder as what it asks', () => {
    const message = decodeMessage(encodeQuery('_25._tcp.mx.example.com', 'TLSA') ?? new Uint8Array());
    expect(message).toMatchObject({ id: 0, response: false, opcode: 0, rcode: 0, truncated: false });
    expect(message?.questions).toEqual([{ name: '_25._tcp.mx.example.com', type: 52, class: 1 }]);
  });

  test.each(['a..b', `${'a'.repeat(64)}.com`, Array(64).fill('abc').join('.'), 'bücher.example'])(
    'for %j cannot be made',
    name => {
      expect(encodeQuery(name, 'A')).toBeUndefined();
    },
  );
});
