/** What a stranger may write without end must not make a verdict without end. */
import { expect, test } from 'vitest';
import { lookAt, type PolicyLine, served } from './look.ts';
import { oneHost, sts } from './zones.ts';

const times = (count: number, make: (i: number) => string) => Array.from({ length: count }, (_, i) => make(i));
const dmarc = (text: string) => `${oneHost} \n _dmarc.corp.info TXT ${text}`;
const lines = (count: number, make: (i: number) => string) => `${oneHost} \n ${times(count, make).join('\n')}`;

/** `count` is how often the mistake is made, or how many characters the text has. */
type Shape = readonly [why: string, zone: (count: number) => string, policy?: (count: number) => PolicyLine];

const shapes: readonly Shape[] = [
  ['pieces that are no tags', n => dmarc(`v=DMARC1;p=none${';a'.repeat(n)}`)],
  ['each another one', n => dmarc(`v=DMARC1;p=none;${times(n, i => `x${i}`).join(';')}`)],
  [
    'unknown tags',
    n => dmarc(`v=DMARC1;p=none;${times(n, i => `x${i.toString(2).replaceAll('0', 'a')}=1`).join(';')}`),
  ],
  ['report addresses', n => dmarc(`v=DMARC1;p=none;rua=${times(n, i => `a${i}`).join(',')}`)],
  ['report addresses without scheme', n => dmarc(`v=DMARC1;p=none;rua=${times(n, i => `a@${i}.info`).join(',')}`)],
  ['a long tag twice', n => dmarc(`v=DMARC1;${'x'.repeat(n)}=1;${'x'.repeat(n)}=1`)],
  ['a long value', n => dmarc(`v=DMARC1;p=${'x'.repeat(n)}`)],
  ['records of another version', n => lines(n, i => `_dmarc.corp.info TXT v=DMARC2; x=${i}`)],
  ['nearly STS records', n => lines(n, i => `_mta-sts.corp.info TXT v=STSv2; id=${i}`)],
  ['a long STS record', n => `${oneHost} \n _mta-sts.corp.info TXT v=STSv1; ${'x'.repeat(n)}`],
  ['a long SPF record', n => `${oneHost} \n corp.info TXT v=spf1 ${'x'.repeat(n)}`],
  ['mail servers', n => lines(n, i => `corp.info MX 1 h${i}.corp.info`)],
  ['IP addresses for mail servers', n => lines(n, i => `corp.info MX 1 192.0.${i >> 8}.${i & 255}`)],
  ['reserved names for mail servers', n => lines(n, i => `corp.info MX 1 h${i}.internal`)],
  [
    'a long redirect',
    () => oneHost + sts,
    n => ({ status: 'redirect', httpStatus: 302, location: 'x'.repeat(n), at: 1 }),
  ],
  ['a long media type', () => oneHost + sts, n => served('x', 200, 'x'.repeat(n))],
  ['a policy of one long line', () => oneHost + sts, n => 'x'.repeat(n)],
  ['a policy of bad patterns', () => oneHost + sts, n => times(n, i => `mx: -${i}\n`).join('')],
];

const size = async (zone: string, policy?: PolicyLine) => {
  const { findings } = await lookAt(zone, policy);
  return { count: findings.length, characters: JSON.stringify(findings).length };
};

const cases = shapes.map(([why, zone, policy]) => ({ why, zone, policy }));

test.each(cases)('$why: twice as many tell no more', async ({ zone, policy }) => {
  const [once, twice] = [await size(zone(1500), policy?.(1500)), await size(zone(3000), policy?.(3000))];
  expect(twice.count).toBe(once.count);
  expect(twice.count).toBeLessThan(80);
  expect(twice.characters).toBeLessThan(once.characters + 100);
  expect(twice.characters).toBeLessThan(25_000);
});

test('one mistake made a thousand times is told once, and ten of a kind', async () => {
  const told = async (zone: string) => (await lookAt(zone)).findings.filter(({ id }) => id === 'dmarc-syntax').length;
  expect(await told(dmarc(`v=DMARC1;p=none${';a'.repeat(1000)}`))).toBe(1);
  expect(await told(dmarc(`v=DMARC1;p=none;${times(1000, i => `x${i}`).join(';')}`))).toBe(10);
});

test('a long text is cut where it is seen to be', async () => {
  const { findings } = await lookAt(`${oneHost} \n _mta-sts.corp.info TXT v=STSv1; ${'x'.repeat(999)}`);
  expect(findings.find(({ id }) => id === 'sts-record-syntax')?.facts).toEqual({
    text: `v=STSv1; ${'x'.repeat(244)}…`,
  });
});
