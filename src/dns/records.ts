/** What each record type holds (RFC 1035 §3.3, RFC 3596, RFC 6698 §2.1): one small reader for each. */
import { typeNumbers } from './numbers.ts';
import { Malformed, type Reader } from './reader.ts';
import type { Name, RecordData, RecordType } from './resolver.ts';

type Owned = { readonly name: Name; readonly ttl: number };

/** A record of a type that we ask for. */
export type KnownRecord<T extends RecordType = RecordType> = {
  readonly [K in T]: Owned & { readonly type: K; readonly value: RecordData[K] };
}[T];

/** Any other record (RFC 3597), and OPT. */
export type RawRecord = Owned & { readonly type: number; readonly class: number; readonly value: Uint8Array };

const readers: { readonly [T in RecordType]: (rdata: Reader) => RecordData[T] } = {
  A: rdata => rdata.take(4).join('.'),
  AAAA: rdata => formatIpv6(rdata.take(16)),
  CNAME: rdata => rdata.name(),
  NS: rdata => rdata.name(),
  MX: rdata => ({ preference: rdata.uint16(), exchange: rdata.name() }),
  SOA: rdata => {
    rdata.name();
    rdata.name();
    const [, , , , minimum = 0] = Array.from({ length: 5 }, () => rdata.uint32());
    return { minimum };
  },
  TLSA: rdata => ({
    usage: rdata.uint8(),
    selector: rdata.uint8(),
    matchingType: rdata.uint8(),
    data: Array.from(rdata.rest(), hexadecimal).join(''),
  }),
  TXT: rdata => {
    const strings: string[] = [];
    do strings.push(String.fromCharCode(...rdata.take(rdata.uint8())));
    while (rdata.left > 0);
    return strings.join('');
  },
};

const typeNames = new Map<number, RecordType>(
  (Object.keys(readers) as RecordType[]).map(type => [typeNumbers[type], type]),
);

/** Reads what a record of type number `type` holds; the rdata must be used up, to the octet. */
export function readValue(type: number, rdata: Reader): Pick<KnownRecord, 'type' | 'value'> | undefined {
  const name = typeNames.get(type);
  if (!name) return undefined;
  const value = readers[name](rdata);
  if (rdata.left > 0) throw new Malformed();
  return { type: name, value };
}

const hexadecimal = (octet: number): string => octet.toString(16).padStart(2, '0');

/** As RFC 5952 §4 writes it: no leading zeros, the first of the longest runs of zeros as "::". */
function formatIpv6(octets: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((octets[2 * i] ?? 0) << 8) | (octets[2 * i + 1] ?? 0));
  const text = groups.map(group => group.toString(16)).join(':');
  const runs: readonly string[] = text.match(/\b0(?::0)+/g) ?? [];
  const [longest] = runs.toSorted((left, right) => right.length - left.length);
  if (!longest) return text;
  const at = text.search(new RegExp(`\\b${longest}`));
  return `${text.slice(0, at).replace(/:$/, '')}::${text.slice(at + longest.length + 1)}`;
}
