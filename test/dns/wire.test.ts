import { describe, expect, test } from 'vitest';
import { decodeMessage } from '../../src/dns/wire.ts';
import { growth } from './growth.ts';
import { hex, packet, u16 } from './packet.ts';

function only(record: string) {
  const message = decodeMessage(packet({ question: 'example.com A', answers: [record] }));
  return message?.answers[0];
}

describe('records', () => {
  const own = { name: 'example.com', ttl: 300 };
  const cases: readonly (readonly [string, object, string])[] = [
    ['example.com 300 A 192.0.2.1', { ...own, type: 'A', value: '192.0.2.1' }, 'RFC 1035 §3.4.1'],
    ['Example.COM 300 A 192.0.2.1', { ...own, type: 'A', value: '192.0.2.1' }, 'names in lower case'],
    ['example.com 300 CNAME a.example.net', { ...own, type: 'CNAME', value: 'a.example.net' }, 'a name, compressed'],
    ['example.com 300 NS ns.example.com', { ...own, type: 'NS', value: 'ns.example.com' }, 'a name, compressed'],
    ['example.com 300 MX 0 .', { ...own, type: 'MX', value: { preference: 0, exchange: '' } }, 'RFC 7505: null MX'],
    [
      'example.com 300 MX 65535 mx.example.com',
      { ...own, type: 'MX', value: { preference: 65535, exchange: 'mx.example.com' } },
      'two octets of preference',
    ],
    ['example.com 300 TXT "v=spf1 -all"', { ...own, type: 'TXT', value: 'v=spf1 -all' }, 'one string'],
    [
      'example.com 300 TXT "v=DMA" "RC1; p=" "none"',
      { ...own, type: 'TXT', value: 'v=DMARC1; p=none' },
      'joined with nothing between (RFC 7208 §3.3)',
    ],
    ['example.com 300 TXT ""', { ...own, type: 'TXT', value: '' }, 'one empty string'],
    [
      'example.com 300 TXT #0461e200ff',
      { ...own, type: 'TXT', value: 'a\u00e2\u0000\u00ff' },
      'one character for each octet',
    ],
    [
      'example.com 300 TLSA 3 1 1 00ABff',
      { ...own, type: 'TLSA', value: { usage: 3, selector: 1, matchingType: 1, data: '00abff' } },
      'hexadecimal in lower case',
    ],
    [
      'example.com 300 TLSA #030101',
      { ...own, type: 'TLSA', value: { usage: 3, selector: 1, matchingType: 1, data: '' } },
      'no data: for DANE to judge, not for us',
    ],
    ['example.com 300 SOA 60', { ...own, type: 'SOA', value: { minimum: 60 } }, 'the last of five numbers'],
    [
      'example.com 2147483647 A 192.0.2.1',
      { ...own, ttl: 2147483647, type: 'A', value: '192.0.2.1' },
      'RFC 2181 §8: the largest',
    ],
    [
      'example.com 2147483648 A 192.0.2.1',
      { ...own, ttl: 0, type: 'A', value: '192.0.2.1' },
      'RFC 2181 §8: the highest bit means zero',
    ],
    [
      'example.com 300 TYPE99 #0102',
      { ...own, type: 99, class: 1, value: Uint8Array.from([1, 2]) },
      'an unknown type is kept as it is',
    ],
    [
      'example.com 300 CH/A #01',
      { ...own, type: 1, class: 3, value: Uint8Array.from([1]) },
      'another class has other records',
    ],
  ];
  test.each(cases)('%s', (line, expected) => {
    expect(only(line)).toEqual(expected);
  });

  const addresses: readonly (readonly [string, string, string])[] = [
    ['20010db8000000000000000000000001', '2001:db8::1', 'one run of zeros'],
    ['00000000000000000000000000000000', '::', 'nothing but zeros'],
    ['00000000000000000000000000000001', '::1', 'zeros at the start'],
    ['20010db8000000000000000000000000', '2001:db8::', 'zeros at the end'],
    ['20010db8000000010000000000000001', '2001:db8:0:1::1', 'RFC 5952 §4.2.3: the longest run'],
    ['20010000000000010000000000000001', '2001:0:0:1::1', 'RFC 5952 §4.2.3: the longest of two runs, not the first'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1', 'RFC 5952 §4.2.3: the first of equal runs'],
    ['20010db8001000000001000200030004', '2001:db8:10:0:1:2:3:4', 'nor with the end of the group before it'],
    ['20010db8000100020003000400050000', '2001:db8:1:2:3:4:5:0', 'RFC 5952 §4.2.2: a single zero is no run'],
    [
      '20010db8010000100a00000b000c0d00',
      '2001:db8:100:10:a00:b:c:d00',
      'RFC 5952 §4.1: no leading zeros, inner ones stay',
    ],
  ];
  test.each(addresses)('AAAA %s is %s: %s', (octets, expected) => {
    expect(only(`example.com 300 AAAA #${octets}`)).toMatchObject({ type: 'AAAA', value: expected });
  });
});

describe('records that are none, and with them the whole message', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['A #c00002', 'three octets'],
    ['A #c000020101', 'five octets'],
    ['A #', 'no octets'],
    ['AAAA #20010db8', 'four octets'],
    ['AAAA #20010db800000000000000000000000100', 'seventeen octets'],
    ['CNAME #', 'no name'],
    ['CNAME #016100ff', 'something behind the name'],
    ['CNAME #0161', 'a name without its end'],
    ['CNAME #c0ff', 'a pointer forward'],
    ['NS #c0', 'half a pointer'],
    ['MX #000a', 'no exchange'],
    ['MX #0a', 'half a preference'],
    ['MX #000a016100ff', 'something behind the exchange'],
    ['TXT #', 'RFC 1035 §3.3.14: at least one string'],
    ['TXT #0561', 'a string cut short'],
    ['TXT #016102', 'a second string cut short'],
    ['TLSA #0301', 'no matching type'],
    ['SOA #0000', 'names alone'],
    ['SOA #00000000000100000002000000030000000400000005ff', 'something behind the numbers'],
  ];
  test.each(cases)('%s: %s', data => {
    expect(only(`example.com 300 ${data}`)).toBeUndefined();
  });
});

describe('the header', () => {
  const flags: readonly (readonly [string, object])[] = [
    ['qr rd ra', { response: true, truncated: false, authenticated: false }],
    ['rd', { response: false }],
    ['qr tc', { truncated: true }],
    ['qr rd ra ad', { authenticated: true }],
    ['qr aa', { authenticated: false, truncated: false }],
  ];
  test.each(flags)('flags %s', (given, expected) => {
    expect(decodeMessage(packet({ question: 'a A', flags: given }))).toMatchObject(expected);
  });

  test('opcode and response code, with the upper bits that EDNS adds (RFC 6891 §6.1.3)', () => {
    expect(decodeMessage(packet({ question: 'a A', opcode: 5, rcode: 5 }))).toMatchObject({ opcode: 5, rcode: 5 });
    expect(decodeMessage(packet({ question: 'a A', rcode: 16, extendedErrors: [] }))?.rcode).toBe(16);
    expect(decodeMessage(packet({ question: 'a A', flags: 'rd', rcode: 15 }))?.response).toBe(false);
  });

  const broken: readonly (readonly [string, string])[] = [
    ['', 'nothing'],
    ['0000', 'a header cut short'],
    ['0000818000010000000000', 'one octet missing'],
    ['000081800001000000000000', 'a question promised'],
    ['0000818000010000000000000161000001', 'a question cut short'],
    ['000081800000000100000000', 'an answer promised'],
    ['000081800000000100000000' + '000001000100000000', 'an answer without its length of data'],
    ['00008180000000010000000000000100010000012c0004c00002', 'data that run past the end'],
    ['0000ffff'.padEnd(24, 'f'), 'every number as large as can be'],
  ];
  test.each(broken)('%j: %s', octets => {
    expect(decodeMessage(Uint8Array.from(hex(octets)))).toBeUndefined();
  });
});

describe('extended errors (RFC 8914)', () => {
  const read = (errors: readonly (readonly [number, string])[]) =>
    decodeMessage(packet({ question: 'a A', extendedErrors: errors }))?.extendedErrors;

  test('none without OPT, none in an empty OPT, several', () => {
    expect(decodeMessage(packet({ question: 'a A' }))?.extendedErrors).toEqual([]);
    expect(read([])).toEqual([]);
    expect(
      read([
        [6, 'no signatures'],
        [22, ''],
      ]),
    ).toEqual([
      { code: 6, text: 'no signatures' },
      { code: 22, text: '' },
    ]);
  });

  test('the text is UTF-8 and may end in NUL (§2)', () => {
    expect(read([[17, 'gefiltert für Sie\0']])).toEqual([{ code: 17, text: 'gefiltert für Sie' }]);
    expect(read([[17, 'a\0b\0']])).toEqual([{ code: 17, text: 'a\0b' }]);
  });

  const options = (octets: string) => {
    const rdata = hex(octets);
    const opt = [0, ...u16(41), ...u16(512), 0, 0, 0, 0, ...u16(rdata.length), ...rdata];
    return decodeMessage(Uint8Array.from([...hex('000081800000000000000001'), ...opt]));
  };
  const broken: readonly (readonly [string, boolean, string])[] = [
    ['000c000100', true, 'another option is passed over'],
    ['000f0002000612', false, 'something behind the last option'],
    ['000f000106', false, 'half a code'],
    ['000f0000', false, 'no code'],
    ['000f00050006', false, 'an option that runs past its record'],
    ['000f0003000aff', true, 'text that is no UTF-8'],
  ];
  test.each(broken)('options %s are a message: %j, %s', (octets, expected) => {
    expect(options(octets) !== undefined).toBe(expected);
  });
});

describe('a message that wants to keep us busy', () => {
  /** `count` answers, each with a name of many labels, all by pointers to the same long one. */
  function pointers(count: number): Uint8Array {
    const long = [...Array.from({ length: 120 }, () => [1, 97]).flat(), 0];
    const record = [0xc0, 12, ...u16(5), ...u16(1), 0, 0, 0, 0, ...u16(2), 0xc0, 12];
    const head = [...hex('00008180'), ...u16(1), ...u16(count), 0, 0, 0, 0, ...long, ...u16(5), ...u16(1)];
    return Uint8Array.from([...head, ...Array.from({ length: count }, () => record).flat()]);
  }
  /** One TXT record of `count` empty strings, then one of long ones. */
  function strings(count: number): Uint8Array {
    const head = hex('000081800000000100000000' + '00' + '0010' + '0001' + '00000000');
    return Uint8Array.from([...head, ...u16(count), ...Array(count).fill(0)]);
  }
  test.each([
    ['names by pointer', pointers, 250],
    ['empty strings', strings, 4000],
  ])('%s are read in linear time: twice as many take at most two and a half times as long', (_, build, count) => {
    expect(decodeMessage(build(8 * count))?.answers.length).toBeGreaterThan(0);
    expect(growth(build, decodeMessage, count)).toBeLessThanOrEqual(2.5);
  });
});
