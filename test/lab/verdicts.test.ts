/**
 * The core against the lab, without a browser: every line of expect.ts is looked up over the wire and judged. What the
 * browsers then show of it is tested in test/browser.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolverOver, type Transport } from '../../src/dns/resolver-over.ts';
import type { FetchPolicy, PolicyResponse } from '../../src/protocols/policy-host.ts';
import { inspect } from '../../src/verdict/inspect.ts';
import { judge } from '../../src/verdict/judge.ts';
import { getDoh, getHttps } from './client.ts';
import { type Expectation, expectations } from './expect.ts';
import { type Lab, startLab } from './lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab.stop());

const endpoint = { url: 'https://cloudflare-dns.com/dns-query', validates: true };

const transport: Transport = async (url, query) => {
  try {
    const { hostname, pathname } = new URL(url);
    const path = `${pathname}?dns=${Buffer.from(query).toString('base64url')}`;
    const { status, headers, body } = await getDoh(lab, hostname, path, { timeout: 5000 });
    const contentType = String(headers['content-type'] ?? '');
    return { status: 'answered', httpStatus: status, contentType, body, ageSeconds: 0, tooLarge: body.length > 65_536 };
  } catch {
    return { status: 'failed', reason: 'unreachable' };
  }
};

const certificateErrors = ['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT'];

async function askPolicyHost(domain: string): Promise<PolicyResponse> {
  const host = `mta-sts.${domain}`;
  const at = Date.now();
  if (!lab.hosts.has(host)) return { status: 'unresolved', detail: 'not a host of the lab', at };
  try {
    const { status, headers, body, cut } = await getHttps(lab, host, '/.well-known/mta-sts.txt', { timeout: 1500 });
    if (status === 301) return { status: 'redirect', httpStatus: status, location: String(headers.location), at };
    const contentType = String(headers['content-type'] ?? '');
    return { status: 'response', httpStatus: status, contentType, body: body.toString(), tooLarge: cut, at };
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (certificateErrors.includes(code)) return { status: 'certificate', detail: code, at };
    const causes = { ECONNREFUSED: 'refused', ECONNRESET: 'reset' } as const;
    const cause = message === 'timeout' ? 'timeout' : (causes[code as keyof typeof causes] ?? 'other');
    return { status: 'failed', cause, detail: message, at };
  }
}

async function verdict(domain: string, fetchPolicy: FetchPolicy) {
  const resolver = resolverOver(transport, () => [endpoint], { now: Date.now });
  const observations = await inspect(domain, { resolver, fetchPolicy, now: Date.now });
  const { transit, identity } = judge(observations, { registrableDomain: registrable(domain) });
  return { transit, identity };
}

/** By the public suffix list, as far as the lab goes. */
function registrable(domain: string): string {
  const labels = /\.(ac|co|gov|nhs|org|police)\.uk$/.test(domain) ? 3 : 2;
  return domain.split('.').slice(-labels).join('.');
}

const named = expectations.map((line): [string, string, Expectation] => [line.domain, line.why, line]);

test.concurrent.each(named)('%s: %s', async (domain, _, { transit, unasked, identity }) => {
  const asked = await verdict(domain, askPolicyHost);
  const withoutPolicy = await verdict(domain, async () => 'not-asked');
  expect({ asked, unasked: withoutPolicy.transit }).toEqual({ asked: { transit, identity }, unasked });
});

test('every grade and every reason but "pending" has a domain', () => {
  const reasons = new Set(expectations.flatMap(({ transit, unasked }) => [transit.reason, unasked.reason]));
  expect([...reasons].sort()).toEqual([
    ...['broken-dane-unusable', 'broken-max-age-zero', 'broken-no-match', 'broken-policy-absent'],
    ...['broken-policy-invalid', 'broken-record', 'locked-both', 'locked-dane', 'locked-sts', 'locked-sts-partly'],
    ...['no-mail-dead-targets', 'no-mail-missing', 'no-mail-no-address', 'no-mail-null-mx', 'testing', 'unknown-dns'],
    ...['unknown-policy', 'unlocked-dane-insecure', 'unlocked-dane-partial', 'unlocked-mode-none', 'unlocked-nothing'],
    'unverified',
  ]);
  const identities = new Set(expectations.map(({ identity }) => identity.reason));
  expect([...identities].sort()).toEqual([
    ...['broken-p', 'broken-record', 'broken-spf', 'open', 'quarantined', 'rejected', 'unknown-dns', 'watched'],
    'watched-by-default',
  ]);
});
