/** As much of the DNS message (RFC 1035 §4) as the lab needs to read a question and to spoil an answer. */

const typeNumbers: Readonly<Record<string, number>> = {
  ...{ A: 1, NS: 2, CNAME: 5, SOA: 6, MX: 15, TXT: 16, AAAA: 28, DS: 43, RRSIG: 46, DNSKEY: 48, TLSA: 52 },
  ...{ HTTPS: 65 },
};
const typeNames = new Map(Object.entries(typeNumbers).map(([name, number]) => [number, name]));

const SOA = 6;
const OPT = 41;
const EDE_OPTION = 15; // RFC 8914 §2

/** Name and type of the first question; throws for octets that are no question. */
export function readQuestion(message: Buffer): { name: string; type: string } {
  if (message.length < 12 || message.readUInt16BE(4) !== 1) throw new Error('not one question');
  const { name, next } = readName(message, 12);
  const type = message.readUInt16BE(next);
  return { name, type: typeNames.get(type) ?? `TYPE${type}` };
}

/** A question with the DO bit and 1232 octets of room. */
export function makeQuery(name: string, type: string): Buffer {
  const header = Buffer.from([0, 0, 1, 0x20, 0, 1, 0, 0, 0, 0, 0, 1]);
  return Buffer.concat([header, question(name, type), opt(0x8000, Buffer.alloc(0))]);
}

/** An answer of our own to this query: no records unless given. */
export function makeAnswer(query: Buffer, rcode: number, records: readonly Buffer[] = []): Buffer {
  const { name, type } = readQuestion(query);
  const header = Buffer.from([0, 0, 0x81, 0x80 | rcode, 0, 1, 0, records.length, 0, 0, 0, 1]);
  return Buffer.concat([header, question(name, type), ...records, opt(0, Buffer.alloc(0))]);
}

export function cnameRecord(owner: string, target: string, ttl: number): Buffer {
  const data = writeName(target);
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(5, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt32BE(ttl, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([writeName(owner), fixed, data]);
}

export function withTruncated(answer: Buffer): Buffer {
  return withFlag(answer, 2, flags => flags | 0x02);
}

export function withoutAd(answer: Buffer): Buffer {
  return withFlag(answer, 3, flags => flags & ~0x20);
}

/** The answer with one more extended error in its OPT record. */
export function withExtendedError(answer: Buffer, code: number, text: string): Buffer {
  const option = Buffer.alloc(6);
  option.writeUInt16BE(EDE_OPTION, 0);
  option.writeUInt16BE(2 + Buffer.byteLength(text), 2);
  option.writeUInt16BE(code, 4);
  const extra = Buffer.concat([option, Buffer.from(text)]);
  const at = findOpt(answer);
  if (at === undefined) {
    const added = Buffer.concat([answer, opt(0, extra)]);
    added.writeUInt16BE(added.readUInt16BE(10) + 1, 10);
    return added;
  }
  const length = answer.readUInt16BE(at + 9);
  const end = at + 11 + length;
  const grown = Buffer.concat([answer.subarray(0, end), extra, answer.subarray(end)]);
  grown.writeUInt16BE(length + extra.length, at + 9);
  return grown;
}

export type ReadAnswer = {
  readonly rcode: number;
  readonly ad: boolean;
  readonly truncated: boolean;
  /** How many records of each type the answer section holds. */
  readonly types: Readonly<Record<string, number>>;
  readonly extendedErrors: readonly number[];
};

/** The parts of an answer that the lab's own test looks at. */
export function readAnswer(message: Buffer): ReadAnswer {
  const types: Record<string, number> = {};
  const extendedErrors: number[] = [];
  let at = readName(message, 12).next + 4;
  const answers = message.readUInt16BE(6);
  const all = answers + message.readUInt16BE(8) + message.readUInt16BE(10);
  for (let i = 0; i < all; i += 1) {
    const fixed = readName(message, at).next;
    const type = message.readUInt16BE(fixed);
    const end = fixed + 10 + message.readUInt16BE(fixed + 8);
    const name = typeNames.get(type) ?? `TYPE${type}`;
    if (i < answers) types[name] = (types[name] ?? 0) + 1;
    for (let o = fixed + 10; type === OPT && o < end; o += 4 + message.readUInt16BE(o + 2)) {
      if (message.readUInt16BE(o) === EDE_OPTION) extendedErrors.push(message.readUInt16BE(o + 4));
    }
    at = end;
  }
  const [high, low] = [message.readUInt8(2), message.readUInt8(3)];
  return { rcode: low & 15, ad: (low & 0x20) > 0, truncated: (high & 2) > 0, types, extendedErrors };
}

/** The serial number of the SOA record that an answer begins with; undefined if it begins with none. */
export function readSerial(message: Buffer): number | undefined {
  if (message.readUInt16BE(6) === 0) return undefined;
  const fixed = readName(message, readName(message, 12).next + 4).next;
  if (message.readUInt16BE(fixed) !== SOA) return undefined;
  const primary = readName(message, fixed + 10).next;
  return message.readUInt32BE(readName(message, primary).next);
}

export function writeName(name: string): Buffer {
  const labels = name === '' ? [] : name.split('.');
  return Buffer.concat([...labels.map(label => Buffer.from([label.length, ...Buffer.from(label)])), Buffer.from([0])]);
}

function readName(message: Buffer, start: number): { name: string; next: number } {
  const labels: string[] = [];
  let at = start;
  for (;;) {
    const length = message.readUInt8(at);
    if (length === 0) return { name: labels.join('.').toLowerCase(), next: at + 1 };
    if (length >= 0xc0) {
      const rest = readName(message, message.readUInt16BE(at) & 0x3fff).name;
      return { name: [...labels, rest].join('.').toLowerCase(), next: at + 2 };
    }
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
}

function question(name: string, type: string): Buffer {
  const number = typeNumbers[type] ?? Number(type.replace('TYPE', ''));
  const tail = Buffer.alloc(4);
  tail.writeUInt16BE(number, 0);
  tail.writeUInt16BE(1, 2);
  return Buffer.concat([writeName(name), tail]);
}

function opt(flags: number, options: Buffer): Buffer {
  const record = Buffer.alloc(11);
  record.writeUInt16BE(OPT, 1);
  record.writeUInt16BE(1232, 3);
  record.writeUInt32BE(flags, 5);
  record.writeUInt16BE(options.length, 9);
  return Buffer.concat([record, options]);
}

/** Where the OPT record begins. */
function findOpt(message: Buffer): number | undefined {
  let at = readName(message, 12).next + 4;
  const all = message.readUInt16BE(6) + message.readUInt16BE(8) + message.readUInt16BE(10);
  for (let i = 0; i < all; i += 1) {
    const fixed = readName(message, at).next;
    if (message.readUInt16BE(fixed) === OPT) return at;
    at = fixed + 10 + message.readUInt16BE(fixed + 8);
  }
  return undefined;
}

function withFlag(answer: Buffer, at: number, change: (flags: number) => number): Buffer {
  const changed = Buffer.from(answer);
  changed.writeUInt8(change(changed.readUInt8(at)), at);
  return changed;
}
