import { describe, expect, test } from 'vitest';
import type { Answer, Name, RecordType, Resolver } from '../../src/dns/resolver.ts';
import { lookupPolicy, type PolicyReading, policyHost, readPolicy } from '../../src/protocols/mta-sts.ts';
import type { PolicyResponse, PolicySight } from '../../src/protocols/policy-host.ts';
import { absent, failed, found } from './answers.ts';

const host = 'mta-sts.x.example';
const at = 1_000_000;
const good = 'version: STSv1\nmode: enforce\nmx: mail.x.example\nmax_age: 604800\n';
const policy = { mode: 'enforce', maxAge: 604_800, mxPatterns: ['mail.x.example'] } as const;

type HttpResponse = Extract<PolicyResponse, { readonly status: 'response' }>;
const http = (httpStatus: number, differing: Partial<HttpResponse> = {}): PolicyResponse => ({
  ...{ status: 'response', httpStatus, contentType: 'text/plain', body: good, tooLarge: false, at },
  ...differing,
});
const redirect = { status: 'redirect', httpStatus: 301, location: 'https://www.x.example/', at } as const;
const certificate = { status: 'certificate', detail: 'net::ERR_CERT_DATE_INVALID', at } as const;
const unresolved = { status: 'unresolved', detail: 'net::ERR_NAME_NOT_RESOLVED', at } as const;
const failure = (cause: 'refused' | 'reset' | 'timeout' | 'other') =>
  ({ status: 'failed', cause, detail: 'net::ERR', at }) as const;

test('the policy host of a subdomain is below that subdomain (RFC 8461 §3.4)', () => {
  expect(policyHost('mail.example.com')).toBe('mta-sts.mail.example.com');
});

describe('looking up the policy', () => {
  type Came = PolicyResponse | 'not-asked';

  async function look(came: readonly Came[]) {
    const asked: string[] = [];
    const fetched: string[] = [];
    const resolver: Resolver = {
      async ask<T extends RecordType>(name: Name, type: T): Promise<Answer<T>> {
        asked.push(`${name} ${type}`);
        // Both must be under way before either is answered.
        await Promise.resolve();
        if (asked.length < 2) throw new Error('the second question waits for the first');
        return failed(name, type);
      },
    };
    const fetchPolicy = async (domain: Name, id: string): Promise<Came> => {
      fetched.push(`${domain} ${id}`);
      return came[fetched.length - 1] ?? 'not-asked';
    };
    const sight = await lookupPolicy('x.example', '7', { resolver, fetchPolicy });
    return { sight, asked, fetched };
  }

  const both = [`${host} A`, `${host} AAAA`];
  const cases: readonly (readonly [readonly Came[], number, 1 | 2 | 'not-asked', readonly string[], string])[] = [
    [['not-asked'], 1, 'not-asked', [], 'no permission, no question'],
    [[http(200)], 1, 1, [], 'a file: once'],
    [[http(200, { body: 'junk' })], 1, 1, [], 'junk is an answer'],
    [[http(404)], 1, 1, [], '404 is an answer'],
    [[http(410)], 1, 1, [], '410 is an answer'],
    [[redirect], 1, 1, [], 'a redirect is an answer'],
    [[certificate], 1, 1, both, 'a bad certificate is one too, if the network is sound: that is asked'],
    [[http(401), http(200)], 2, 2, [], '401 proves nothing: asked again'],
    [[http(403), http(200)], 2, 2, [], '403 too'],
    [[http(429), http(429)], 2, 2, [], '429 too, and no third time'],
    [[http(500), http(200)], 2, 2, [], '500 too'],
    [[http(503), http(404)], 2, 2, [], '503 too'],
    [[http(202), http(200)], 2, 2, [], '202 too: some challenge pages have it'],
    [[http(400), http(200)], 2, 2, [], '400 too'],
    [[failure('refused'), http(200)], 2, 2, [], 'refused'],
    [[failure('reset'), failure('reset')], 2, 2, [], 'reset, twice: two tries and no more'],
    [[failure('timeout'), http(200)], 2, 2, [], 'timeout'],
    [[failure('other'), http(200)], 2, 2, [], 'any other failure'],
    [[unresolved, http(200)], 2, 2, [], 'a host that the browser could not resolve, and then could'],
    [[unresolved, unresolved], 2, 2, both, 'or could not: does DNS know it?'],
    [[failure('reset'), certificate], 2, 2, both, 'a bad certificate at the second try'],
    [[unresolved, 'not-asked'], 2, 1, both, 'permission withdrawn between the tries: the first answer stands'],
    [[http(503), 'not-asked'], 2, 1, [], 'so it does here'],
  ];
  for (const [came, fetches, tries, questions, why] of cases) {
    test(why, async () => {
      const { sight, asked, fetched } = await look(came);
      expect(fetched).toEqual(Array.from({ length: fetches }, () => 'x.example 7'));
      expect(asked).toEqual(questions);
      const last = came.findLast(each => each !== 'not-asked');
      if (tries === 'not-asked') expect(sight).toEqual({ status: 'not-asked' });
      else {
        const addresses = { a: failed(host, 'A'), aaaa: failed(host, 'AAAA') };
        expect(sight).toEqual({
          status: 'asked',
          response: last,
          tries,
          ...(questions.length > 0 ? { addresses } : {}),
        });
      }
    });
  }
});

describe('what a sight of the policy host means', () => {
  const seen = (response: PolicyResponse, addresses?: readonly [Answer<'A'>, Answer<'AAAA'>]): PolicySight => {
    const sight = { status: 'asked', response, tries: 1 } as const;
    return addresses ? { ...sight, addresses: { a: addresses[0], aaaa: addresses[1] } } : sight;
  };
  const absence = (id: string, facts: object) => ({
    status: 'permerror',
    kind: 'absent',
    problems: [{ id, facts: { host, ...facts } }],
  });
  const invalid = (...problems: readonly object[]) => ({ status: 'permerror', kind: 'invalid', problems });
  const trouble = (id: string, facts: object) => ({ status: 'temperror', problem: { id, facts: { host, ...facts } } });
  const status = (httpStatus: number) => trouble('sts-policy-status', { httpStatus, absent: false });
  const unreachable = (cause: string) => trouble('sts-policy-unreachable', { cause, detail: 'net::ERR' });
  const ok = (...notes: readonly object[]) => ({ status: 'found', policy, notes });
  const odd = (contentType: string) => ({ id: 'sts-policy-media-type', facts: { contentType } });

  const here = [found(host, 'A', ['192.0.2.1'], { at }), absent('nodata', host, 'AAAA', { at })] as const;
  const here6 = [failed(host, 'A'), found(host, 'AAAA', ['2001:db8::1'], { at })] as const;
  const later = (ms: number) =>
    [found(host, 'A', ['192.0.2.1'], { at: at + ms }), absent('nodata', host, 'AAAA', { at })] as const;
  const gone = [absent('nxdomain', host, 'A'), absent('nxdomain', host, 'AAAA')] as const;
  const empty = [absent('nodata', host, 'A'), absent('nodata', host, 'AAAA')] as const;
  const half = [absent('nodata', host, 'A'), failed(host, 'AAAA')] as const;
  const silent = [failed(host, 'A'), failed(host, 'AAAA')] as const;

  const large = http(200, { tooLarge: true });
  const page = '<!DOCTYPE html><title>Just a moment</title>';
  const json = { body: `${good}{}\n`, contentType: 'application/json' };
  const syntax = { id: 'sts-policy-syntax', facts: { line: 5, text: '{}' } };
  const expired = { detail: 'net::ERR_CERT_DATE_INVALID' };
  const unknownHost = { cause: 'unresolved', detail: 'net::ERR_NAME_NOT_RESOLVED' };

  const cases: readonly (readonly [PolicySight, PolicyReading | object, string])[] = [
    [{ status: 'not-asked' }, { status: 'not-asked' }, 'not asked stays not asked'],
    [seen(http(200)), ok(), '200 and a policy'],
    [seen(http(200, { contentType: 'text/plain; charset=utf-8' })), ok(), 'parameters are ignored'],
    [seen(http(200, { contentType: 'text/plain ; charset=latin1; x=y' })), ok(), 'all of them'],
    [seen(http(200, { contentType: ' \tText/PLAIN\t;x' })), ok(), 'in any case'],
    [seen(http(200, { contentType: '' })), ok(odd('')), '≠ no media type: told, and the policy holds'],
    [
      seen(http(200, { contentType: 'application/octet-stream' })),
      ok(odd('application/octet-stream')),
      '≠ another media type: some senders refuse it (RFC 8461 §3.2: SHOULD)',
    ],
    [seen(http(200, { contentType: 'text/plaintext' })), ok(odd('text/plaintext')), 'one that begins alike'],
    [seen(http(200, { contentType: 'x-text/plain' })), ok(odd('x-text/plain')), 'one that ends alike'],
    [
      seen(http(200, { body: `${good}a: b\n`, contentType: 'text/html' })),
      ok(odd('text/html'), { id: 'sts-unknown-key', facts: { key: 'a' } }),
      'what is odd in the body comes after it',
    ],
    [seen(http(200, { body: `${good}{}\n` })), invalid(syntax), '200 and no policy: proved absent'],
    [seen(http(200, json)), invalid(syntax, odd('application/json')), 'and by its media type too'],
    [
      seen(http(200, { body: page, contentType: 'text/html' })),
      invalid({ id: 'sts-bot-wall', facts: { host } }),
      'HTML',
    ],
    [seen(http(200, { body: `\r\n ${page}` })), invalid({ id: 'sts-bot-wall', facts: { host } }), 'whatever its type'],
    [seen(http(200, { body: '<HTML>' })), invalid({ id: 'sts-bot-wall', facts: { host } }), 'without a doctype'],
    [
      seen(http(200, { body: `${page}${'x'.repeat(9)}`, tooLarge: true })),
      invalid({ id: 'sts-bot-wall', facts: { host } }),
      'a large page is a page',
    ],
    [
      seen(http(200, { body: `${good}<b>` })),
      invalid({ id: 'sts-policy-syntax', facts: { line: 5, text: '<b>' } }),
      'an angle bracket later is no page',
    ],
    [seen(large), invalid({ id: 'sts-policy-too-large', facts: {} }), 'over 64 KiB, though it begins like a policy'],
    [
      seen(http(200, { tooLarge: true, contentType: 'video/mp4' })),
      invalid({ id: 'sts-policy-too-large', facts: {} }, odd('video/mp4')),
      'with its media type',
    ],
    [seen(http(404)), absence('sts-policy-status', { httpStatus: 404, absent: true }), '404, whatever its body'],
    [seen(http(410)), absence('sts-policy-status', { httpStatus: 410, absent: true }), '410'],
    [seen(http(401)), status(401), '401 may be for browsers only'],
    [seen(http(403)), status(403), '403 too'],
    [seen(http(429)), status(429), '429 asks to wait'],
    [seen(http(500)), status(500), '500'],
    [seen(http(503)), status(503), '503'],
    [seen(http(201)), status(201), 'another 2xx is not 200, even with a policy'],
    [seen(http(202)), status(202), '202'],
    [seen(http(204, { body: '' })), status(204), '204'],
    [seen(http(206)), status(206), '206'],
    [seen(http(304)), status(304), '304 answers a question that was not put'],
    [seen(http(400)), status(400), 'another 4xx proves nothing'],
    [seen(http(451)), status(451), 'nor does 451, which depends on where one stands'],
    [
      seen(redirect),
      absence('sts-policy-redirect', { httpStatus: 301, location: 'https://www.x.example/' }),
      'RFC 8461 §3.3: a redirect is not followed, to whatever place',
    ],
    [seen(certificate, here), absence('sts-policy-tls', expired), 'a bad certificate while the resolver answers'],
    [seen(certificate, here6), absence('sts-policy-tls', expired), 'one answer suffices'],
    [seen(certificate, later(60_000)), absence('sts-policy-tls', expired), 'in the same minute'],
    [seen(certificate, later(60_001)), trouble('sts-policy-tls-unproved', expired), 'not in the one after'],
    [seen(certificate, later(-60_001)), trouble('sts-policy-tls-unproved', expired), 'nor the one before'],
    [seen(certificate, silent), trouble('sts-policy-tls-unproved', expired), 'a hotel login answers for everyone'],
    [seen(certificate, half), trouble('sts-policy-tls-unproved', expired), 'half an absence proves nothing'],
    [seen(certificate), trouble('sts-policy-tls-unproved', expired), 'nobody asked'],
    [
      seen(certificate, gone),
      absence('sts-policy-host-nxdomain', { exists: false }),
      'a host that does not exist: something else showed that certificate',
    ],
    [
      seen(certificate, empty),
      absence('sts-policy-host-nxdomain', { exists: true }),
      'a host without an address, likewise',
    ],
    [seen(unresolved, gone), absence('sts-policy-host-nxdomain', { exists: false }), 'no such host, says DNS'],
    [seen(unresolved, empty), absence('sts-policy-host-nxdomain', { exists: true }), 'a host without an address'],
    [seen(unresolved, here), trouble('sts-policy-unreachable', unknownHost), 'only the browser cannot resolve it'],
    [seen(unresolved, half), trouble('sts-policy-unreachable', unknownHost), 'half an absence proves nothing'],
    [seen(unresolved, silent), trouble('sts-policy-unreachable', unknownHost), 'nobody can'],
    [seen(unresolved), trouble('sts-policy-unreachable', unknownHost), 'nobody asked'],
    [seen(failure('refused')), unreachable('refused'), 'refused'],
    [seen(failure('reset')), unreachable('reset'), 'reset'],
    [seen(failure('timeout')), unreachable('timeout'), 'timeout'],
    [seen(failure('other')), unreachable('other'), 'anything else'],
  ];
  for (const [sight, expected, why] of cases) {
    test(why, () => {
      expect(readPolicy(sight, 'x.example')).toEqual(expected);
    });
  }
});
