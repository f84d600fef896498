import { expect, test } from 'vitest';
import { hostLimit, inspect } from '../../src/verdict/inspect.ts';
import { judge } from '../../src/verdict/judge.ts';
import type { Observations } from '../../src/verdict/observations.ts';
import { policyFile, served } from './look.ts';
import { slow } from './slow.ts';
import { oneHost, reject, signed, sts, tlsa, twoHosts } from './zones.ts';

const reference = `${twoHosts + sts + signed + tlsa + reject} \n corp.info TXT v=spf1 -all`;
const enforce = policyFile('enforce 604800 mx.corp.info');

const atOnce = ['corp.info MX', 'corp.info TXT', '_mta-sts.corp.info TXT', '_dmarc.corp.info TXT', '_dmarc.info TXT'];
const onMx = ['mx.corp.info', 'mx.other.info'].flatMap(host => [`${host} A`, `${host} AAAA`, `_25._tcp.${host} TLSA`]);

test('a reference domain: twelve questions in two round trips', async () => {
  const net = slow(reference, enforce);
  const observations = await net.run(inspect('corp.info', net));
  const batch = (at: number) =>
    [...net.askedAt]
      .filter(([, when]) => when === at)
      .map(([key]) => key)
      .toSorted();
  expect(batch(0)).toEqual(atOnce.toSorted());
  expect(batch(1)).toEqual([...onMx, 'policy'].toSorted());
  expect(net.askedAt.size).toBe(12);
  expect(net.now()).toBe(2);
  expect(judge(observations)).toMatchObject({ transit: { grade: 'locked' }, pending: [] });
});

const waits: readonly (readonly [slowest: string, question: string])[] = [
  ['corp.info MX', 'policy'],
  ['_dmarc.corp.info TXT', 'mx.corp.info A'],
  ['_mta-sts.corp.info TXT', '_25._tcp.mx.corp.info TLSA'],
  ['corp.info TXT', 'policy'],
];
test.each(waits)('%s being slow does not hold up %s', async (slowest, question) => {
  const net = slow(reference, enforce, { [slowest]: 9 });
  await net.run(inspect('corp.info', net));
  expect(net.askedAt.get(question)).toBe(1);
});

const counts: readonly (readonly [questions: readonly string[], zone: string, why: string])[] = [
  [[], 'other.info ANY', 'NXDOMAIN: nothing about hosts'],
  [[], 'corp.info MX 0 .', 'null MX'],
  [[], 'corp.info MX !servfail', 'MX not answered'],
  [[], 'corp.info MX 1 192.0.2.1', 'an IP address is no name'],
  [[], 'corp.info MX 1 [192.0.2.1]', 'nor in brackets'],
  [[], 'corp.info MX 0 localhost', 'RFC 6761 §6.3: never asked for'],
  [[], 'corp.info MX 0 mail.internal', 'nor what is private'],
  [[], 'corp.info MX 0 mail.x.onion', 'RFC 7686 §2'],
  [onMx.slice(0, 3), `${oneHost} \n corp.info MX 1 mail.test`, 'RFC 6761 §6.2, and only the other host'],
  [['corp.info A', 'corp.info AAAA', '_25._tcp.corp.info TLSA'], 'corp.info TXT x', 'implicit MX: the domain itself'],
  [onMx.slice(0, 3), `${oneHost} \n corp.info MX 20 mx.corp.info`, 'one host named twice'],
  [['policy'], `corp.info MX 0 . ${sts}`, 'a valid STS record'],
  [[], 'corp.info MX 0 . \n _mta-sts.corp.info TXT v=STSv1; id=a-b', 'no policy for a bad record'],
];
test.each(counts)('asked beyond the first batch: %o: %s: %s', async (questions, zone) => {
  const net = slow(zone);
  await net.run(inspect('corp.info', net));
  expect([...net.askedAt.keys()].filter(key => !atOnce.includes(key)).toSorted()).toEqual(questions.toSorted());
});

test('no question is asked twice, even when the policy host is an MX host', async () => {
  const net = slow(`corp.info MX 1 mta-sts.corp.info \n mta-sts.corp.info A 192.0.2.1 ${sts}`, {
    ...{ status: 'certificate', detail: 'net::ERR_CERT_DATE_INVALID', at: 0 },
  });
  const { policy, hosts } = await net.run(inspect('corp.info', net));
  expect(policy).toMatchObject({ status: 'asked', addresses: { a: hosts[0]?.a } });
});

test('a long list of hosts is cut, and what was not asked is not known', async () => {
  const lines = Array.from(
    { length: 50 },
    (_, i) => `corp.info MX ${i} h${i}.corp.info \n h${i}.corp.info A 192.0.2.1`,
  );
  const net = slow(lines.join('\n') + sts + signed, policyFile('testing 604800 h0.corp.info'));
  const observations = await net.run(inspect('corp.info', net));
  expect(observations.hosts.length).toBe(hostLimit);
  const { transit, findings } = judge(observations);
  expect(transit.grade).toBe('testing');
  expect(findings.map(finding => finding.id)).not.toContain('dane-none');
});

test('progress is told with every answer, and ends with what is returned', async () => {
  const told: Observations[] = [];
  const net = slow(reference, enforce);
  const observations = await net.run(inspect('corp.info', { ...net, onProgress: seen => told.push(seen) }));
  expect(told.length).toBe(12);
  expect(told.at(-1)).toEqual(observations);
  expect(told.map(seen => judge(seen).pending.length)).toEqual(
    told.map(seen => judge(seen).pending.length).toSorted((left, right) => right - left),
  );
  const [early] = told;
  expect(early && judge(early)).toMatchObject({ transit: { grade: 'unknown', reason: 'pending' } });
});

test('a grade that stands is told before the rest has come', async () => {
  const told: Observations[] = [];
  const net = slow(reference, enforce, { 'corp.info TXT': 9, '_25._tcp.mx.other.info TLSA': 9 });
  await net.run(inspect('corp.info', { ...net, onProgress: seen => told.push(seen) }));
  const early = told.find(seen => seen.policy && !seen.apex);
  expect(early && judge(early)).toMatchObject({
    ...{ transit: { grade: 'locked' }, identity: { grade: 'unknown', reason: 'pending' } },
    ...{ pending: ['dane', 'spf'] },
  });
});

test('an abort rejects', async () => {
  const ask = () => Promise.reject(new Error('aborted'));
  await expect(
    inspect('corp.info', { resolver: { ask }, fetchPolicy: async () => served(''), now: () => 0 }),
  ).rejects.toThrow('aborted');
});
