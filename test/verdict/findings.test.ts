import { expect, test } from 'vitest';
import type { PolicyResponse } from '../../src/protocols/policy-host.ts';
import { findingIds } from '../../src/verdict/finding-table.ts';
import type { FindingFacts, FindingId } from '../../src/verdict/findings.ts';
import { lookAt, moment, type PolicyLine, policyFile, served } from './look.ts';
import { anySender, badTlsa, oneHost, otherTlsa, reject, signed, sts, tlsa, twoHosts } from './zones.ts';

const enforce = policyFile('enforce 604800 mx.corp.info');
const digest = '0123456789abcdef'.repeat(4);
const withTlsa = (record: string) => `${oneHost + signed} \n _25._tcp.mx.corp.info TLSA ${record}`;
const withSts = (record: string) => `${oneHost} \n _mta-sts.corp.info TXT ${record}`;
const withDmarc = (record: string) => `${oneHost} \n _dmarc.corp.info TXT ${record}`;
const body = (change: (whole: string) => string) => change(enforce);
const failed = (cause: 'refused' | 'reset' | 'timeout' | 'other'): PolicyResponse => ({
  ...{ status: 'failed', cause, detail: 'net::ERR_FAILED', at: moment },
});
const badCertificate: PolicyResponse = { status: 'certificate', detail: 'SEC_ERROR_EXPIRED', at: moment };
const policyHost = 'mta-sts.corp.info A 192.0.2.9';
const hostList = Array.from({ length: 60 }, (_, i) => ({ host: `h${i}.corp.info`, preference: i }));
const manyHosts = (count: number) =>
  hostList
    .slice(0, count)
    .map(({ host, preference }) => `corp.info MX ${preference} ${host} \n ${host} A 192.0.2.1`)
    .join('\n');
const corp = { name: 'corp.info' };
const mx = { hosts: ['mx.corp.info'] };

type Case = {
  readonly [I in FindingId]: readonly [
    id: I,
    facts: FindingFacts[I],
    zone: string,
    policy?: PolicyLine,
    domain?: string,
  ];
}[FindingId];

const cases: readonly Case[] = [
  // The domain and its MX
  ['domain-missing', {}, 'other.info ANY'],
  ['domain-missing', { target: 'gone.info' }, 'corp.info CNAME gone.info'],
  ['mx-hosts', { hosts: [{ host: 'mx.corp.info', preference: 10 }], count: 1 }, oneHost],
  ['mx-none-implicit', {}, 'corp.info A 192.0.2.1'],
  ['mx-none-no-address', {}, 'corp.info TXT x'],
  ['mx-null', {}, 'corp.info MX 0 .'],
  ['mx-null-with-others', mx, `${oneHost} \n corp.info MX 0 .`],
  ['mx-no-address', { ...mx, all: true }, 'corp.info MX 1 mx.corp.info \n mx.corp.info TXT x'],
  [
    'mx-no-address',
    { hosts: ['b.corp.info'], all: false },
    `${oneHost} \n corp.info MX 1 b.corp.info \n b.corp.info TXT x`,
  ],
  ['mx-nxdomain', { hosts: ['b.corp.info'] }, `${oneHost} \n corp.info MX 1 b.corp.info`],
  [
    'mx-cname',
    { hosts: ['b.corp.info'] },
    `${oneHost} \n corp.info MX 1 b.corp.info \n b.corp.info CNAME mx.corp.info`,
  ],
  ['mx-ip-literal', { hosts: ['192.0.2.1'] }, `${oneHost} \n corp.info MX 1 192.0.2.1`],
  ['mx-special-use', { hosts: ['localhost'] }, `${oneHost} \n corp.info MX 1 localhost`],
  ['mx-special-use', { hosts: ['mail.internal'] }, 'corp.info MX 1 mail.internal \n corp.info MX 2 192.0.2.1'],
  ['mx-no-address', { hosts: ['localhost'], all: true }, 'corp.info MX 1 localhost'],
  ['mx-too-many', { asked: 20, count: 21 }, `${manyHosts(21)} \n corp.info MX 9 localhost`],
  ['mx-hosts', { hosts: hostList.slice(0, 50), count: 60 }, manyHosts(60)],
  ['mx-single', { host: 'mx.corp.info' }, oneHost],
  // MTA-STS record
  ['sts-record-missing', {}, oneHost],
  ['sts-record-multiple', { count: 2 }, `${oneHost + sts} \n _mta-sts.corp.info TXT v=STSv1; id=2`],
  ['sts-record-syntax', { text: 'v=STSv1; id=1;; x=1' }, withSts('v=STSv1; id=1;; x=1')],
  ['sts-id-missing', { text: 'v=STSv1; x=1;' }, withSts('v=STSv1; x=1;')],
  ['sts-id-invalid', { id: 'a-b' }, withSts('v=STSv1; id=a-b')],
  ['sts-record-version', { text: 'v=STSv2; id=1' }, withSts('v=STSv2; id=1')],
  ['sts-record-not-first', { text: 'id=1; v=STSv1' }, withSts('id=1; v=STSv1')],
  ['sts-record-wrong-name', corp, `${oneHost} \n corp.info TXT v=STSv1; id=1`],
  ['sts-cname-dangling', { target: '_mta-sts.gone.info' }, `${oneHost} \n _mta-sts.corp.info CNAME _mta-sts.gone.info`],
  // Policy host
  ['sts-policy-not-asked', { host: 'mta-sts.corp.info' }, oneHost + sts],
  [
    'sts-policy-host-nxdomain',
    { host: 'mta-sts.corp.info', exists: false },
    oneHost + sts,
    { status: 'unresolved', detail: '', at: moment },
  ],
  [
    'sts-policy-unreachable',
    { host: 'mta-sts.corp.info', cause: 'refused', detail: 'net::ERR_FAILED' },
    oneHost + sts,
    failed('refused'),
  ],
  [
    'sts-policy-unreachable',
    { host: 'mta-sts.corp.info', cause: 'unresolved', detail: '' },
    oneHost + sts + policyHost,
    { status: 'unresolved', detail: '', at: moment },
  ],
  [
    'sts-policy-tls',
    { host: 'mta-sts.corp.info', detail: 'SEC_ERROR_EXPIRED' },
    oneHost + sts + policyHost,
    badCertificate,
  ],
  [
    'sts-policy-tls-unproved',
    { host: 'mta-sts.corp.info', detail: 'SEC_ERROR_EXPIRED' },
    `${oneHost + sts} \n mta-sts.corp.info * !unreachable`,
    badCertificate,
  ],
  ['sts-policy-status', { host: 'mta-sts.corp.info', httpStatus: 404, absent: true }, oneHost + sts, served('', 404)],
  ['sts-policy-status', { host: 'mta-sts.corp.info', httpStatus: 429, absent: false }, oneHost + sts, served('', 429)],
  [
    'sts-policy-redirect',
    { host: 'mta-sts.corp.info', httpStatus: 302, location: '/' },
    oneHost + sts,
    { status: 'redirect', httpStatus: 302, location: '/', at: moment },
  ],
  ['sts-policy-media-type', { contentType: 'text/html' }, oneHost + sts, served(enforce, 200, 'text/html')],
  ['sts-policy-too-large', {}, oneHost + sts, { ...served(enforce), tooLarge: true } as PolicyResponse],
  ['sts-bot-wall', { host: 'mta-sts.corp.info' }, oneHost + sts, '<html>'],
  // Policy body
  ['sts-policy-syntax', { line: 1, text: 'hello' }, oneHost + sts, body(whole => `hello\n${whole}`)],
  ['sts-version', { value: 'STSv2' }, oneHost + sts, body(whole => whole.replace('STSv1', 'STSv2'))],
  ['sts-mode-missing', {}, oneHost + sts, body(whole => whole.replace('mode: enforce\n', ''))],
  ['sts-mode-unknown', { value: 'Enforce' }, oneHost + sts, policyFile('Enforce 604800 mx.corp.info')],
  ['sts-max-age-missing', {}, oneHost + sts, body(whole => whole.replace(/max_age.*\n/, ''))],
  ['sts-max-age-malformed', { value: '-1' }, oneHost + sts, policyFile('enforce -1 mx.corp.info')],
  ['sts-max-age-too-large', { value: '31557601' }, oneHost + sts, policyFile('enforce 31557601 mx.corp.info')],
  ['sts-max-age-zero', {}, oneHost + sts, policyFile('enforce 0 mx.corp.info')],
  ['sts-max-age-short', { maxAge: 86400 }, oneHost + sts, policyFile('enforce 86400 mx.corp.info')],
  ['sts-mx-missing', {}, oneHost + sts, policyFile('enforce 604800')],
  ['sts-mx-malformed', { pattern: 'mx.corp.info.' }, oneHost + sts, policyFile('enforce 604800 mx.corp.info.')],
  ['sts-duplicate-key', { key: 'mode' }, oneHost + sts, body(whole => `${whole}mode: none\n`)],
  ['sts-unknown-key', { key: 'note' }, oneHost + sts, body(whole => `${whole}note: x\n`)],
  ['sts-blank-line', { line: 1 }, oneHost + sts, body(whole => `\n${whole}`)],
  // Policy against DNS
  ['sts-enforced', { maxAge: 604_800, ...mx }, oneHost + sts, enforce],
  ['sts-mode-testing', {}, oneHost + sts, policyFile('testing 604800 mx.corp.info')],
  ['sts-mode-none', {}, oneHost + sts, policyFile('none 604800')],
  ['sts-mx-not-covered', { hosts: ['mx.other.info'], all: false, mode: 'enforce' }, twoHosts + sts, enforce],
  ['sts-mx-not-covered', { ...mx, all: true, mode: 'testing' }, oneHost + sts, policyFile('testing 604800 a.info')],
  [
    'sts-mx-stale-pattern',
    { patterns: ['*.old.info'] },
    oneHost + sts,
    policyFile('enforce 604800 mx.corp.info *.old.info'),
  ],
  [
    'sts-mx-over-broad',
    { patterns: ['*.corp.info', '*.info'] },
    oneHost + sts,
    policyFile('enforce 604800 *.corp.info *.info'),
  ],
  ['sts-null-mx-conflict', {}, `corp.info MX 0 . ${sts}`],
  ['sts-implicit-mx', {}, `corp.info A 192.0.2.1 ${sts}`, policyFile('enforce 604800 corp.info')],
  // DANE
  ['dane-locked', mx, oneHost + signed + tlsa],
  ['dane-none', {}, oneHost],
  ['dane-partial', { covered: ['mx.corp.info'], missing: ['mx.other.info'] }, twoHosts + signed + tlsa],
  ['dane-mx-insecure', mx, oneHost + tlsa],
  ['dane-address-insecure', mx, `${oneHost + tlsa + signed} \n unsigned mx.corp.info`],
  ['dane-tlsa-insecure', mx, `${oneHost + tlsa + signed} \n unsigned _25._tcp.mx.corp.info`],
  ['dane-tlsa-error', mx, `${oneHost + signed} \n _25._tcp.mx.corp.info TLSA !servfail`],
  [
    'dane-cname-mx',
    { hosts: ['b.corp.info'] },
    `${oneHost + signed} \n corp.info MX 1 b.corp.info \n b.corp.info CNAME mx.corp.info`,
  ],
  ['dane-all-unusable', mx, oneHost + signed + badTlsa],
  ['dane-usage-pkix', mx, oneHost + signed + badTlsa],
  ['dane-digest-length', mx, withTlsa('3 1 1 0123')],
  ['dane-unknown-parameters', mx, withTlsa(`4 1 1 ${digest}`)],
  ['dane-unknown-parameters', mx, withTlsa(`3 2 1 ${digest}`)],
  ['dane-unknown-parameters', mx, withTlsa(`3 1 9 ${digest}`)],
  ['dane-unknown-parameters', mx, withTlsa('3 0 0 0123')],
  ['dane-full-certificate', mx, withTlsa('3 0 0 30020500')],
  ['dane-ta-spki', mx, withTlsa(`2 1 1 ${digest}`)],
  ['dane-no-rollover-record', mx, oneHost + signed + tlsa],
  ['dane-unverifiable-here', {}, oneHost + signed + tlsa],
  // DMARC
  ['dmarc-enforced', { ...corp, policy: 'reject' }, oneHost + reject],
  ['dmarc-missing', {}, oneHost],
  ['dmarc-multiple', { ...corp, count: 2 }, `${oneHost + reject + reject}`],
  ['dmarc-version', { ...corp, text: 'v=DMARC2; p=reject' }, withDmarc('v=DMARC2; p=reject')],
  ['dmarc-duplicate-tag', { ...corp, tag: 'p' }, withDmarc('v=DMARC1; p=none; p=none')],
  ['dmarc-p-missing', { ...corp, rua: false }, withDmarc('v=DMARC1; sp=none')],
  ['dmarc-p-missing', { ...corp, rua: true }, withDmarc('v=DMARC1; rua=mailto:a@corp.info')],
  ['dmarc-bad-value', { ...corp, tag: 'adkim', value: 'x', rua: false }, withDmarc('v=DMARC1; p=none; adkim=x')],
  ['dmarc-bad-value', { ...corp, tag: 'p', value: 'x', rua: false }, withDmarc('v=DMARC1; p=x')],
  [
    'dmarc-bad-value',
    { ...corp, tag: 'sp', value: 'x', rua: true },
    withDmarc('v=DMARC1; p=none; sp=x; rua=mailto:a@corp.info'),
  ],
  ['dmarc-syntax', { ...corp, text: 'pct100' }, withDmarc('v=DMARC1; p=none; pct100')],
  ['dmarc-unknown-tag', { ...corp, tags: ['x'] }, withDmarc('v=DMARC1; p=none; x=1')],
  ['dmarc-removed-tag', { ...corp, tags: ['pct', 'ri'] }, withDmarc('v=DMARC1; p=none; pct=100; ri=1')],
  ['dmarc-p-none', { ...corp, tag: 'p', reports: false }, withDmarc('v=DMARC1; p=none')],
  [
    'dmarc-p-none',
    { ...corp, tag: 'sp', reports: false },
    `${withDmarc('v=DMARC1; p=reject; sp=none')} \n a.corp.info A 192.0.2.1`,
    '-',
    'a.corp.info',
  ],
  [
    'dmarc-p-none',
    { ...corp, tag: 'np', reports: false },
    withDmarc('v=DMARC1; p=reject; np=none'),
    '-',
    'gone.corp.info',
  ],
  ['dmarc-sp-weaker', { ...corp, p: 'reject', sp: 'none' }, withDmarc('v=DMARC1; p=reject; sp=none')],
  ['dmarc-np-weaker', { ...corp, p: 'reject', np: 'none' }, withDmarc('v=DMARC1; p=reject; np=none')],
  ['dmarc-testing', { ...corp, published: 'reject', effective: 'quarantine' }, withDmarc('v=DMARC1; p=reject; t=y')],
  ['dmarc-pct', { ...corp, pct: 5 }, withDmarc('v=DMARC1; p=reject; pct=5')],
  [
    'dmarc-inherited',
    { ...corp, policy: 'reject', dropped: false },
    `${oneHost + reject} \n a.corp.info A 192.0.2.1`,
    '-',
    'a.corp.info',
  ],
  [
    'dmarc-inherited',
    { ...corp, policy: 'reject', dropped: true },
    `${oneHost + reject} \n a.corp.info A 192.0.2.1 \n _dmarc.a.corp.info TXT v=DMARC2; p=none`,
    '-',
    'a.corp.info',
  ],
  ['dmarc-psd', { name: 'info', policy: 'reject' }, `${oneHost} \n _dmarc.info TXT v=DMARC1; p=reject; psd=y`],
  ['dmarc-rua-no-mailto', { ...corp, uri: 'a@corp.info' }, withDmarc('v=DMARC1; p=none; rua=a@corp.info')],
  ['dmarc-7489-differs', { why: 'pct', older: 'quarantine' }, withDmarc('v=DMARC1; p=reject; pct=5')],
  ['dmarc-at-apex', {}, `${oneHost} \n corp.info TXT v=DMARC1; p=none`],
  // SPF
  ['spf-record', { text: 'v=spf1 -all' }, `${oneHost} \n corp.info TXT v=spf1 -all`],
  [
    'spf-syntax',
    { text: 'v=spf1 +all nonsense', term: 'nonsense' },
    `${oneHost} \n corp.info TXT v=spf1 +all nonsense`,
  ],
  ['spf-missing', {}, oneHost],
  ['spf-multiple', { count: 2 }, oneHost + anySender + anySender],
  ['spf-all-pass', { term: '+all' }, oneHost + anySender],
  // The answers themselves
  ['dnssec-signed', {}, oneHost + signed],
  ['dnssec-unsigned', {}, oneHost],
  ['dnssec-bogus', { names: ['corp.info'], detail: '' }, 'corp.info MX !servfail/9'],
  ['dnssec-expired', { names: ['corp.info'] }, 'corp.info MX !servfail/7'],
  ['dnssec-not-yet', { names: ['corp.info'] }, 'corp.info MX !servfail/8'],
  ['dnssec-unsupported', { names: ['mx.corp.info', '_25._tcp.mx.corp.info'] }, `${oneHost} \n remark 1 mx.corp.info`],
  ['dnssec-unknown', { resolver: 'resolver.info' }, `${oneHost} \n unchecked corp.info`],
  ['dns-stale', { names: ['_mta-sts.corp.info'] }, `${oneHost + sts} \n stale _mta-sts.corp.info`],
  ['dns-filtered', { names: ['corp.info'], resolver: 'resolver.info' }, 'corp.info MX !filtered/15'],
  [
    'lookup-failed',
    { question: { name: 'corp.info', type: 'MX' }, resolver: 'resolver.info', reason: 'rcode', rcode: 2 },
    'corp.info MX !servfail',
  ],
  [
    'lookup-failed',
    { question: { name: 'mx.corp.info', type: 'A' }, resolver: 'resolver.info', reason: 'timeout' },
    `${oneHost} \n mx.corp.info A !timeout`,
  ],
];

test.each(cases.map(([id, facts, zone, policy, domain]) => ({ id, facts, zone, policy, domain })))(
  '$id $facts',
  async ({ id, facts, zone, policy, domain }) => {
    const { findings } = await lookAt(zone, policy, domain);
    const told = findings.filter(finding => finding.id === id);
    expect(told.map(finding => finding.facts)).toContainEqual(expect.objectContaining(facts));
    expect(told.flatMap(finding => finding.evidence)).not.toEqual([]);
  },
);

test('every finding of the table is raised by a case', () => {
  const raised = new Set<FindingId>(cases.map(([id]) => id));
  expect(findingIds.filter(id => !raised.has(id))).toEqual([]);
});

/** What must not be said: a failed lookup is never "not published", and nothing is asked of those who take no mail. */
const silent: readonly (readonly [id: FindingId, zone: string, policy?: PolicyLine])[] = [
  ['sts-record-missing', `${oneHost} \n _mta-sts.corp.info TXT !servfail`],
  ['sts-record-missing', 'corp.info MX 0 .'],
  ['dane-none', 'corp.info MX 0 .'],
  ['dane-none', `${twoHosts} \n _25._tcp.mx.corp.info TLSA !timeout`],
  ['dane-locked', twoHosts + signed + tlsa],
  ['dane-tlsa-error', `${oneHost} \n _25._tcp.mx.corp.info TLSA !servfail`],
  ['dane-tlsa-error', `${oneHost + signed} \n _25._tcp.mx.corp.info TLSA !unreachable`],
  ['dane-tlsa-error', `${oneHost + signed} \n _25._tcp.mx.corp.info TLSA !refused`],
  ['dane-no-rollover-record', oneHost + tlsa],
  ['dane-no-rollover-record', `${oneHost + signed + tlsa} \n _25._tcp.mx.corp.info TLSA 2 0 1 ${digest}`],
  ['mx-nxdomain', 'corp.info MX 1 localhost'],
  ['mx-too-many', manyHosts(20)],
  ['sts-mx-not-covered', `${oneHost + sts} \n corp.info MX 1 gone.corp.info`, enforce],
  ['dane-partial', `${twoHosts + signed + tlsa} \n _25._tcp.mx.other.info TLSA !servfail`],
  ['dane-cname-mx', `${oneHost} \n corp.info MX 1 b.corp.info \n b.corp.info CNAME mx.corp.info`],
  ['dmarc-missing', `${oneHost} \n _dmarc.corp.info TXT !servfail`],
  ['dmarc-missing', `${oneHost} \n _dmarc.corp.info TXT v=DMARC2`],
  ['dmarc-enforced', oneHost + reject + anySender],
  ['spf-missing', `${oneHost} \n corp.info TXT !servfail`],
  ['mx-no-address', `${oneHost} \n mx.corp.info A !servfail`],
  ['dnssec-unsupported', 'corp.info MX !servfail/1'],
  ['sts-enforced', oneHost + sts, policyFile('enforce 0 mx.corp.info')],
  ['sts-mx-not-covered', oneHost + sts, policyFile('none 604800')],
  ['mx-single', twoHosts],
];

test.each(silent.map(([id, zone, policy]) => ({ id, zone, policy })))('no $id: $zone', async ({ id, zone, policy }) => {
  const { findings } = await lookAt(zone, policy);
  expect(findings.map(finding => finding.id)).not.toContain(id);
});

const refused = failed('refused');
const first: readonly (readonly [first: readonly FindingId[], zone: string, policy: PolicyLine])[] = [
  [['sts-enforced'], oneHost + sts, enforce],
  [['sts-mx-not-covered', 'sts-enforced'], twoHosts + sts, enforce],
  [['dane-all-unusable', 'sts-enforced'], oneHost + sts + signed + badTlsa, enforce],
  [['dane-locked'], twoHosts + signed + tlsa + otherTlsa, '-'],
  [['sts-mode-testing'], oneHost + sts, policyFile('testing 604800 mx.corp.info')],
  [['sts-policy-not-asked'], oneHost + sts, 'not-asked'],
  [['sts-policy-unreachable'], oneHost + sts, refused],
  [['sts-record-missing'], `${oneHost} \n corp.info TXT !servfail`, '-'],
  [['lookup-failed', 'dmarc-missing'], `${oneHost} \n _mta-sts.corp.info TXT !servfail`, '-'],
  [['mx-null'], 'corp.info MX 0 .', '-'],
  [['dnssec-expired', 'lookup-failed'], 'corp.info MX !servfail/7', '-'],
  [['dns-filtered', 'lookup-failed'], 'corp.info MX !filtered/15', '-'],
];

test.each(first)('first comes what decides: %s', async (ids, zone, policy) => {
  const { findings } = await lookAt(zone, policy);
  expect(findings.slice(0, ids.length).map(finding => finding.id)).toEqual(ids);
});

test('a lookup that failed belongs to the check that it was for', async () => {
  const { findings } = await lookAt(`${oneHost} \n mx.corp.info A !servfail \n _25._tcp.mx.corp.info TLSA !timeout
    _mta-sts.corp.info TXT !timeout \n _dmarc.corp.info TXT !timeout \n corp.info TXT !timeout`);
  const checks = findings.filter(finding => finding.id === 'lookup-failed').map(finding => finding.check);
  expect(checks.toSorted()).toEqual(['dane', 'dmarc', 'mta-sts', 'mx', 'spf']);
});
