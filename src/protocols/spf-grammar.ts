/** The grammar of SPF terms (RFC 7208 §12), to tell a record that is obeyed from one that is not. */

/** Whether a word between spaces is a directive or a modifier as the grammar has them. */
export function isSpfTerm(term: string): boolean {
  const [, modifier, value = ''] = /^([a-z][\w.-]*)=(.*)/is.exec(term) ?? [];
  if (modifier) return /^(?:redirect|exp)$/i.test(modifier) ? isDomainSpec(value) : isMacroString(value);
  const [, name = '', rest = ''] = /^[-+~?]?([a-z][a-z0-9]*)(.*)/is.exec(term) ?? [];
  return mechanisms.get(name.toLowerCase())?.(rest) ?? false;
}

const macro = /%(?:\{[slodiphcrtv]\d*r?[-.+,/_=]*\}|[%_-])/gi;
/** Stands for a macro; no octet of a record reads like it. */
const mark = '…';
const visible = /^[!-$&-~…]*$/;
/** A top-level label that is not all digits, or a macro. */
const domainEnd = /(?:\.(?!\d+\.?$)[a-z\d](?:[a-z\d-]*[a-z\d])?\.?|…)$/i;

function isMacroString(text: string): boolean {
  return visible.test(text.replace(macro, mark));
}

function isDomainSpec(text: string): boolean {
  return isMacroString(text) && domainEnd.test(text.replace(macro, mark));
}

/** By name, what may stand behind it. */
const mechanisms = new Map<string, (rest: string) => boolean>([
  ['all', rest => rest === ''],
  ['include', isColonDomain],
  ['exists', isColonDomain],
  ['ptr', rest => rest === '' || isColonDomain(rest)],
  ['a', isHosts],
  ['mx', isHosts],
  ['ip4', rest => isNetwork(rest, isIp4, 32)],
  ['ip6', rest => isNetwork(rest, isIp6, 128)],
]);

function isColonDomain(rest: string): boolean {
  return rest.startsWith(':') && isDomainSpec(rest);
}

/** An optional domain, then prefix lengths for either family: `:example.com/24//64`. Macros may hold slashes too. */
function isHosts(rest: string): boolean {
  const [lengths = '', length4, length6] = /(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(rest) ?? [];
  const domain = rest.slice(0, rest.length - lengths.length);
  return isNumber(length4, 32) && isNumber(length6, 128) && (domain === '' || isColonDomain(domain));
}

function isNetwork(rest: string, isAddress: (text: string) => boolean, most: number): boolean {
  const [address = '', length, ...more] = rest.split('/');
  return address.startsWith(':') && isAddress(address.slice(1)) && isNumber(length, most) && more.length === 0;
}

function isIp4(address: string): boolean {
  const octets = address.split('.');
  return octets.length === 4 && octets.every(octet => isNumber(octet, 255));
}

function isIp6(address: string): boolean {
  return !/[^\da-f:.]/i.test(address) && URL.canParse(`http://[${address}]`);
}

/** A decimal number without leading zeros, from 0 to `most`; or none at all. */
function isNumber(digits: string | undefined, most: number): boolean {
  return digits === undefined || (/^(?:0|[1-9]\d*)$/.test(digits) && Number(digits) <= most);
}
