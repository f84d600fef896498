/** The message that asks one question over HTTPS (RFC 8484), with EDNS(0) (RFC 6891). */
import { encodeName } from './name.ts';
import { ednsOptions, internet, typeNumbers } from './numbers.ts';
import type { Name, RecordType } from './resolver.ts';

const recursionDesired = 0x0100;
const dnssecOk = 0x8000;
const block = 128;

/**
 * One question as a message: the same octets every time and ID 0, so that HTTP caches can share the answer (RFC 8484
 * §4.1); DO set, to be told AD; without the client's subnet; padded to a multiple of 128 octets (RFC 8467 §4.1), so
 * that its length tells little. undefined when the name cannot be put on the wire.
 */
export function encodeQuery(name: Name, type: RecordType): Uint8Array | undefined {
  const encoded = encodeName(name);
  if (!encoded) return undefined;
  const oneQuestionOneAdditional = [1, 0, 0, 1].flatMap(uint16);
  const header = [...uint16(0), ...uint16(recursionDesired), ...oneQuestionOneAdditional];
  const question = [...encoded, ...uint16(typeNumbers[type]), ...uint16(internet)];
  const opt = [0, ...uint16(typeNumbers.OPT), ...uint16(4096), 0, 0, ...uint16(dnssecOk)];
  // Family 1 (IPv4) with a source prefix of 0: no one is to be told where the question comes from (RFC 7871 §7.1.2).
  const subnet = [...uint16(ednsOptions.clientSubnet), ...uint16(4), ...uint16(1), 0, 0];
  const lengthField = 2;
  const optionHeader = 4;
  const length = header.length + question.length + opt.length + lengthField + subnet.length + optionHeader;
  const padding = Array(-length & (block - 1)).fill(0);
  const options = [...subnet, ...uint16(ednsOptions.padding), ...uint16(padding.length), ...padding];
  return Uint8Array.from([...header, ...question, ...opt, ...uint16(options.length), ...options]);
}

const uint16 = (value: number): readonly number[] => [value >> 8, value & 255];
