import { expect, test } from 'vitest';
import type { PolicyResponse } from '../../src/protocols/policy-host.ts';
import { findingIds } from '../../src/verdict/finding-table.ts';
import type { FindingFacts, FindingId } from '../../src/verdict/findings.ts';
import { lookAt, moment, type PolicyLine, policyFile, served } from './look.ts';
import { anySender, badTlsa, oneHost, otherTlsa, reject, signed, sts, tlsa, twoHosts } from './zones.ts';

const enforce = policyFile('enforce 604800 mx.corp.test');
const digest = '0123456789abcdef'.repeat(4);
const withTlsa = (record: string) => `${oneHost + signed} \n _25._tcp.mx.corp.test TLSA ${record}`;
const withSts = (record: string) => `${oneHost} \n _mta-sts.corp.test TXT ${record}`;
const withDmarc = (record: string) => `${oneHost} \n _dmarc.corp.test TXT ${record}`;
const body = (change: (whole: string) => string) => change(enforce);
const failed = (cause: 'refused' | 'reset' | 'timeout' | 'other'): PolicyResponse => ({
  ...{ status: 'failed', cause, detail: 'net::ERR_FAILED', at: moment },
});
const badCertificate: PolicyResponse = { status: 'certificate', detail: 'SEC_ERROR_EXPIRED', at: moment };
const policyHost = 'mta-sts.corp.test A 192.0.2.9';
const corp = { name: 'corp.test' };
const mx = { hosts: ['mx.corp.test'] };

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
  ['domain-missing', {}, 'other.test ANY'],
  ['mx-hosts', { hosts: [{ host: 'mx.corp.test', preference: 10 }] }, oneHost],
  ['mx-none-implicit', {}, 'corp.test A 192.0.2.1'],
  ['mx-none-no-address', {}, 'corp.test TXT x'],
  ['mx-null', {}, 'corp.test MX 0 .'],
  ['mx-null-with-others', mx, `${oneHost} \n corp.test MX 0 .`],
  ['mx-no-address', { ...mx, all: true }, 'corp.test MX 1 mx.corp.test \n mx.corp.test TXT x'],
  [
    'mx-no-address',
    { hosts: ['b.corp.test'], all: false },
    `${oneHost} \n corp.test MX 1 b.corp.test \n b.corp.test TXT x`,
  ],
  ['mx-nxdomain', { hosts: ['b.corp.test'] }, `${oneHost} \n corp.test MX 1 b.corp.test`],
  [
    'mx-cname',
    { hosts: ['b.corp.test'] },
    `${oneHost} \n corp.test MX 1 b.corp.test \n b.corp.test CNAME mx.corp.test`,
  ],
  ['mx-ip-literal', { hosts: ['192.0.2.1'] }, `${oneHost} \n corp.test MX 1 192.0.2.1`],
  ['mx-single', { host: 'mx.corp.test' }, oneHost],
  // MTA-STS record
  ['sts-record-missing', {}, oneHost],
  ['sts-record-multiple', { count: 2 }, `${oneHost + sts} \n _mta-sts.corp.test TXT v=STSv1; id=2`],
  ['sts-record-syntax', { text: 'v=STSv1; id=1;; x=1' }, withSts('v=STSv1; id=1;; x=1')],
  ['sts-id-missing', { text: 'v=STSv1; x=1;' }, withSts('v=STSv1; x=1;')],
  ['sts-id-invalid', { id: 'a-b' }, withSts('v=STSv1; id=a-b')],
  ['sts-record-version', { text: 'v=STSv2; id=1' }, withSts('v=STSv2; id=1')],
  ['sts-record-not-first', { text: 'id=1; v=STSv1' }, withSts('id=1; v=STSv1')],
  ['sts-record-wrong-name', corp, `${oneHost} \n corp.test TXT v=STSv1; id=1`],
  ['sts-cname-dangling', { target: '_mta-sts.gone.test' }, `${oneHost} \n _mta-sts.corp.test CNAME _mta-sts.gone.test`],
  // Policy host
  ['sts-policy-not-asked', { host: 'mta-sts.corp.test' }, oneHost + sts],
  [
    'sts-policy-host-nxdomain',
    { host: 'mta-sts.corp.test', exists: false },
    oneHost + sts,
    { status: 'unresolved', detail: '', at: moment },
  ],
  [
    'sts-policy-unreachable',
    { host: 'mta-sts.corp.test', cause: 'refused', detail: 'net::ERR_FAILED' },
    oneHost + sts,
    failed('refused'),
  ],
  [
    'sts-policy-unreachable',
    { host: 'mta-sts.corp.test', cause: 'unresolved', detail: '' },
    oneHost + sts + policyHost,
    { status: 'unresolved', detail: '', at: moment },
  ],
  [
    'sts-policy-tls',
    { host: 'mta-sts.corp.test', detail: 'SEC_ERROR_EXPIRED' },
    oneHost + sts + policyHost,
    badCertificate,
  ],
  [
    'sts-policy-tls-unproved',
    { host: 'mta-sts.corp.test', detail: 'SEC_ERROR_EXPIRED' },
    `${oneHost + sts} \n mta-sts.corp.test * !unreachable`,
    badCertificate,
  ],
  ['sts-policy-status', { host: 'mta-sts.corp.test', httpStatus: 404, absent: true }, oneHost + sts, served('', 404)],
  ['sts-policy-status', { host: 'mta-sts.corp.test', httpStatus: 429, absent: false }, oneHost + sts, served('', 429)],
  [
    'sts-policy-redirect',
    { host: 'mta-sts.corp.test', httpStatus: 302, location: '/' },
    oneHost + sts,
    { status: 'redirect', httpStatus: 302, location: '/', at: moment },
  ],
  ['sts-policy-media-type', { contentType: 'text/html' }, oneHost + sts, served(enforce, 200, 'text/html')],
  ['sts-policy-too-large', {}, oneHost + sts, { ...served(enforce), tooLarge: true } as PolicyResponse],
  ['sts-bot-wall', { host: 'mta-sts.corp.test' }, oneHost + sts, '<html>'],
  // Policy body
  ['sts-policy-syntax', { line: 1, text: 'hello' }, oneHost + sts, body(whole => `hello\n${whole}`)],
  ['sts-version', { value: 'STSv2' }, oneHost + sts, body(whole => whole.replace('STSv1', 'STSv2'))],
  ['sts-mode-missing', {}, oneHost + sts, body(whole => whole.replace('mode: enforce\n', ''))],
  ['sts-mode-unknown', { value: 'Enforce' }, oneHost + sts, policyFile('Enforce 604800 mx.corp.test')],
  ['sts-max-age-missing', {}, oneHost + sts, body(whole => whole.replace(/max_age.*\n/, ''))],
  ['sts-max-age-malformed', { value: '-1' }, oneHost + sts, policyFile('enforce -1 mx.corp.test')],
  ['sts-max-age-too-large', { value: '31557601' }, oneHost + sts, policyFile('enforce 31557601 mx.corp.test')],
  ['sts-max-age-zero', {}, oneHost + sts, policyFile('enforce 0 mx.corp.test')],
  ['sts-max-age-short', { maxAge: 86400 }, oneHost + sts, policyFile('enforce 86400 mx.corp.test')],
  ['sts-mx-missing', {}, oneHost + sts, policyFile('enforce 604800')],
  ['sts-mx-malformed', { pattern: 'mx.corp.test.' }, oneHost + sts, policyFile('enforce 604800 mx.corp.test.')],
  ['sts-duplicate-key', { key: 'mode' }, oneHost + sts, body(whole => `${whole}mode: none\n`)],
  ['sts-unknown-key', { key: 'note' }, oneHost + sts, body(whole => `${whole}note: x\n`)],
  ['sts-blank-line', { line: 1 }, oneHost + sts, body(whole => `\n${whole}`)],
  // Policy against DNS
  ['sts-enforced', { maxAge: 604_800, ...mx }, oneHost + sts, enforce],
  ['sts-mode-testing', {}, oneHost + sts, policyFile('testing 604800 mx.corp.test')],
  ['sts-mode-none', {}, oneHost + sts, policyFile('none 604800')],
  ['sts-mx-not-covered', { hosts: ['mx.other.test'], all: false, mode: 'enforce' }, twoHosts + sts, enforce],
  ['sts-mx-not-covered', { ...mx, all: true, mode: 'testing' }, oneHost + sts, policyFile('testing 604800 a.test')],
  [
    'sts-mx-stale-pattern',
    { patterns: ['*.old.test'] },
    oneHost + sts,
    policyFile('enforce 604800 mx.corp.test *.old.test'),
  ],
  [
    'sts-mx-over-broad',
    { patterns: ['*.corp.test', '*.test'] },
    oneHost + sts,
    policyFile('enforce 604800 *.corp.test *.test'),
  ],
  ['sts-null-mx-conflict', {}, `corp.test MX 0 . ${sts}`],
  ['sts-implicit-mx', {}, `corp.test A 192.0.2.1 ${sts}`, policyFile('enforce 604800 corp.test')],
  // DANE
  ['dane-locked', mx, oneHost + signed + tlsa],
  ['dane-none', {}, oneHost],
  ['dane-partial', { covered: ['mx.corp.test'], missing: ['mx.other.test'] }, twoHosts + signed + tlsa],
  ['dane-mx-insecure', mx, oneHost + tlsa],
  ['dane-address-insecure', mx, `${oneHost + tlsa + signed} \n unsigned mx.corp.test`],
  ['dane-tlsa-insecure', mx, `${oneHost + tlsa + signed} \n unsigned _25._tcp.mx.corp.test`],
  ['dane-tlsa-error', mx, `${oneHost + signed} \n _25._tcp.mx.corp.test TLSA !servfail`],
  [
    'dane-cname-mx',
    { hosts: ['b.corp.test'] },
    `${oneHost + signed} \n corp.test MX 1 b.corp.test \n b.corp.test CNAME mx.corp.test`,
  ],
  ['dane-all-unusable', mx, oneHost + signed + badTlsa],
  ['dane-usage-pkix', mx, oneHost + signed + badTlsa],
  ['dane-digest-length', mx, withTlsa('3 1 1 0123')],
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
  ['dmarc-p-missing', { ...corp, rua: true }, withDmarc('v=DMARC1; rua=mailto:a@corp.test')],
  ['dmarc-bad-value', { ...corp, tag: 'adkim', value: 'x' }, withDmarc('v=DMARC1; p=none; adkim=x')],
  ['dmarc-syntax', { ...corp, text: 'pct100' }, withDmarc('v=DMARC1; p=none; pct100')],
  ['dmarc-unknown-tag', { ...corp, tags: ['x'] }, withDmarc('v=DMARC1; p=none; x=1')],
  ['dmarc-removed-tag', { ...corp, tags: ['pct', 'ri'] }, withDmarc('v=DMARC1; p=none; pct=100; ri=1')],
  ['dmarc-p-none', { ...corp, reports: false }, withDmarc('v=DMARC1; p=none')],
  ['dmarc-sp-weaker', { ...corp, p: 'reject', sp: 'none' }, withDmarc('v=DMARC1; p=reject; sp=none')],
  ['dmarc-np-weaker', { ...corp, p: 'reject', np: 'none' }, withDmarc('v=DMARC1; p=reject; np=none')],
  ['dmarc-testing', { ...corp, published: 'reject', effective: 'quarantine' }, withDmarc('v=DMARC1; p=reject; t=y')],
  ['dmarc-pct', { ...corp, pct: 5 }, withDmarc('v=DMARC1; p=reject; pct=5')],
  [
    'dmarc-inherited',
    { ...corp, tag: 'p', policy: 'reject' },
    `${oneHost + reject} \n a.corp.test A 192.0.2.1`,
    '-',
    'a.corp.test',
  ],
  ['dmarc-psd', { name: 'test', policy: 'reject' }, `${oneHost} \n _dmarc.test TXT v=DMARC1; p=reject; psd=y`],
  ['dmarc-rua-no-mailto', { ...corp, uri: 'a@corp.test' }, withDmarc('v=DMARC1; p=none; rua=a@corp.test')],
  ['dmarc-7489-differs', { why: 'pct', older: 'quarantine' }, withDmarc('v=DMARC1; p=reject; pct=5')],
  ['dmarc-at-apex', {}, `${oneHost} \n corp.test TXT v=DMARC1; p=none`],
  // SPF
  ['spf-record', { text: 'v=spf1 -all' }, `${oneHost} \n corp.test TXT v=spf1 -all`],
  [
    'spf-syntax',
    { text: 'v=spf1 +all nonsense', term: 'nonsense' },
    `${oneHost} \n corp.test TXT v=spf1 +all nonsense`,
  ],
  ['spf-missing', {}, oneHost],
  ['spf-multiple', { count: 2 }, oneHost + anySender + anySender],
  ['spf-all-pass', { term: '+all' }, oneHost + anySender],
  // The answers themselves
  ['dnssec-signed', {}, oneHost + signed],
  ['dnssec-unsigned', {}, oneHost],
  ['dnssec-bogus', { names: ['corp.test'], detail: '' }, 'corp.test MX !servfail/9'],
  ['dnssec-expired', { names: ['corp.test'] }, 'corp.test MX !servfail/7'],
  ['dnssec-not-yet', { names: ['corp.test'] }, 'corp.test MX !servfail/8'],
  ['dnssec-unsupported', { names: ['mx.corp.test', '_25._tcp.mx.corp.test'] }, `${oneHost} \n remark 1 mx.corp.test`],
  ['dnssec-unknown', { resolver: 'resolver.test' }, `${oneHost} \n unchecked corp.test`],
  ['dns-stale', { names: ['_mta-sts.corp.test'] }, `${oneHost + sts} \n stale _mta-sts.corp.test`],
  ['dns-filtered', { names: ['corp.test'], resolver: 'resolver.test' }, 'corp.test MX !filtered/15'],
  [
    'lookup-failed',
    { question: { name: 'corp.test', type: 'MX' }, resolver: 'resolver.test', reason: 'rcode', rcode: 2 },
    'corp.test MX !servfail',
  ],
  [
    'lookup-failed',
    { question: { name: 'mx.corp.test', type: 'A' }, resolver: 'resolver.test', reason: 'timeout' },
    `${oneHost} \n mx.corp.test A !timeout`,
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
  ['sts-record-missing', `${oneHost} \n _mta-sts.corp.test TXT !servfail`],
  ['sts-record-missing', 'corp.test MX 0 .'],
  ['dane-none', 'corp.test MX 0 .'],
  ['dane-none', `${twoHosts} \n _25._tcp.mx.corp.test TLSA !timeout`],
  ['dane-locked', twoHosts + signed + tlsa],
  ['dane-tlsa-error', `${oneHost} \n _25._tcp.mx.corp.test TLSA !servfail`],
  ['dane-tlsa-error', `${oneHost + signed} \n _25._tcp.mx.corp.test TLSA !unreachable`],
  ['dane-partial', `${twoHosts + signed + tlsa} \n _25._tcp.mx.other.test TLSA !servfail`],
  ['dane-cname-mx', `${oneHost} \n corp.test MX 1 b.corp.test \n b.corp.test CNAME mx.corp.test`],
  ['dmarc-missing', `${oneHost} \n _dmarc.corp.test TXT !servfail`],
  ['dmarc-missing', `${oneHost} \n _dmarc.corp.test TXT v=DMARC2`],
  ['dmarc-enforced', oneHost + reject + anySender],
  ['spf-missing', `${oneHost} \n corp.test TXT !servfail`],
  ['mx-no-address', `${oneHost} \n mx.corp.test A !servfail`],
  ['dnssec-unsupported', 'corp.test MX !servfail/1'],
  ['sts-enforced', oneHost + sts, policyFile('enforce 0 mx.corp.test')],
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
  [['sts-mode-testing'], oneHost + sts, policyFile('testing 604800 mx.corp.test')],
  [['sts-policy-not-asked'], oneHost + sts, 'not-asked'],
  [['sts-policy-unreachable'], oneHost + sts, refused],
  [['sts-record-missing'], `${oneHost} \n corp.test TXT !servfail`, '-'],
  [['lookup-failed', 'dmarc-missing'], `${oneHost} \n _mta-sts.corp.test TXT !servfail`, '-'],
  [['mx-null'], 'corp.test MX 0 .', '-'],
  [['dnssec-expired', 'lookup-failed'], 'corp.test MX !servfail/7', '-'],
  [['dns-filtered', 'lookup-failed'], 'corp.test MX !filtered/15', '-'],
];

test.each(first)('first comes what decides: %s', async (ids, zone, policy) => {
  const { findings } = await lookAt(zone, policy);
  expect(findings.slice(0, ids.length).map(finding => finding.id)).toEqual(ids);
});

test('a lookup that failed belongs to the check that it was for', async () => {
  const { findings } = await lookAt(`${oneHost} \n mx.corp.test A !servfail \n _25._tcp.mx.corp.test TLSA !timeout
    _mta-sts.corp.test TXT !timeout \n _dmarc.corp.test TXT !timeout \n corp.test TXT !timeout`);
  const checks = findings.filter(finding => finding.id === 'lookup-failed').map(finding => finding.check);
  expect(checks.toSorted()).toEqual(['dane', 'dmarc', 'mta-sts', 'mx', 'spf']);
});
