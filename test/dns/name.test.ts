import { describe, expect, test } from 'vitest';
import { decodeName, encodeName, isWithin, labels, parent } from '../../src/dns/name.ts';
import { growth } from './growth.ts';
import { hex, u16 } from './packet.ts';

const label63 = 'a'.repeat(63);
const name253 = [label63, label63, label63, 'a'.repeat(61)].join('.');
const name254 = `${name253}a`;

describe('labels and parents', () => {
  const cases: readonly (readonly [string, readonly string[], string, string])[] = [
    ['', [], '', 'the root'],
    ['uk', ['uk'], '', 'above a top-level domain is the root'],
    ['_dmarc.example.com', ['_dmarc', 'example', 'com'], 'example.com', 'three labels'],
    ['a\\.b.example.com', ['a\\.b', 'example', 'com'], 'example.com', 'a dot inside a label parts nothing'],
    ['a\\\\.b', ['a\\\\', 'b'], 'b', 'a backslash inside a label'],
  ];
  test.each(cases)('%j: %j below %j, %s', (name, expected, above) => {
    expect(labels(name)).toEqual(expected);
    expect(parent(name)).toBe(above);
  });

  const within: readonly (readonly [string, string, boolean, string])[] = [
    ['example.com', 'example.com', true, 'itself'],
    ['a.example.com', 'example.com', true, 'below'],
    ['a.example.com', '', true, 'everything is below the root'],
    ['badexample.com', 'example.com', false, 'the same end is not the same parent'],
    ['com', 'example.com', false, 'above'],
  ];
  test.each(within)('%j within %j: %j, %s', (name, ancestor, expected) => {
    expect(isWithin(name, ancestor)).toBe(expected);
  });
});

describe('names onto the wire', () => {
  const cases: readonly (readonly [string, string | undefined, string])[] = [
    ['', '00', 'the root'],
    ['a.bc', '0161026263' + '00', 'labels with their lengths'],
    ['a\\.b.c', '03612e620163' + '00', 'an escaped dot is an octet of its label'],
    ['a\\032b', '03612062' + '00', 'RFC 1035 §5.1: three digits are one octet'],
    [name253, undefined, 'lengths only: see below'],
    ['a..b', undefined, 'an empty label'],
    ['.', undefined, 'the root has no dot here'],
    ['a.', undefined, 'no dot at the end'],
    ['.a', undefined, 'no dot at the start'],
    [`${'a'.repeat(64)}.com`, undefined, 'RFC 1035 §2.3.4: 63 octets a label'],
    [`a${name253}`, undefined, '64 octets again'],
    [`${name253}.a`, undefined, 'RFC 1035 §2.3.4: 255 octets a name'],
    ['a\\', undefined, 'a backslash escapes nothing'],
    ['a\\255', '0261ff' + '00', 'the last octet there is'],
    ['a\\256', undefined, 'no such octet'],
    ['a\\999', undefined, 'nor that'],
    [name254, undefined, 'RFC 1035 §2.3.4: 256 octets'],
    ['bücher.example', undefined, 'U-labels are converted before they come here'],
    ['書.example', undefined, 'no octet'],
  ];
  test.each(cases.filter(([name]) => name !== name253))('%j is %j: %s', (name, expected) => {
    expect(encodeName(name)).toEqual(expected === undefined ? undefined : Uint8Array.from(hex(expected)));
  });

  test('253 characters are the most a name can have', () => {
    expect(name253).toHaveLength(253);
    expect(encodeName(name253)).toHaveLength(255);
  });
});

/** The root, then `count` pointers, each to the one before it. */
function pointerRow(count: number): Uint8Array {
  return Uint8Array.from([0, ...Array.from({ length: count }, (_, i) => u16(0xc000 | Math.max(0, 2 * i - 1))).flat()]);
}

describe('names from the wire', () => {
  const cases: readonly (readonly [string, number, { name: string; end: number } | undefined, string])[] = [
    ['00', 0, { name: '', end: 1 }, 'the root'],
    ['0141024263' + '00', 0, { name: 'a.bc', end: 6 }, 'ASCII letters in lower case'],
    ['01c400', 0, { name: '\\196', end: 3 }, 'only ASCII letters: an octet over 127 stays, written as a number'],
    ['04612e5c2000', 0, { name: 'a\\.\\\\\\032', end: 6 }, 'dot, backslash and blank inside a label'],
    ['02217e' + '00', 0, { name: '!~', end: 4 }, 'the first and the last that are shown'],
    ['017f00', 0, { name: '\\127', end: 3 }, 'a control character'],
    ['0163' + '00' + '0162c000', 3, { name: 'b.c', end: 7 }, 'a pointer back; the end is behind it'],
    ['0163' + '00' + '0162c000' + '0161c003', 7, { name: 'a.b.c', end: 11 }, 'a pointer to a name with a pointer'],
    ['', 0, undefined, 'nothing'],
    ['00', 5, undefined, 'past the end'],
    ['0261', 0, undefined, 'a label cut short'],
    ['0161', 0, undefined, 'no end'],
    ['c0', 0, undefined, 'half a pointer'],
    ['00' + 'c0', 1, undefined, 'half a pointer, to what would be a name'],
    ['c000', 0, undefined, 'a pointer to itself'],
    ['0161c000', 0, undefined, 'a pointer into its own name'],
    ['c002' + '0161' + '00', 0, undefined, 'RFC 1035 §4.1.4: a pointer forward'],
    ['c002c000', 2, undefined, 'two pointers at each other'],
    ['c0ff', 0, undefined, 'a pointer past the end'],
    ['4161' + '00', 0, undefined, 'RFC 6891 §5: label type 01'],
    [`41${'61'.repeat(65)}00`, 0, undefined, 'which is no label of 65'],
    ['8161' + '00', 0, undefined, 'label type 10'],
  ];
  test.each(cases)('%s at %d is %j: %s', (octets, start, expected) => {
    expect(decodeName(Uint8Array.from(hex(octets)), start)).toEqual(expected);
  });

  test('label type 10 is no pointer, though what it would point to is a name', () => {
    const octets = Uint8Array.from([...Array(0x3f01).fill(0), 0xbf, 0]);
    expect(decodeName(octets, 0x3f01)).toBeUndefined();
  });

  test('255 octets are read, 256 are not, by pointer or without', () => {
    const whole = [...(encodeName(name253) ?? [])];
    expect(decodeName(Uint8Array.from(whole), 0)?.name).toBe(name253);
    expect(decodeName(Uint8Array.from([...whole, 1, 97, 0xc0, 0]), 255)).toBeUndefined();
    expect(decodeName(Uint8Array.from([...whole.slice(0, 192), 62, ...Array(62).fill(97), 0]), 0)).toBeUndefined();
  });

  test('127 pointers are followed, more are given up', () => {
    expect(decodeName(pointerRow(127), 253)).toEqual({ name: '', end: 255 });
    expect(decodeName(pointerRow(128), 255)).toBeUndefined();
    expect(decodeName(pointerRow(8000), 15_999)).toBeUndefined();
  });

  test('a long row of pointers to pointers takes steady time a name', () => {
    const readAll = (row: Uint8Array) => {
      for (let at = 1; at < row.length; at += 2) decodeName(row, at);
    };
    expect(growth(pointerRow, readAll, 1000)).toBeLessThanOrEqual(2.5);
  });

  test('what is encoded is decoded', () => {
    for (const name of ['', 'uk', '_25._tcp.mx.example.com', 'a\\.b\\032.example', name253]) {
      const encoded = encodeName(name) ?? new Uint8Array();
      expect(decodeName(encoded, 0)).toEqual({ name, end: encoded.length });
    }
  });
});
