import { describe, expect, test } from 'vitest';
import { readApexSpf } from '../../src/protocols/spf.ts';
import { growth } from '../dns/growth.ts';
import { absent, failed, found } from './answers.ts';

const read = (...records: readonly string[]) => readApexSpf(found('example.com', 'TXT', records));

describe('which record', () => {
  test('a failed lookup, and none', () => {
    expect(readApexSpf(failed('example.com', 'TXT'))).toEqual({ status: 'temperror' });
    expect(readApexSpf(absent('nodata', 'example.com', 'TXT'))).toEqual({ status: 'none' });
    expect(readApexSpf(absent('nxdomain', 'example.com', 'TXT'))).toEqual({ status: 'none' });
  });

  const cases: readonly (readonly [readonly string[], object, string])[] = [
    [['v=spf1 -all'], { status: 'found', text: 'v=spf1 -all' }, 'one'],
    [['v=spf1'], { status: 'found', text: 'v=spf1' }, 'RFC 7208 §4.5: the version alone'],
    [['V=SPF1 -ALL'], { status: 'found', text: 'V=SPF1 -ALL' }, '§4.6.1: without regard to case'],
    [['google-site-verification=x', 'v=spf1 ~all'], { status: 'found', text: 'v=spf1 ~all' }, 'among others'],
    [['v=spf10 +all'], { status: 'none' }, '§4.5: another version'],
    [['v=spf1\t+all'], { status: 'none' }, '§4.5: a tab is no space'],
    [['v=spf1;+all'], { status: 'none' }, '§4.5: nor is a semicolon'],
    [[' v=spf1 +all'], { status: 'none' }, '§4.5: nothing before it'],
    [['spf2.0/pra +all'], { status: 'none' }, 'Sender ID is another thing'],
    [['v=spf1 -all', 'v=spf1 +all'], { status: 'permerror', problem: { kind: 'multiple', count: 2 } }, '§4.5: two'],
    [
      ['v=spf1', 'v=spf1', 'V=spf1 x'],
      { status: 'permerror', problem: { kind: 'multiple', count: 3 } },
      '§4.5: three, good or bad',
    ],
    [['v=spf1 -all', 'v=spf10 +all'], { status: 'found', text: 'v=spf1 -all' }, 'one and another version'],
  ];
  test.each(cases)('%j: %j, %s', (records, expected) => {
    expect(read(...records)).toEqual(expected);
  });
});

describe('a term by which any sender passes', () => {
  const cases: readonly (readonly [string, string | undefined, string])[] = [
    ['+all', '+all', 'RFC 7208 §5.1'],
    ['all', 'all', '§4.6.2: without a qualifier it is a pass'],
    ['ALL', 'ALL', 'without regard to case'],
    ['-all', undefined, 'fail'],
    ['~all', undefined, 'softfail'],
    ['?all', undefined, 'neutral'],
    ['', undefined, '§4.7: neutral'],
    ['mx +all', '+all', 'after others'],
    ['-all +all', undefined, '§5.1: what comes after all is ignored'],
    ['~all ip4:0.0.0.0/0', undefined, '§5.1'],
    ['?all a/0', undefined, '§5.1'],
    ['redirect=_spf.example.com +all', '+all', '§6.1: redirect is looked at only without all'],
    ['ip4:0.0.0.0/0 -all', 'ip4:0.0.0.0/0', 'every IPv4 address'],
    ['ip4:192.0.2.1/0 -all', 'ip4:192.0.2.1/0', 'whatever the address'],
    ['+IP4:0.0.0.0/0', '+IP4:0.0.0.0/0', 'with a qualifier'],
    ['ip6:::/0 -all', 'ip6:::/0', 'every IPv6 address'],
    ['ip6:2001:db8::1/0 -all', 'ip6:2001:db8::1/0', 'whatever the address'],
    ['a/0 -all', 'a/0', '§5.3: every IPv4 address, if the name has one'],
    ['mx/0 -all', 'mx/0', '§5.4'],
    ['a:example.net/0 -all', 'a:example.net/0', 'by another name'],
    ['A/0 -all', 'A/0', '§4.6.1: without regard to case'],
    ['+IP6:::/0 -all', '+IP6:::/0', 'without regard to case'],
    ['a:x-y.example/0 -all', 'a:x-y.example/0', '§4.6.2: a hyphen in a name is no qualifier'],
    ['-a//0 ip4:0.0.0.0/0', 'ip4:0.0.0.0/0', '§5.6: IPv6 is closed by the second length, IPv4 is not'],
    ['-a/0 ip6:::/0', 'ip6:::/0', '§5.6: IPv4 is closed by the first length, IPv6 is not'],
    ['allow=x -all', undefined, '§6: a modifier that begins like all'],
    ['include:example.all -all', undefined, 'a name that ends like all'],
    ['x=a/0 x=a//0 -all', undefined, '§6: in a modifier a term is none'],
    ['x=ip4:0.0.0.0/0 x=ip6:::/0 -all', undefined, 'nor an address'],
    ['x=/0 x=//0 -all', undefined, 'nor a length'],
    ['a//0 -all', 'a//0', '§5.6: IPv6 by the second length'],
    ['mx:example.net/24//0', 'mx:example.net/24//0', 'both lengths, the second'],
    ['a/0//64', 'a/0//64', 'both lengths, the first'],
    ['-ip4:0.0.0.0/0 -all', undefined, 'not a pass'],
    ['~a/0 ?mx/0 -all', undefined, 'not a pass'],
    ['ip4:0.0.0.0/1 -all', undefined, 'half of them is not all'],
    ['ip4:10.0.0.0 -all', undefined, 'one address'],
    ['ip4:192.0.2.0/10 -all', undefined, 'a length that ends in 0'],
    ['a/20 mx/30//100 -all', undefined, 'lengths that end in 0'],
    ['a:example.com/x/0.example -all', undefined, 'a slash in a name (§7.1) is no length'],
    ['a:x/0//y.example -all', undefined, 'two neither'],
    ['exists:example.com/0.example -all', undefined, 'nor anywhere else'],
    ['include:all.example -all', undefined, 'a name'],
    ['-ip4:0.0.0.0/0 ip4:0.0.0.0/0 -all', undefined, 'closed before it is opened'],
    ['-ip4:0.0.0.0/0 +all', '+all', 'IPv6 is open still'],
    ['-ip4:0.0.0.0/0 -ip6:::/0 +all', undefined, 'both are closed before'],
    ['-ip6:::/0 ip4:0.0.0.0/0', 'ip4:0.0.0.0/0', 'the other family'],
    ['~ip4:0.0.0.0/0 ip4:192.0.2.0/24 ip6:::/0', 'ip6:::/0', 'the other family, later'],
    ['  mx   +all  ', '+all', '§4.6.1: spaces between and behind'],
  ];
  test.each(cases)('v=spf1 %s: %s, %s', (terms, openTerm) => {
    const text = `v=spf1 ${terms}`;
    expect(read(text)).toStrictEqual(
      openTerm === undefined ? { status: 'found', text } : { status: 'found', text, openTerm },
    );
  });
});

describe('the grammar: with one mistake anywhere nobody passes (RFC 7208 §4.6)', () => {
  const good: readonly (readonly [string, string])[] = [
    ['include:_spf.example.com', '§5.2'],
    ['a a:example.com a/24 a//64 a/24//64 a:example.com/24//64', '§5.3'],
    ['mx mx:example.com mx/24 mx//64', '§5.4'],
    ['ptr ptr:example.com', '§5.5'],
    ['ip4:192.0.2.1 ip4:192.0.2.0/24 ip4:0.0.0.0/32', '§5.6'],
    ['ip6:2001:db8::1 ip6:2001:db8::/32 ip6:::ffff:192.0.2.1/128', '§5.6'],
    ['exists:%{i}._spf.%{d2}', '§5.7, §7: macros'],
    ['exists:%{ir}.%{v}._spf.%{d} exists:%%%_%-.example.com', '§7.1'],
    ['exists:%{l1r-}.x.%{o}', '§7.1: digits, r, delimiter'],
    ['include:%{d}', '§7.1: a macro at the end'],
    ['redirect=_spf.example.com exp=explain.%{d}', '§6'],
    ['a:example.com.', '§7.1: a dot at the end'],
    ['unknown=value x-y.z_1=%{d}/? foo=', '§6: unknown modifiers are ignored'],
    ['-a +mx ~ptr ?include:example.com', '§4.6.1: qualifiers'],
    ['x=1 X=1', '§12: a modifier of one letter, in any case'],
    ['x-redirect=1 redirects=1 x-exp=1 expo=1', '§6: unknown modifiers that look like known ones'],
    ['x-redirect=a.example redirect=b.example x-exp=a.example exp=b.example', '§6: and do not count with them'],
    ['x=!"#$&~', '§7.1: every visible character but the percent sign'],
    ['x=%{s}%{l}%{o}%{d}%{i}%{p}%{h}%{c}%{r}%{t}%{v}%{D}', '§7.1: every macro, in any case'],
    ['x=%{d-.+,/_=}', '§7.1: every delimiter'],
    ['a:example.1x a:example.x a:example.xy a:EXAMPLE.XYZ', '§7.1: last labels, short ones and capitals'],
    ['a/1//8 a/32//128', '§5.6: the shortest and the longest lengths'],
    ['ip4:255.255.255.255 ip6:2001:DB8::1', '§5.6: the last address, capitals'],
    ['a:_x.example.xn--p1ai a:1.2.example-1', '§7.1: labels'],
  ];
  test.each(good)('v=spf1 %s is obeyed: %s', terms => {
    expect(read(`v=spf1 ${terms} +all`)).toMatchObject({ status: 'found', openTerm: '+all' });
  });

  const bad: readonly (readonly [string, string, string])[] = [
    ['inlcude:example.com', 'inlcude:example.com', 'no such mechanism'],
    ['all:example.com', 'all:example.com', 'all takes nothing'],
    ['all.', 'all.', 'a dot behind it'],
    ['include', 'include', 'include of what?'],
    ['include:', 'include:', 'of nothing'],
    ['include.example.com', 'include.example.com', '§5.2: no colon'],
    ['exp=localhost', 'exp=localhost', '§6.2: exp wants a name too'],
    ['Redirect=localhost', 'Redirect=localhost', '§6: in any case'],
    ['Redirect=a.example REDIRECT=b.example', 'REDIRECT=b.example', '§6: at most once, in any case'],
    ['Exp=a.example EXP=b.example', 'EXP=b.example', '§6: at most once, in any case'],
    ['x=a\nb', 'x=a\nb', '§7.1: a line break is not visible'],
    ['all\n', 'all\n', 'a line break behind it'],
    ['ip4.192.0.2.1', 'ip4.192.0.2.1', '§5.6: no colon'],
    ['ip4.:192.0.2.1', 'ip4.:192.0.2.1', 'a dot before it'],
    ['ip4:192.0.2.0/24/1', 'ip4:192.0.2.0/24/1', 'two lengths'],
    ['ip4:192.0.2.0/24\n', 'ip4:192.0.2.0/24\n', 'a line break behind the length'],
    ['ip6:::1]?[a', 'ip6:::1]?[a', 'what would stand beside the address in a URL'],
    ['include:localhost', 'include:localhost', '§7.1: one label alone'],
    ['include:example.123', 'include:example.123', '§7.1: a last label of digits'],
    ['include:example.com/24', 'include:example.com/24', 'include has no length'],
    ['include:example.-x', 'include:example.-x', 'a hyphen at the start of the last label'],
    ['include: example.com', 'include:', 'a space inside'],
    ['exists', 'exists', 'what exists?'],
    ['a:', 'a:', 'of nothing'],
    ['a:/24', 'a:/24', 'of nothing'],
    ['a/33', 'a/33', 'over 32'],
    ['a//129', 'a//129', 'over 128'],
    ['a/024', 'a/024', '§5.6: a leading zero'],
    ['a/', 'a/', 'no number'],
    ['a/24/64', 'a/24/64', 'one slash for two'],
    ['mx=example.com/%', 'mx=example.com/%', 'an unknown modifier keeps to the grammar too'],
    ['ptr:', 'ptr:', 'of nothing'],
    ['ip4', 'ip4', 'no address'],
    ['ip4:192.0.2', 'ip4:192.0.2', 'three numbers'],
    ['ip4:192.0.2.256', 'ip4:192.0.2.256', 'over 255'],
    ['ip4:192.0.2.01', 'ip4:192.0.2.01', 'a leading zero'],
    ['ip4:192.0.2.0/', 'ip4:192.0.2.0/', 'no number'],
    ['ip4:192.0.2.0/33', 'ip4:192.0.2.0/33', 'over 32'],
    ['ip4:192.0.2.0//24', 'ip4:192.0.2.0//24', 'two slashes'],
    ['ip4:2001:db8::1', 'ip4:2001:db8::1', 'the other family'],
    ['ip4:example.com', 'ip4:example.com', 'a name'],
    ['ip6:192.0.2.1', 'ip6:192.0.2.1', 'the other family'],
    ['ip6:2001:db8::1::2', 'ip6:2001:db8::1::2', 'two gaps'],
    ['ip6:2001:db8::/129', 'ip6:2001:db8::/129', 'over 128'],
    ['ip6:fe80::1%eth0', 'ip6:fe80::1%eth0', 'a zone'],
    ['include:%%{d}', 'include:%%{d}', '§7.1: a percent sign and braces, no macro at the end'],
    ['exists:%{x}.example.com', 'exists:%{x}.example.com', 'no such macro'],
    ['exists:%{d.example.com', 'exists:%{d.example.com', 'an open macro'],
    ['exists:%d.example.com', 'exists:%d.example.com', 'a bare percent sign'],
    ['redirect=', 'redirect=', 'to nowhere'],
    ['redirect:example.com', 'redirect:example.com', 'a modifier with a colon'],
    ['+redirect=example.com', '+redirect=example.com', 'a modifier has no qualifier'],
    ['redirect=a.example redirect=b.example', 'redirect=b.example', '§6: at most once'],
    ['exp=a.example exp=b.example', 'exp=b.example', '§6: at most once'],
    ['--all', '--all', 'two qualifiers'],
    ['+', '+', 'a qualifier alone'],
    ['-all;', '-all;', 'a semicolon'],
    ['"', '"', 'a quote'],
    ['1x=y', '1x=y', '§4.6.1: names begin with a letter'],
    ['constructor', 'constructor', 'a word that objects know'],
    ['m\u00fcx', 'm\u00fcx', 'not ASCII'],
    ['mx\ta', 'mx\ta', 'a tab'],
  ];
  test.each(bad)('v=spf1 %s is not: %s, %s', (terms, term) => {
    const text = `v=spf1 ${terms} +all`;
    expect(read(text)).toEqual({ status: 'permerror', problem: { kind: 'syntax', text, term } });
  });

  test('a mistake after all counts too', () => {
    expect(read('v=spf1 +all oops')).toMatchObject({ status: 'permerror', problem: { kind: 'syntax', term: 'oops' } });
  });
});

describe('a record that wants to keep us busy', () => {
  const shapes: readonly (readonly [string, (length: number) => string])[] = [
    ['spaces', length => `v=spf1${' '.repeat(length)}x`],
    ['terms', length => `v=spf1 ${'mx '.repeat(length / 3)}`],
    ['a long name', length => `v=spf1 a:${'a'.repeat(length)}`],
    ['many labels', length => `v=spf1 a:${'a.'.repeat(length / 2)}1`],
    ['hyphens', length => `v=spf1 a:x.${'-'.repeat(length)}`],
    ['digits', length => `v=spf1 a:x.${'1'.repeat(length)}`],
    ['labels of hyphens', length => `v=spf1 a:x.${'a-'.repeat(length / 2)}`],
    ['macros', length => `v=spf1 a:${'%{d}'.repeat(length / 4)}%`],
    ['slashes', length => `v=spf1 a:x.example${'/'.repeat(length)}`],
    ['lengths', length => `v=spf1 a:x.example${'/1'.repeat(length / 2)}x`],
    ['modifiers', length => `v=spf1 ${'exp=a.b '.repeat(length / 8)}`],
    ['colons', length => `v=spf1 ip6:${':'.repeat(length)}`],
  ];
  test.each(shapes)('%s: twice as long takes at most two and a half times as long', (_, shape) => {
    expect(growth(shape, text => read(text), 8000)).toBeLessThanOrEqual(2.5);
  });
});
