import { expect, test } from 'vitest';
import type { PolicyResponse } from '../../src/protocols/policy-host.ts';
import { transitRows } from '../../src/verdict/transit.ts';
import { lookAt, moment, type PolicyLine, policyFile, served } from './look.ts';
import { badTlsa, oneHost, otherTlsa, reject, signed, sts, tlsa, twoHosts } from './zones.ts';

const enforce = policyFile('enforce 604800 mx.corp.info');
const enforceAll = policyFile('enforce 604800 mx.corp.info mx.other.info');
const refused: PolicyResponse = {
  status: 'failed',
  cause: 'refused',
  detail: 'net::ERR_CONNECTION_REFUSED',
  at: moment,
};
const unresolved: PolicyResponse = { status: 'unresolved', detail: 'net::ERR_NAME_NOT_RESOLVED', at: moment };
const badCertificate: PolicyResponse = { status: 'certificate', detail: 'net::ERR_CERT_DATE_INVALID', at: moment };
const redirect: PolicyResponse = {
  status: 'redirect',
  httpStatus: 301,
  location: 'https://www.corp.info/',
  at: moment,
};
const policyHost = 'mta-sts.corp.info A 192.0.2.9';
const huge: PolicyResponse = { ...served(enforce), tooLarge: true } as PolicyResponse;

type Case = readonly [reason: string, zone: string, policy: PolicyLine, why: string];

const rows: readonly Case[] = [
  // No mail
  ['no-mail-missing', 'other.info ANY', '-', 'NXDOMAIN'],
  ['no-mail-missing', 'corp.info CNAME gone.info', '-', 'an alias for a name that does not exist'],
  ['no-mail-null-mx', 'corp.info MX 0 .', '-', 'RFC 7505'],
  ['no-mail-null-mx', `corp.info MX 0 . ${sts}`, enforce, 'a lock on a door that is not there'],
  ['no-mail-no-address', 'corp.info TXT hello', '-', 'no MX, no address'],
  ['no-mail-no-address', `corp.info TXT hello ${sts}`, policyFile('testing 604800 corp.info'), 'the first row holds'],
  ['no-mail-dead-targets', 'corp.info MX 10 mx.corp.info', '-', 'the one target does not exist'],
  ['no-mail-dead-targets', 'corp.info MX 0 localhost', '-', 'RFC 6761: nobody delivers there'],
  ['no-mail-dead-targets', 'corp.info MX 10 192.0.2.1', '-', 'an IP address is no name to deliver to'],
  [
    'no-mail-dead-targets',
    `corp.info MX 1 mx.corp.info \n mx.corp.info TXT x ${signed} ${tlsa}`,
    '-',
    'TLSA there or not',
  ],

  // Locked
  ['locked-sts', oneHost + sts, enforce, 'the policy names the one host'],
  ['locked-sts', oneHost + sts, policyFile('enforce 604800 *.corp.info'), 'by a wildcard'],
  ['locked-sts', oneHost + sts, policyFile('enforce 1 mx.corp.info'), 'a short max_age is still one'],
  [
    'locked-sts',
    `corp.info A 192.0.2.1 ${sts}`,
    policyFile('enforce 604800 corp.info'),
    'implicit MX: the domain itself',
  ],
  ['locked-sts', oneHost + sts + signed + badTlsa, enforce, 'enforce beside TLSA that are all unusable'],
  ['locked-sts', twoHosts + sts + signed + tlsa, enforceAll, 'DANE on one of two adds nothing'],
  [
    'locked-sts',
    `${oneHost + sts} \n corp.info MX 1 gone.corp.info`,
    enforce,
    'no mail can go by a host without address',
  ],
  ['locked-sts', `${oneHost + sts} \n corp.info MX 1 localhost`, enforce, 'nor by a name that is never looked up'],
  ['locked-sts-partly', twoHosts + sts, enforce, 'the other host is held back, not exposed'],
  ['locked-sts-partly', twoHosts + sts + signed + tlsa + otherTlsa, enforce, 'also where DANE covers both'],
  ['locked-dane', oneHost + signed + tlsa, '-', 'MX, address and TLSA authentic'],
  ['locked-dane', twoHosts + signed + tlsa + otherTlsa, '-', 'both hosts'],
  [
    'locked-dane',
    `${oneHost + signed + tlsa} \n corp.info MX 20 gone.corp.info`,
    '-',
    'a host without address does not count',
  ],
  [
    'locked-dane',
    `corp.info A 192.0.2.1 ${signed} \n _25._tcp.corp.info TLSA 3 1 1 ${'0'.repeat(64)}`,
    '-',
    'implicit MX',
  ],
  ['locked-dane', oneHost + signed + tlsa + sts, policyFile('none 604800'), 'MTA-STS given up for DANE'],
  ['locked-dane', oneHost + signed + tlsa + sts, 'no policy', 'a broken policy takes nothing from DANE'],
  ['locked-both', oneHost + sts + signed + tlsa, enforce, 'either standard'],

  // In testing
  ['testing', oneHost + sts, policyFile('testing 604800 mx.corp.info'), 'mode testing'],
  ['testing', oneHost + sts, policyFile('testing 604800 mx.elsewhere.info'), 'whatever it matches'],
  ['testing', oneHost + sts, policyFile('testing 0 mx.corp.info'), 'whatever its max_age'],

  // Not verified
  ['unverified', oneHost + sts, 'not-asked', 'no permission, or no act yet'],
  ['unverified', oneHost + signed + badTlsa + sts, 'not-asked', 'before what DANE would say'],

  // Broken
  ['broken-record', `${oneHost + sts} \n _mta-sts.corp.info TXT v=STSv1; id=2`, '-', 'two records'],
  ['broken-record', `${oneHost} \n _mta-sts.corp.info TXT v=STSv1; id=a-b`, '-', 'an id that is none'],
  ['broken-record', `${oneHost} \n _mta-sts.corp.info TXT v=STSv2; id=1`, '-', 'it means to be one'],
  ['broken-record', `${oneHost} \n _mta-sts.corp.info TXT id=1; v=STSv1`, '-', 'it means to be one'],
  ['broken-policy-invalid', oneHost + sts, 'version: STSv1\n', 'no mode, no max_age'],
  ['broken-policy-invalid', oneHost + sts, '<!DOCTYPE html>', 'a web page'],
  ['broken-policy-invalid', oneHost + sts, huge, 'over 64 KiB'],
  ['broken-policy-absent', oneHost + sts, served('', 404), '404'],
  ['broken-policy-absent', oneHost + sts, served('', 410), '410'],
  ['broken-policy-absent', oneHost + sts, redirect, 'must not be followed'],
  ['broken-policy-absent', oneHost + sts, unresolved, 'its policy host is not in DNS'],
  ['broken-policy-absent', oneHost + sts + policyHost, badCertificate, 'and the resolver answered in the same minute'],
  ['broken-no-match', oneHost + sts, policyFile('enforce 604800 mx.elsewhere.info'), 'enforce for other hosts'],
  [
    'broken-no-match',
    `${oneHost} \n corp.info MX 20 gone.corp.info ${sts}`,
    policyFile('enforce 9 gone.corp.info'),
    'a host without address',
  ],
  ['broken-max-age-zero', oneHost + sts, policyFile('enforce 0 mx.corp.info'), 'forgotten at once'],
  ['broken-max-age-zero', oneHost + sts, policyFile('none 0'), 'the row says max_age 0, of any mode but testing'],
  ['broken-dane-unusable', oneHost + signed + badTlsa, '-', 'usage 1 only'],
  ['broken-dane-unusable', twoHosts + signed + badTlsa + otherTlsa, '-', 'on one of two hosts'],
  ['broken-dane-unusable', oneHost + signed + badTlsa + sts, policyFile('none 604800'), 'before mode none'],

  // Unlocked
  ['unlocked-nothing', oneHost, '-', 'nothing declared'],
  ['unlocked-nothing', oneHost + signed, '-', 'signed, no TLSA'],
  ['unlocked-nothing', 'corp.info AAAA 2001:db8::1', '-', 'implicit MX'],
  ['unlocked-nothing', `${oneHost} \n corp.info TXT v=STSv1; id=1`, '-', 'a record at the wrong name is none'],
  ['unlocked-nothing', `${oneHost} \n _mta-sts.corp.info TXT v=spf1 -all`, '-', 'some other text (a wildcard)'],
  ['unlocked-mode-none', oneHost + sts, policyFile('none 86400'), 'given up'],
  ['unlocked-dane-partial', twoHosts + signed + tlsa, '-', 'one of two hosts'],
  ['unlocked-dane-insecure', `${oneHost + tlsa} \n signed mx.corp.info`, '-', 'the MX set is not authentic'],
  [
    'unlocked-dane-insecure',
    `${oneHost + badTlsa} \n signed mx.corp.info`,
    '-',
    'nor are unusable ones of account there',
  ],
  [
    'unlocked-dane-insecure',
    `corp.info MX 1 mx.weak.info \n mx.weak.info A 192.0.2.1 \n _25._tcp.mx.weak.info TLSA 3 1 1 ${'0'.repeat(64)} ${signed}`,
    '-',
    'the address is not authentic',
  ],
];

/** "!" fails; each case says what the failure could have been. */
const failures: readonly Case[] = [
  ['unknown-dns', 'corp.info MX !servfail', '-', 'no mail, or any row'],
  ['unknown-dns', `corp.info MX !servfail ${sts}`, enforce, 'a lock is no proof of mail'],
  ['unknown-dns', 'corp.info MX !filtered/15', '-', 'filtered by the resolver: says nothing'],
  ['unknown-dns', 'corp.info MX 1 mx.corp.info \n mx.corp.info A !timeout', '-', 'no mail, or unlocked'],
  ['unknown-dns', 'corp.info A !timeout \n corp.info TXT x', '-', 'implicit MX: no mail, or unlocked'],
  ['unlocked-nothing', `${oneHost} \n mx.corp.info AAAA !servfail`, '-', 'it has an address either way'],
  ['unlocked-nothing', `${twoHosts} \n mx.corp.info AAAA !servfail`, '-', 'the other host has one'],
  ['unknown-dns', `${oneHost} \n _mta-sts.corp.info TXT !servfail`, '-', 'a lock, or none'],
  [
    'locked-dane',
    `${oneHost + signed + tlsa} \n _mta-sts.corp.info TXT !servfail`,
    '-',
    'DANE locks whatever stands there',
  ],
  ['no-mail-null-mx', 'corp.info MX 0 . \n _mta-sts.corp.info TXT !servfail', '-', 'no mail whatever stands there'],
  ['unknown-policy', oneHost + sts, refused, 'refused from here'],
  ['unknown-policy', oneHost + sts, served('', 503), '503'],
  ['unknown-policy', oneHost + sts, served('', 403), '403 may be for browsers only'],
  ['unknown-policy', oneHost + sts + policyHost, unresolved, 'DNS knows the host, the browser does not'],
  [
    'unknown-policy',
    `${oneHost + sts} \n mta-sts.corp.info * !unreachable`,
    badCertificate,
    'a login page in between?',
  ],
  ['locked-dane', oneHost + sts + signed + tlsa, refused, 'DANE locks whatever the policy says'],
  ['no-mail-null-mx', `corp.info MX 0 . ${sts}`, refused, 'no mail whatever the policy says'],
  [
    'unknown-dns',
    `${oneHost + sts + signed} \n _25._tcp.mx.corp.info TLSA !servfail`,
    refused,
    'not only the policy is open',
  ],
  ['unknown-dns', `${oneHost + signed} \n _25._tcp.mx.corp.info TLSA !servfail`, '-', 'locked, broken or unlocked'],
  [
    'unlocked-nothing',
    `${oneHost} \n _25._tcp.mx.corp.info TLSA !servfail`,
    '-',
    'below an MX set that is not authentic',
  ],
  [
    'locked-sts',
    `${oneHost + sts + signed} \n _25._tcp.mx.corp.info TLSA !servfail`,
    enforce,
    'the policy locks either way',
  ],
  [
    'testing',
    `${oneHost + sts} \n _25._tcp.mx.corp.info TLSA !servfail`,
    policyFile('testing 9 a.info'),
    'the MX set is not authentic',
  ],
  [
    'unknown-dns',
    `${oneHost + sts + signed} \n _25._tcp.mx.corp.info TLSA !servfail`,
    policyFile('testing 9 a.info'),
    'locked by DANE, or testing',
  ],
  [
    'unknown-dns',
    `${twoHosts + signed + otherTlsa} \n _25._tcp.mx.corp.info TLSA !servfail`,
    '-',
    'both locked, or one',
  ],
  [
    'unlocked-dane-partial',
    `${oneHost + signed + tlsa} \n corp.info MX 9 b.corp.info \n corp.info MX 9 c.corp.info \n b.corp.info A 192.0.2.2 \n c.corp.info A !servfail \n c.corp.info AAAA 2001:db8::1`,
    '-',
    'b has none, and c no TLSA whatever its address',
  ],
  [
    'locked-sts-partly',
    `${twoHosts + sts} \n mx.other.info * !servfail`,
    enforce,
    'the policy names another host, with an address',
  ],
  [
    'unknown-dns',
    `${twoHosts + sts} \n mx.corp.info A !servfail`,
    enforce,
    'the host that it names may have no address',
  ],
  [
    'broken-no-match',
    `${twoHosts + sts} \n mx.other.info * !servfail`,
    policyFile('enforce 9 elsewhere.info'),
    'it names neither',
  ],
  ['unknown-dns', `${oneHost + tlsa} \n unchecked corp.info`, '-', 'a resolver not known to validate: locked, or not'],
  [
    'unlocked-nothing',
    `${twoHosts + tlsa} \n unchecked corp.info \n unchecked other.info`,
    '-',
    'one of two covered, or none: no lock either way',
  ],
  ['unlocked-nothing', `${oneHost} \n unchecked corp.info`, '-', 'nothing to validate'],
  [
    'unknown-dns',
    `corp.info MX 1 alias.corp.info \n alias.corp.info CNAME mx.corp.info \n mx.corp.info A 192.0.2.1 ${signed + tlsa}`,
    '-',
    'an alias: which name has the TLSA is not known',
  ],
  [
    'unlocked-nothing',
    'corp.info MX 1 alias.corp.info \n alias.corp.info CNAME mx.corp.info \n mx.corp.info A 192.0.2.1',
    '-',
    'an alias below an MX set that is not authentic',
  ],
  ['locked-sts', `${oneHost + sts} \n stale corp.info`, enforce, 'stale answers keep their row'],
];

const cases = [...rows, ...failures].map(([reason, zone, policy, why]) => ({ reason, zone, policy, why }));
test.each(cases)('$reason: $why', async ({ reason, zone, policy }) => {
  const { transit } = await lookAt(zone, policy);
  const grade = transitRows.find(([, each]) => each === reason)?.[0] ?? 'unknown';
  expect(transit).toEqual({ grade, reason });
});

test('every row of the table has its case', () => {
  const told = new Set(rows.map(([reason]) => reason));
  expect(transitRows.map(([, reason]) => reason).filter(reason => !told.has(reason))).toEqual([]);
});

test('mail from the domain changes nothing', async () => {
  const { transit } = await lookAt(`${oneHost + reject} \n corp.info TXT !servfail`);
  expect(transit.reason).toBe('unlocked-nothing');
});
