import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/dns/resolver.ts';
import { type HostAddress, type MxSet, readHostAddress, readMx } from '../../src/protocols/mx.ts';
import { absent, failed, found } from './answers.ts';

function mx(...records: readonly (readonly [number, string])[]): Answer<'MX'> {
  return found(
    'x.example',
    'MX',
    records.map(([preference, exchange]) => ({ preference, exchange })),
  );
}

const plain = { status: 'found', implicit: false, nullWithOthers: false, ipLiterals: [] } as const;

describe('an MX set', () => {
  const cases: readonly (readonly [Answer<'MX'>, MxSet, string])[] = [
    [mx([10, 'a.example']), { ...plain, hosts: [{ host: 'a.example', preference: 10 }] }, 'one host'],
    [
      mx([20, 'b.example'], [5, 'a.example'], [10, 'c.example']),
      {
        ...plain,
        hosts: [
          { host: 'a.example', preference: 5 },
          { host: 'c.example', preference: 10 },
          { host: 'b.example', preference: 20 },
        ],
      },
      'RFC 5321 §5.1: the lowest preference is the best',
    ],
    [
      mx([20, 'a.example'], [10, 'a.example']),
      { ...plain, hosts: [{ host: 'a.example', preference: 10 }] },
      'a host named twice is one host, at its better preference',
    ],
    [
      absent('nodata', 'x.example', 'MX'),
      { ...plain, implicit: true, hosts: [{ host: 'x.example', preference: 0 }] },
      'RFC 5321 §5.1: without any MX the domain itself, at preference 0',
    ],
    [
      absent('nodata', 'x.example', 'MX', { cnames: ['y.example'] }),
      { ...plain, implicit: true, hosts: [{ host: 'x.example', preference: 0 }] },
      'an alias for a name without MX: still the domain itself',
    ],
    [
      found('x.example', 'MX', [{ preference: 1, exchange: 'a.example' }], { cnames: ['y.example'] }),
      { ...plain, hosts: [{ host: 'a.example', preference: 1 }] },
      'RFC 5321 §5.1: a CNAME of the domain is followed',
    ],
    [
      absent('nxdomain', 'x.example', 'MX'),
      { status: 'nxdomain', target: undefined },
      'RFC 5321 §5.1: no such domain, no implicit MX',
    ],
    [
      absent('nxdomain', 'x.example', 'MX', { cnames: ['y.example', 'z.example'] }),
      { status: 'nxdomain', target: 'z.example' },
      'the domain is an alias, and it is the last target that does not exist',
    ],
    [failed('x.example', 'MX'), { status: 'temperror' }, 'RFC 5321 §5.1: a failed lookup is no absence'],
    [mx([0, '']), { status: 'null' }, 'RFC 7505: null MX'],
    [mx([10, '']), { status: 'null' }, '≠ RFC 7505 §3 wants 0, but the root takes no mail at any preference'],
    [mx([0, ''], [10, '']), { status: 'null' }, 'the root twice: nothing but the root'],
    [
      mx([0, ''], [10, 'a.example']),
      { ...plain, nullWithOthers: true, hosts: [{ host: 'a.example', preference: 10 }] },
      'RFC 7505 §3: a null MX must stand alone; the others are hosts',
    ],
    [
      mx([10, '192.0.2.1'], [20, 'a.example']),
      {
        ...plain,
        hosts: [
          { host: '192.0.2.1', preference: 10 },
          { host: 'a.example', preference: 20 },
        ],
        ipLiterals: ['192.0.2.1'],
      },
      'an IPv4 address is no name',
    ],
    [
      mx([10, '[192.0.2.1]']),
      { ...plain, hosts: [{ host: '[192.0.2.1]', preference: 10 }], ipLiterals: ['[192.0.2.1]'] },
      'nor in brackets',
    ],
    [
      mx([10, '2001:db8::1']),
      { ...plain, hosts: [{ host: '2001:db8::1', preference: 10 }], ipLiterals: ['2001:db8::1'] },
      'nor an IPv6 address',
    ],
    [
      mx([10, '1.2.3.4.example']),
      { ...plain, hosts: [{ host: '1.2.3.4.example', preference: 10 }] },
      'four numbers before a domain are labels',
    ],
    [
      mx([10, 'a.1.2.3.4']),
      { ...plain, hosts: [{ host: 'a.1.2.3.4', preference: 10 }] },
      'and so behind a label: no address either',
    ],
    [mx([10, '2.3.4']), { ...plain, hosts: [{ host: '2.3.4', preference: 10 }] }, 'three numbers are labels too'],
    ...['1234.1.1.1', '1.1.1.1234'].map(
      host =>
        [mx([10, host]), { ...plain, hosts: [{ host, preference: 10 }] }, `no octet has four digits: ${host}`] as const,
    ),
    [
      mx([10, '1.2.3.255']),
      { ...plain, hosts: [{ host: '1.2.3.255', preference: 10 }], ipLiterals: ['1.2.3.255'] },
      'some have three',
    ],
  ];
  for (const [answer, expected, why] of cases) {
    test(why, () => {
      expect(readMx(answer)).toStrictEqual(expected);
    });
  }
});

describe('the address of an MX host', () => {
  const host = 'a.example';
  const a = found(host, 'A', ['192.0.2.1']);
  const aaaa = found(host, 'AAAA', ['2001:db8::1']);
  const alias = { cnames: ['b.example'] };
  const cases: readonly (readonly [Answer<'A'>, Answer<'AAAA'>, HostAddress, string])[] = [
    [a, aaaa, { status: 'present', cname: false }, 'both'],
    [a, absent('nodata', host, 'AAAA'), { status: 'present', cname: false }, 'IPv4 suffices'],
    [absent('nodata', host, 'A'), aaaa, { status: 'present', cname: false }, 'IPv6 suffices'],
    [a, failed(host, 'AAAA'), { status: 'present', cname: false }, 'one found suffices though the other failed'],
    [failed(host, 'A'), aaaa, { status: 'present', cname: false }, 'and the other way round'],
    [
      absent('nodata', host, 'A'),
      absent('nodata', host, 'AAAA'),
      { status: 'absent', cname: false },
      'the name exists and has no address',
    ],
    [
      absent('nxdomain', host, 'A'),
      absent('nxdomain', host, 'AAAA'),
      { status: 'nxdomain', cname: false },
      'no such name',
    ],
    [
      absent('nxdomain', host, 'A'),
      absent('nodata', host, 'AAAA'),
      { status: 'absent', cname: false },
      'a server that denies the name for one type only: it exists (RFC 8020)',
    ],
    [
      absent('nodata', host, 'A'),
      absent('nxdomain', host, 'AAAA'),
      { status: 'absent', cname: false },
      'and the other way round',
    ],
    [
      absent('nodata', host, 'A'),
      failed(host, 'AAAA'),
      { status: 'temperror', cname: false },
      'absence needs both answers',
    ],
    [
      failed(host, 'A'),
      absent('nodata', host, 'AAAA'),
      { status: 'temperror', cname: false },
      'and the other way round',
    ],
    [
      failed(host, 'A'),
      absent('nxdomain', host, 'AAAA'),
      { status: 'temperror', cname: false },
      'so does the absence of the name',
    ],
    [failed(host, 'A'), failed(host, 'AAAA'), { status: 'temperror', cname: false }, 'nothing is known'],
    [
      found(host, 'A', ['192.0.2.1'], alias),
      failed(host, 'AAAA'),
      { status: 'present', cname: true },
      'an alias, seen in the A answer',
    ],
    [
      failed(host, 'A'),
      absent('nodata', host, 'AAAA', alias),
      { status: 'temperror', cname: true },
      'an alias, seen in the AAAA answer',
    ],
    [
      absent('nxdomain', host, 'A', alias),
      absent('nxdomain', host, 'AAAA', alias),
      { status: 'nxdomain', cname: true },
      'an alias for a name that does not exist',
    ],
  ];
  for (const [v4, v6, expected, why] of cases) {
    test(why, () => {
      expect(readHostAddress(v4, v6)).toEqual(expected);
    });
  }
});
