import { describe, expect, it } from 'vitest';
import { toAscii } from '../../src/address/idn.ts';
import { isSpecialUse } from '../../src/address/special.ts';
import { toUnicode } from '../../src/address/unicode.ts';

const label63 = 'a'.repeat(63);

describe('toAscii', () => {
  it.each<[domain: string, name: string | undefined, reason: string]>([
    ['council.example', 'council.example', 'as it is'],
    ['Council.EXAMPLE', 'council.example', 'lower case'],
    ['council.example.', 'council.example', 'no dot at the end'],
    [' council.example ', 'council.example', 'space around'],
    ['bücher.example', 'xn--bcher-kva.example', '20: U-label'],
    ['BÜCHER.example', 'xn--bcher-kva.example', 'U-label in capitals'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example', 'A-label'],
    ['faß.example', 'xn--fa-hia.example', 'the sharp s is kept (UTS 46, nontransitional)'],
    ['例え。テスト', 'xn--r8jz45g.xn--zckzah', 'the ideographic full stop parts labels (UTS 46)'],
    ['ｃｏｕｎｃｉｌ.example', 'council.example', 'full-width letters'],
    ['coun\u00adcil.example', 'council.example', 'a soft hyphen'],
    [`${label63}.example`, `${label63}.example`, 'a label of 63'],
    [`${label63}a.example`, undefined, 'a label of 64 (RFC 1035 §2.3.4)'],
    [`${`${label63}.`.repeat(3)}${'a'.repeat(61)}`, `${`${label63}.`.repeat(3)}${'a'.repeat(61)}`, '253 octets'],
    [`${`${label63}.`.repeat(3)}${'a'.repeat(62)}`, undefined, '254 octets'],
    ['example', undefined, 'a single label'],
    ['', undefined, 'nothing'],
    ['.', undefined, 'the root'],
    ['a..example', undefined, 'an empty label'],
    ['.council.example', undefined, 'an empty label first'],
    ['council.example..', undefined, 'two dots at the end'],
    ['192.0.2.1', undefined, 'an IPv4 address'],
    ['0x7f.1', undefined, 'an IPv4 address in disguise'],
    ['council.1', undefined, 'a number last'],
    ['[2001:db8::1]', undefined, 'an IPv6 address'],
    ['-council.example', undefined, 'a hyphen first'],
    ['council-.example', undefined, 'a hyphen last'],
    ['council.a1', 'council.a1', 'a label that ends in a digit'],
    ['council.1a', 'council.1a', 'and one that begins with it'],
    [`coun${'\u00ad'.repeat(985)}cil.example`, 'council.example', '1000 characters, most of which show nothing'],
    [`coun${'\u00ad'.repeat(986)}cil.example`, undefined, '1001'],
    ['coun\ncil.example', undefined, 'a break, which URLs pass over'],
    ['council.example\\path', undefined, 'a backslash, which is a slash to URLs'],
    ['council.example|', undefined, 'what URLs refuse'],
    ['coun_cil.example', undefined, 'an underscore'],
    ['coun cil.example', undefined, 'a space'],
    ['council.example/path', undefined, 'a path'],
    ['council.example?query', undefined, 'a query'],
    ['council.example#part', undefined, 'a fragment'],
    ['council.example:25', undefined, 'a port'],
    ['foi@council.example', undefined, 'an address'],
    ['council%2eexample', undefined, 'an escape'],
    ['council\\.example', undefined, 'a backslash'],
    ['xn--a.example', undefined, 'an A-label that is none'],
    ['\u{1F4A9}'.repeat(1000), undefined, 'far too long'],
  ])('%s → %s (%s)', (domain, name) => {
    expect(toAscii(domain)).toBe(name);
  });
});

describe('isSpecialUse', () => {
  it.each([
    ['council.gov.uk', false, 'a name like any other'],
    ['example.co.uk', false, 'not reserved'],
    ['myexample.com', false, 'ends alike only as text'],
    ['test.com', false, 'a label further down'],
    ['onion.com', false, 'the same'],
    ['council.a1', false, 'a label that ends in a digit'],
    ['1.2', true, 'numbers alone'],
    ['::ffff:192.0.2.a', true, 'colons'],
    ['council.example', true, 'RFC 6761 §6.5'],
    ['example.com', true, 'RFC 6761 §6.5'],
    ['mail.example.net', true, 'RFC 6761 §6.5, below'],
    ['EXAMPLE.ORG', true, 'RFC 6761 §6.5, capitals'],
    ['example.org.', true, 'RFC 6761 §6.5, with a dot at the end'],
    ['council.test', true, 'RFC 6761 §6.2'],
    ['mail.localhost', true, 'RFC 6761 §6.3'],
    ['council.invalid', true, 'RFC 6761 §6.4'],
    ['printer.local', true, 'RFC 6762 §3'],
    ['abc.onion', true, 'RFC 7686'],
    ['Abc.Onion', true, 'in any case'],
    ['council.alt', true, 'RFC 9476'],
    ['mail.internal', true, 'for private use'],
    ['router.home.arpa', true, 'RFC 8375'],
    ['1.2.0.192.in-addr.arpa', true, 'RFC 6761 §6.1'],
    ['8.b.d.0.1.0.0.2.ip6.arpa', true, 'RFC 6761 §6.1'],
    ['localhost', true, 'a single label'],
    ['intranet', true, 'a single label'],
    ['', true, 'nothing'],
    ['192.0.2.1', true, 'an IPv4 address'],
    ['2001:db8::1', true, 'an IPv6 address'],
  ])('%s → %s (%s)', (domain, isSpecial) => {
    expect(isSpecialUse(domain)).toBe(isSpecial);
  });
});

describe('toUnicode', () => {
  it.each([
    ['council.example', 'council.example', 'nothing to do'],
    ['xn--bcher-kva.example', 'bücher.example', 'Latin'],
    ['xn--fa-hia.example', 'faß.example', 'Latin, sharp s'],
    [toAscii('δοκιμή.example') ?? '', 'δοκιμή.example', 'Greek'],
    ['xn--e1afmkfd.xn--p1ai', 'пример.рф', 'Cyrillic'],
    ['xn--wgv71a119e.jp', '日本語.jp', 'Han'],
    ['xn--r8jz45g.xn--zckzah', '例え.テスト', 'Han with kana'],
    ['xn--80ak6aa92e.com', 'xn--80ak6aa92e.com', 'Cyrillic letters that pass for "apple"'],
    [toAscii('pаypal.example') ?? '', toAscii('pаypal.example') ?? '', 'one Cyrillic letter among Latin ones'],
    [toAscii('googlе.example') ?? '', toAscii('googlе.example') ?? '', 'the same at the end'],
    [toAscii('bücher日本.example') ?? '', toAscii('bücher日本.example') ?? '', 'two systems'],
    ['xn--bcher-2pa.example', 'xn--bcher-2pa.example', 'a capital inside: not what the label would be written as'],
    ['xn--ls8h.example', 'xn--ls8h.example', 'a pictogram is no letter'],
    ['xn--a.example', 'xn--a.example', 'no Punycode'],
    ['xn--.example', 'xn--.example', 'nothing behind the prefix'],
  ])('%s → %s (%s)', (name, shown) => {
    expect(toUnicode(name)).toBe(shown);
  });

  it.each([
    ['հայերեն', 'Armenian'],
    ['ქართული', 'Georgian'],
    ['עברית', 'Hebrew'],
    ['عربي', 'Arabic'],
    ['हिन्दी', 'Devanagari'],
    ['বাংলা', 'Bengali'],
    ['தமிழ்', 'Tamil'],
    ['తెలుగు', 'Telugu'],
    ['ไทย', 'Thai'],
    ['ひらカタ漢', 'Han, Hiragana and Katakana'],
    ['한국漢字', 'Han and Hangul'],
    ['ㄅㄆ漢', 'Han and Bopomofo'],
    ['пример-1', 'Cyrillic with a hyphen and a digit'],
  ])('%s is shown: %s', label => {
    expect(toUnicode(toAscii(`${label}.example`) ?? '')).toBe(`${label}.example`);
  });

  it.each(['асԁеһіјӏорԛѕԝхуъьѵгпмнтвк', 'αβγεικνορτυχ'])('each of %s passes for a Latin letter', letters => {
    for (const letter of letters) {
      for (const label of [letter + letter, `${letter}-1`]) {
        const name = toAscii(`${label}.example`);
        expect(name).toMatch(/^xn--/);
        expect(toUnicode(name ?? '')).toBe(name);
      }
    }
  });
});
