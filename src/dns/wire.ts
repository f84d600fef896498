/** The DNS message format (RFC 1035 §4) with EDNS(0) (RFC 6891), as far as we read it. */
import { ednsOptions, internet, typeNumbers } from './numbers.ts';
import { Malformed, Reader } from './reader.ts';
import { type KnownRecord, type RawRecord, readValue } from './records.ts';
import type { ExtendedError, Name } from './resolver.ts';

export type WireRecord = KnownRecord | RawRecord;

export type Message = {
  readonly id: number;
  /** QR: an answer, no question. */
  readonly response: boolean;
  readonly opcode: number;
  /** TC: something was left out. */
  readonly truncated: boolean;
  /** AD: the resolver says that it validated the whole answer (RFC 4035 §3.2.3). */
  readonly authenticated: boolean;
  /** With the upper bits of EDNS (RFC 6891 §6.1.3). */
  readonly rcode: number;
  readonly questions: readonly { readonly name: Name; readonly type: number; readonly class: number }[];
  readonly answers: readonly WireRecord[];
  readonly authorities: readonly WireRecord[];
  readonly extendedErrors: readonly ExtendedError[];
};

/** Reads a message, in time linear in its length; undefined for octets that are none. Never throws. */
export function decodeMessage(bytes: Uint8Array): Message | undefined {
  try {
    return readMessage(new Reader(bytes));
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function readMessage(reader: Reader): Message {
  const id = reader.uint16();
  const flags = reader.uint16();
  const [questions, answers, authorities, additional] = [
    reader.uint16(),
    reader.uint16(),
    reader.uint16(),
    reader.uint16(),
  ];
  const message = {
    id,
    response: (flags & 0x8000) !== 0,
    opcode: (flags >> 11) & 15,
    truncated: (flags & 0x0200) !== 0,
    authenticated: (flags & 0x0020) !== 0,
    questions: list(questions, () => ({ name: reader.name(), type: reader.uint16(), class: reader.uint16() })),
    answers: list(answers, () => readRecord(reader)),
    authorities: list(authorities, () => readRecord(reader)),
  };
  const opt = list(additional, () => readRecord(reader)).find(isOpt);
  return {
    ...message,
    rcode: ((opt?.ttl ?? 0) >>> 24) * 16 + (flags & 15),
    extendedErrors: opt ? readExtendedErrors(new Reader(opt.value)) : [],
  };
}

function readRecord(reader: Reader): WireRecord {
  const name = reader.name();
  const type = reader.uint16();
  const recordClass = reader.uint16();
  const ttl = reader.uint32();
  const rdata = reader.part(reader.uint16());
  const known = recordClass === internet ? readValue(type, rdata) : undefined;
  // A TTL with its highest bit set counts as zero (RFC 2181 §8). OPT keeps flags there (RFC 6891 §6.1.3).
  if (known) return { name, ttl: ttl > 0x7fffffff ? 0 : ttl, ...known } as KnownRecord;
  return { name, ttl, type, class: recordClass, value: rdata.rest() };
}

const isOpt = (record: WireRecord): record is RawRecord => record.type === typeNumbers.OPT;

function readExtendedErrors(options: Reader): readonly ExtendedError[] {
  const errors: ExtendedError[] = [];
  while (options.left > 0) {
    const code = options.uint16();
    const value = options.part(options.uint16());
    if (code !== ednsOptions.extendedError) continue;
    // RFC 8914 §2: the text may end in a NUL, but need not.
    errors.push({ code: value.uint16(), text: new TextDecoder().decode(value.rest()).replace(/\0$/, '') });
  }
  return errors;
}

function list<T>(count: number, read: () => T): readonly T[] {
  return Array.from({ length: count }, read);
}
