/**
 * Domain names: inside the house a `Name` ("_dmarc.example.com", the root is ''), on the wire a row of labels that may
 * end in a pointer to an earlier name (RFC 1035 §3.1, §4.1.4). Octets that a name cannot show are written as in zone
 * files: "\." and "\032" (RFC 1035 §5.1).
 */
import type { Name } from './resolver.ts';

const maxLabel = 63;
const maxName = 255;
/** A name has at most 127 labels; more pointers than that lead nowhere and would make decoding more than linear. */
const maxPointers = 127;

/** The labels from left to right, escapes kept; [] for the root. */
export function labels(name: Name): readonly string[] {
  return name.match(/(?:\\.|[^.\\])+/g) ?? [];
}

/** The name without its left-most label; '' for a top-level domain and for the root. */
export function parent(name: Name): Name {
  return labels(name).slice(1).join('.');
}

/** Whether `name` is `ancestor` or below it. */
export function isWithin(name: Name, ancestor: Name): boolean {
  return ancestor === '' || name === ancestor || name.endsWith(`.${ancestor}`);
}

/**
 * The name on the wire, uncompressed; undefined when it cannot stand there: empty or too long labels, characters that
 * are not escaped ASCII.
 */
export function encodeName(name: Name): Uint8Array | undefined {
  const parts = labels(name);
  if (parts.join('.') !== name || !/^[ -~]*$/.test(name)) return undefined;
  const wireLabels = parts.map(readLabel);
  if (wireLabels.some(label => label.length > maxLabel || label.some(octet => octet > 0xff))) return undefined;
  const octets = [...wireLabels.flatMap(label => [label.length, ...label]), 0];
  return octets.length <= maxName ? Uint8Array.from(octets) : undefined;
}

/**
 * The name that stands at `start`, in lower case, and the offset behind it; undefined when it is malformed: past the
 * end, over 255 octets, an unknown label type, or a pointer that does not go back.
 */
export function decodeName(
  bytes: Uint8Array,
  start: number,
): { readonly name: Name; readonly end: number } | undefined {
  const found: string[] = [];
  let length = 1;
  let pointers = 0;
  let end: number | undefined;
  for (let at = start, barrier = start; ; ) {
    const size = bytes[at];
    if (size === undefined) return undefined;
    if (size === 0) return { name: found.join('.'), end: end ?? at + 1 };
    if (size >= 0xc0) {
      const low = bytes[at + 1];
      const target = ((size & 0x3f) << 8) | (low ?? 0);
      // Only to a prior occurrence (RFC 1035 §4.1.4): every jump goes back, so that no loop can be built.
      if (low === undefined || target >= barrier || ++pointers > maxPointers) return undefined;
      end ??= at + 2;
      at = barrier = target;
      continue;
    }
    length += size + 1;
    if (size > maxLabel || length > maxName) return undefined;
    found.push(writeLabel(bytes.subarray(at + 1, at + 1 + size)));
    at += size + 1;
  }
}

function readLabel(label: string): readonly number[] {
  return Array.from(label.matchAll(/\\(\d{3})|\\?(.)/g), ([, code, character = '']) =>
    code === undefined ? character.charCodeAt(0) : Number(code),
  );
}

function writeLabel(octets: Uint8Array): string {
  let label = '';
  for (const octet of octets) {
    const character = String.fromCharCode(octet);
    if (octet <= 0x20 || octet >= 0x7f) label += `\\${String(octet).padStart(3, '0')}`;
    else label += character === '.' || character === '\\' ? `\\${character}` : character.toLowerCase();
  }
  return label;
}
