import { expect, test } from 'vitest';
import { judge } from '../../src/verdict/judge.ts';
import type { Observations } from '../../src/verdict/observations.ts';
import { lookAt, moment, type PolicyLine, policyFile, served } from './look.ts';
import { oneHost, sts } from './zones.ts';

const day = 86_400;
const allFor = (seconds: number) => `\n ttl ${seconds} test`;

const cases: readonly (readonly [seconds: number, zone: string, policy: PolicyLine, why: string])[] = [
  [300, oneHost, '-', 'the smallest TTL'],
  [120, `${oneHost} \n ttl 120 mx.corp.test`, '-', 'the smallest TTL, of whichever answer'],
  [60, `${oneHost} \n ttl 5 mx.corp.test`, '-', 'at least a minute between two looks'],
  [30, `${oneHost} \n mx.corp.test AAAA !servfail`, '-', 'a lookup failed'],
  [30, `${oneHost + sts} \n _dmarc.corp.test TXT !timeout`, served('', 503), 'a lookup failed, and the policy'],
  [300, oneHost + sts + allFor(9999), served('', 503), 'five minutes until the policy is asked for again'],
  [60, `${oneHost + sts} \n ttl 5 mx.corp.test`, served('', 503), 'the smallest TTL, five minutes for the policy'],
  [9999, oneHost + sts + allFor(9999), 'not-asked', 'a policy that was not asked for did not fail'],
  [9999, oneHost + sts + allFor(9999), policyFile('enforce 604800 mx.corp.test'), 'the smallest TTL'],
  [600, oneHost + sts + allFor(9999), policyFile('enforce 600 mx.corp.test'), 'the max_age of the policy'],
  [60, oneHost + sts + allFor(9999), policyFile('enforce 0 mx.corp.test'), 'max_age 0'],
  [day, oneHost + sts + allFor(7 * day), policyFile('enforce 604800 mx.corp.test'), 'at most a day'],
];

test.each(cases)('%i s: %s (%o): %s', async (seconds, zone, policy) => {
  const { expires } = await lookAt(zone, policy);
  expect(expires - moment).toBe(1000 * seconds);
});

test('what is unfinished may be asked at once', () => {
  const nothing: Observations = {
    ...{ domain: 'corp.test', at: moment, mx: undefined, hosts: [], apex: undefined, sts: undefined },
    ...{ policy: undefined, dmarc: [{ name: 'corp.test', answer: undefined }] },
  };
  expect(judge(nothing)).toMatchObject({
    expires: moment,
    pending: ['mx', 'mta-sts', 'dane', 'dmarc', 'spf', 'dnssec'],
  });
});
