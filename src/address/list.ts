/** Values that are nothing but addresses: `a@b.example`, `Name <a@b.example>`, several of them by comma or semicolon. */
import { readDomain } from './domain.ts';

/** RFC 5322 §3.2.3 atext and RFC 6531: wider than in text, since nothing else can stand here. */
const LOCALPART = /^[^\s"(),:;<>@[\\\]]{1,64}$/;

/** The domain of a value that is one address, with or without a name; undefined when it is anything else. */
function readOne(value: string): string | undefined {
  const trimmed = value.trim();
  const unquoted = trimmed.replace(/"[^"]*"/g, '');
  const bracket = unquoted.indexOf('<');
  const isAngled = bracket >= 0 && unquoted.endsWith('>');
  const address = isAngled ? unquoted.slice(bracket + 1, -1).trim() : trimmed;
  const at = address.lastIndexOf('@');
  if (!LOCALPART.test(address.slice(0, Math.max(at, 0)))) return undefined;
  const read = readDomain(address, at + 1);
  return read?.end === address.length ? read.domain : undefined;
}

/** Cuts at commas and semicolons that stand outside quotes and behind a whole address: a name may hold a comma. */
export function splitList(value: string): readonly string[] {
  const items: string[] = [];
  let isQuoted = false;
  let hasAt = false;
  let from = 0;
  for (const { 0: mark, index } of value.matchAll(/["@,;]/g)) {
    if (mark === '"') isQuoted = !isQuoted;
    else if (mark === '@' && !isQuoted) hasAt = true;
    else if (hasAt && !isQuoted) {
      items.push(value.slice(from, index));
      from = index + 1;
      hasAt = false;
    }
  }
  return [...items, value.slice(from)].filter(item => item.trim());
}

/** The domains of those items of a list that are addresses, each once, in order. */
export function domainsOf(items: readonly string[]): readonly string[] {
  return [...new Set(items.map(readOne).filter(domain => domain !== undefined))];
}

/** The domains of `value` if the whole of it is a list of addresses; otherwise none. */
export function readAddressList(value: string): readonly string[] {
  if (value.length > 10_000 || !value.includes('@')) return [];
  const items = splitList(value);
  return items.every(readOne) ? domainsOf(items) : [];
}
