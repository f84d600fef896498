/**
 * DNS messages for tests, written as zone lines:
 *
 *   packet({ question: 'example.com MX', answers: ['example.com 300 MX 10 mx.example.com'] })
 *
 * Names are compressed as servers do it. A hexadecimal string after "#" is rdata as it stands: 'example.com 300 TYPE99 #00'.
 */
import { typeNumbers } from '../../src/dns/numbers.ts';

export type Packet = {
  readonly question: string;
  /** Of "qr rd ra ad tc aa"; "qr rd ra" when left out. */
  readonly flags?: string;
  readonly opcode?: number;
  readonly rcode?: number;
  readonly answers?: readonly string[];
  readonly authorities?: readonly string[];
  readonly additional?: readonly string[];
  /** Code and text of extended errors; an empty list for an OPT record without any; no OPT when left out. */
  readonly extendedErrors?: readonly (readonly [code: number, text: string])[];
};

const flagBits: Readonly<Record<string, number>> = { qr: 0x8000, aa: 0x400, tc: 0x200, rd: 0x100, ra: 0x80, ad: 0x20 };
const numbers: Readonly<Record<string, number>> = typeNumbers;

export function packet(message: Packet): Uint8Array {
  const octets: number[] = [];
  const names = new Map<string, number>();
  const { flags = 'qr rd ra', opcode = 0, rcode = 0, answers = [], authorities = [], additional = [] } = message;
  const bits = flags.split(' ').reduce((sum, flag) => sum | (flagBits[flag] ?? 0), 0);
  const opt = message.extendedErrors ? [optRecord(message.extendedErrors, rcode >> 4)] : [];

  const counts = [1, answers.length, authorities.length, additional.length + opt.length];
  octets.push(0, 0, ...u16(bits | (opcode << 11) | (rcode & 15)), ...counts.flatMap(u16));
  const [name = '', type = ''] = message.question.split(' ');
  putName(octets, names, name);
  octets.push(...u16(typeNumber(type)), ...u16(1));
  for (const line of [...answers, ...authorities, ...additional]) putRecord(octets, names, line);
  for (const record of opt) octets.push(...record);
  return Uint8Array.from(octets);
}

function putRecord(octets: number[], names: Map<string, number>, line: string): void {
  const [owner = '', ttl = '', type = '', ...rest] = line.split(' ');
  putName(octets, names, owner);
  const recordClass = type.startsWith('CH/') ? 3 : 1;
  octets.push(...u16(typeNumber(type.replace('CH/', ''))), ...u16(recordClass), ...u32(Number(ttl)), 0, 0);
  const start = octets.length;
  putData(octets, names, type, rest);
  const [high = 0, low = 0] = u16(octets.length - start);
  octets[start - 2] = high;
  octets[start - 1] = low;
}

function putData(octets: number[], names: Map<string, number>, type: string, rest: readonly string[]): void {
  const [first = '', second = '', third = '', fourth = ''] = rest;
  if (first.startsWith('#')) octets.push(...hex(first.slice(1)));
  else if (type === 'A') octets.push(...first.split('.').map(Number));
  else if (type === 'CNAME' || type === 'NS') putName(octets, names, first);
  else if (type === 'TXT') for (const text of strings(rest.join(' '))) octets.push(text.length, ...codes(text));
  else if (type === 'TLSA') octets.push(Number(first), Number(second), Number(third), ...hex(fourth));
  else if (type === 'MX') {
    octets.push(...u16(Number(first)));
    putName(octets, names, second);
  } else if (type === 'SOA') {
    putName(octets, names, 'ns.invalid');
    putName(octets, names, 'host.invalid');
    octets.push(...[1, 3600, 600, 86400, Number(first)].flatMap(u32));
  } else throw new Error(`no way to write ${type}`);
}

/** "." and "" are the root. A name seen before, or its end, becomes a pointer. */
function putName(octets: number[], names: Map<string, number>, name: string): void {
  const labels = name.split('.').filter(Boolean);
  for (let i = 0; i < labels.length; i++) {
    const rest = labels.slice(i).join('.');
    const known = names.get(rest);
    if (known !== undefined) {
      octets.push(...u16(0xc000 | known));
      return;
    }
    if (octets.length < 0x4000) names.set(rest, octets.length);
    octets.push(labels[i]?.length ?? 0, ...codes(labels[i] ?? ''));
  }
  octets.push(0);
}

function optRecord(errors: NonNullable<Packet['extendedErrors']>, upperRcode: number): readonly number[] {
  const options = errors.flatMap(([code, text]) => {
    const encoded = [...new TextEncoder().encode(text)];
    return [...u16(15), ...u16(encoded.length + 2), ...u16(code), ...encoded];
  });
  return [0, ...u16(41), ...u16(1232), upperRcode, 0, 0x80, 0, ...u16(options.length), ...options];
}

const typeNumber = (type: string): number => numbers[type] ?? Number(type.replace('TYPE', ''));
const strings = (text: string): readonly string[] => Array.from(text.matchAll(/"([^"]*)"/g), ([, inner = '']) => inner);
const codes = (text: string): readonly number[] => Array.from(text, character => character.charCodeAt(0));
export const hex = (text: string): readonly number[] =>
  (text.match(/../g) ?? []).map(pair => Number.parseInt(pair, 16));
export const u16 = (value: number): readonly number[] => [(value >> 8) & 255, value & 255];
export const u32 = (value: number): readonly number[] => [...u16(value >>> 16), ...u16(value & 0xffff)];
