import { decodeName } from './name.ts';
import type { Name } from './resolver.ts';

/** What a reader throws for octets that are no message; caught at the one door, `decodeMessage`. */
export class Malformed extends Error {}

/** A cursor over a part of a message. It refuses to read past the end of its part; only names may point before it. */
export class Reader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
  }

  get left(): number {
    return this.#end - this.#at;
  }

  take(count: number): Uint8Array {
    if (count > this.left) throw new Malformed();
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  rest(): Uint8Array {
    return this.take(this.left);
  }

  uint8(): number {
    return this.uint(1);
  }

  uint16(): number {
    return this.uint(2);
  }

  uint32(): number {
    return this.uint(4);
  }

  private uint(octets: number): number {
    return this.take(octets).reduce((value, octet) => value * 256 + octet, 0);
  }

  name(): Name {
    const decoded = decodeName(this.#bytes, this.#at);
    if (!decoded || decoded.end > this.#end) throw new Malformed();
    this.#at = decoded.end;
    return decoded.name;
  }

  /** The next `count` octets as a part with an end of its own. */
  part(count: number): Reader {
    const from = this.#at;
    this.take(count);
    return new Reader(this.#bytes, from, this.#at);
  }
}
