import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Answers } from '../../src/background/answers.ts';
import { inspectionOver } from '../../src/background/inspection.ts';
import { Policies, type PolicyRow } from '../../src/background/policies.ts';
import type { Wanted } from '../../src/background/wanted.ts';
import type { Answer, RecordType } from '../../src/dns/resolver.ts';
import type { PolicyResponse } from '../../src/protocols/policy-host.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { fakeClock, fakeShelves } from './fakes.ts';
import { suffixes } from './suffixes.ts';

const wanted: Wanted = { domain: 'dwp.gov.uk', cause: 'click', policy: true, private: false, again: false };

const zone: Readonly<Record<string, readonly unknown[]>> = {
  'dwp.gov.uk MX': [{ preference: 10, exchange: 'mx.dwp.gov.uk' }],
  'mx.dwp.gov.uk A': ['192.0.2.1'],
  'mta-sts.dwp.gov.uk A': ['192.0.2.2'],
  '_mta-sts.dwp.gov.uk TXT': ['v=STSv1; id=1;'],
};

const body = 'version: STSv1\nmode: enforce\nmx: mx.dwp.gov.uk\nmax_age: 604800\n';
const goodPolicy = (at: number): PolicyResponse => ({
  status: 'response',
  httpStatus: 200,
  contentType: 'text/plain',
  body,
  tooLarge: false,
  at,
});
const badCertificate = (at: number): PolicyResponse => ({
  status: 'certificate',
  detail: 'net::ERR_CERT_DATE_INVALID',
  at,
});

function house(respond: (at: number) => PolicyResponse = goodPolicy) {
  const clock = fakeClock();
  const asked: string[] = [];
  const fetched: string[] = [];
  const resolver = {
    ask: async <T extends RecordType>(name: string, type: T) => {
      asked.push(`${name} ${type}`);
      const records = zone[`${name} ${type}`];
      const rest = { resolver: 'dns.example', at: clock.at, ttl: 3600, authenticity: 'insecure', cnames: [] };
      const found = { status: records ? 'found' : 'nodata', question: { name, type }, ...(records ? { records } : {}) };
      return { ...found, ...rest, extendedErrors: [], stale: false } as unknown as Answer<T>;
    },
  };
  const answers = new Answers({ resolver, now: clock.now });
  const policies = new Policies({
    fetch: async domain => {
      fetched.push(domain);
      return respond(clock.at);
    },
    holds: async () => true,
    shelves: fakeShelves<PolicyRow>(),
    now: clock.now,
  });
  const { registrableDomain } = suffixes;
  const inspection = inspectionOver({ answers: () => answers, policies, registrableDomain, now: clock.now });
  return { clock, asked, fetched, inspection };
}

const ignore = (): void => undefined;

test('from questions to a verdict, by way of answers and policy', async () => {
  const { asked, fetched, inspection } = house();
  const verdict = await inspection(wanted, ignore);
  expect(verdict.transit.grade).toBe('locked');
  expect(asked).toContain('_dmarc.gov.uk TXT');
  expect(fetched).toEqual(['dwp.gov.uk']);
});

test('a cause that may not fetch leaves the lock unverified', async () => {
  const { fetched, inspection } = house();
  const verdict = await inspection({ ...wanted, policy: false }, ignore);
  expect([verdict.transit.grade, fetched]).toEqual(['unverified', []]);
});

test('a second look takes what is kept; one wanted anew asks everything', async () => {
  const { clock, asked, fetched, inspection } = house();
  await inspection(wanted, ignore);
  const first = asked.length;
  clock.at += 1000;
  await inspection(wanted, ignore);
  expect([asked.length, fetched.length]).toEqual([first, 1]);
  await inspection({ ...wanted, again: true }, ignore);
  expect([asked.length, fetched.length]).toEqual([2 * first, 2]);
});

test('a bad certificate seen anew is proved by addresses asked for anew', async () => {
  const { clock, inspection } = house(badCertificate);
  expect((await inspection(wanted, ignore)).transit.reason).toBe('broken-policy-absent');
  // What is kept of the failure is over, what is kept of the addresses is not.
  clock.at += 300_000;
  expect((await inspection(wanted, ignore)).transit.reason).toBe('broken-policy-absent');
});

test('a bad certificate that is kept goes on being proved by the addresses that were seen with it', async () => {
  const { clock, fetched, inspection } = house(badCertificate);
  await inspection(wanted, ignore);
  clock.at += 240_000;
  expect((await inspection(wanted, ignore)).transit.reason).toBe('broken-policy-absent');
  expect(fetched).toHaveLength(1);
});

test('wanted anew, a bad certificate that is kept is proved no less', async () => {
  const { clock, fetched, inspection } = house(badCertificate);
  await inspection(wanted, ignore);
  clock.at += 240_000;
  expect((await inspection({ ...wanted, again: true }, ignore)).transit.reason).toBe('broken-policy-absent');
  expect(fetched).toHaveLength(1);
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('progress: the records are told without waiting, and nothing more once the verdict is there', async () => {
  const { inspection } = house();
  const told: Verdict[] = [];
  await inspection(wanted, verdict => told.push(verdict));
  vi.advanceTimersByTime(1000);
  expect(told.map(({ pending }) => pending)).toEqual([['mx', 'mta-sts', 'dane']]);
});
