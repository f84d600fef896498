import { expect, test } from 'vitest';
import type { PolicyResponse } from '../../src/protocols/policy-host.ts';
import { judge } from '../../src/verdict/judge.ts';
import type { Observations } from '../../src/verdict/observations.ts';
import { lookAt, moment, type PolicyLine, policyFile, served } from './look.ts';
import { oneHost, sts } from './zones.ts';

const day = 86_400;
const allFor = (seconds: number) => `\n ttl ${seconds} info`;
const redirect: PolicyResponse = { status: 'redirect', httpStatus: 302, location: '/', at: moment };
const before = (response: PolicyResponse, seconds: number): PolicyResponse => ({
  ...response,
  at: moment - 1000 * seconds,
});

const cases: readonly (readonly [seconds: number, zone: string, policy: PolicyLine, why: string])[] = [
  [300, oneHost, '-', 'the smallest TTL'],
  [120, `${oneHost} \n ttl 120 mx.corp.info`, '-', 'the smallest TTL, of whichever answer'],
  [60, `${oneHost} \n ttl 5 mx.corp.info`, '-', 'at least a minute between two looks'],
  [30, `${oneHost} \n mx.corp.info AAAA !servfail`, '-', 'a lookup failed'],
  [30, `${oneHost + sts} \n _dmarc.corp.info TXT !timeout`, served('', 503), 'a lookup failed, and the policy'],
  [300, oneHost + sts + allFor(9999), served('', 503), 'five minutes until the policy is asked for again'],
  [60, `${oneHost + sts} \n ttl 5 mx.corp.info`, served('', 503), 'the smallest TTL, five minutes for the policy'],
  [300, oneHost + sts + allFor(9999), served('', 404), 'so also where it is proved that there is none'],
  [300, oneHost + sts + allFor(9999), served('<html>'), 'or that it is no policy'],
  [300, oneHost + sts + allFor(9999), redirect, 'or elsewhere'],
  [240, oneHost + sts + allFor(9999), before(served('', 404), 60), 'from when it was answered'],
  [540, oneHost + sts + allFor(9999), before(served(policyFile('enforce 600 mx.corp.info')), 60), 'held for a minute'],
  [60, oneHost + sts + allFor(9999), before(served(policyFile('enforce 600 mx.corp.info')), 9999), 'held for long'],
  [9999, oneHost + sts + allFor(9999), 'not-asked', 'a policy that was not asked for did not fail'],
  [9999, oneHost + sts + allFor(9999), policyFile('enforce 604800 mx.corp.info'), 'the smallest TTL'],
  [600, oneHost + sts + allFor(9999), policyFile('enforce 600 mx.corp.info'), 'the max_age of the policy'],
  [60, oneHost + sts + allFor(9999), policyFile('enforce 0 mx.corp.info'), 'max_age 0'],
  [day, oneHost + sts + allFor(7 * day), policyFile('enforce 604800 mx.corp.info'), 'at most a day'],
];

test.each(cases)('%i s: %s (%o): %s', async (seconds, zone, policy) => {
  const { expires } = await lookAt(zone, policy);
  expect(expires - moment).toBe(1000 * seconds);
});

test('each answer counts from when it was given', async () => {
  const { observations } = await lookAt(oneHost);
  const earlier = (seconds: number): Observations => ({
    ...observations,
    mx: observations.mx && { ...observations.mx, at: moment - 1000 * seconds },
  });
  expect(judge(earlier(100)).expires - moment).toBe(200_000);
  expect(judge(earlier(299)).expires - moment).toBe(60_000);
});

test('what is unfinished may be asked at once', () => {
  const nothing: Observations = {
    ...{ domain: 'corp.info', at: moment, mx: undefined, hosts: [], apex: undefined, sts: undefined },
    ...{ policy: undefined, dmarc: [{ name: 'corp.info', answer: undefined }] },
  };
  expect(judge(nothing)).toMatchObject({
    expires: moment,
    pending: ['mx', 'mta-sts', 'dane', 'dmarc', 'spf', 'dnssec'],
  });
});
