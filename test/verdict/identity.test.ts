import { expect, test } from 'vitest';
import { identityRows } from '../../src/verdict/identity.ts';
import { lookAt } from './look.ts';
import { anySender, oneHost, reject } from './zones.ts';

type Case = readonly [reason: string, zone: string, why: string, registrable?: string | undefined, domain?: string];

const own = (record: string) => `${oneHost} \n _dmarc.corp.info TXT v=DMARC1; ${record}`;
const rua = 'rua=mailto:dmarc@corp.info';
const sub = 'mail.corp.info';

const rows: readonly Case[] = [
  ['rejected', own('p=reject'), 'its own record'],
  ['rejected', own('p=Reject'), 'values in any case'],
  ['rejected', `${own('p=reject')} \n ${sub} A 192.0.2.2`, 'inherited from above', 'corp.info', sub],
  ['rejected', `${own('p=none; sp=reject')} \n ${sub} A 192.0.2.2`, 'sp for a subdomain', 'corp.info', sub],
  ['rejected', own('p=none; sp=none; np=reject'), 'np for a name that does not exist', 'corp.info', 'gone.corp.info'],
  ['rejected', 'info ANY \n _dmarc.info TXT v=DMARC1; p=reject; psd=y', 'of the public suffix', 'corp.info'],
  ['quarantined', own('p=quarantine'), 'its own record'],
  ['quarantined', own('p=reject; t=y'), 'lowered one step'],
  ['quarantined', own('p=quarantine; pct=10'), 'pct is gone'],
  ['watched', own('p=none'), 'policy none'],
  ['watched', own('p=quarantine; t=y'), 'lowered one step'],
  ['watched', `${own('p=reject; sp=reject; np=none')}`, 'np before sp', 'corp.info', 'gone.corp.info'],
  ['watched-by-default', own(rua), 'no p, a valid rua'],
  ['watched-by-default', own(`p=never; ${rua}`), 'a bad p, a valid rua'],
  ['watched-by-default', own(`p=reject; sp=never; ${rua}`), 'a bad sp, a valid rua'],
  ['broken-record', `${own('p=reject')} \n _dmarc.corp.info TXT v=DMARC1; p=none`, 'two records'],
  ['broken-record', own('p=reject; p=none'), 'a doubled tag'],
  ['broken-record', `${oneHost} \n _dmarc.corp.info TXT v=DMARC2; p=reject`, 'wrong version'],
  ['broken-record', `${oneHost} \n _dmarc.corp.info TXT p=reject; v=DMARC1`, 'version not first'],
  ['broken-record', own('p=reject; p=none'), 'above: the organizational domain', 'corp.info', sub],
  ['broken-p', own('sp=reject'), 'no p, no rua'],
  ['broken-p', own('p=never'), 'a bad p, no rua'],
  ['broken-p', own('p=never') + anySender, 'nothing for SPF to undo'],
  ['broken-spf', oneHost + reject + anySender, '+all under reject'],
  ['broken-spf', own('p=none') + anySender, '+all under none'],
  ['broken-spf', own(rua) + anySender, '+all under none by default'],
  ['broken-spf', `${oneHost + reject} \n corp.info TXT v=spf1 ip4:0.0.0.0/0 -all`, 'a /0'],
  ['open', oneHost, 'no record'],
  ['open', oneHost + anySender, '+all without DMARC leaves it open'],
  [
    'open',
    `${oneHost} \n info ANY \n _dmarc.info TXT v=DMARC1; p=none; p=none`,
    'a broken record of the suffix is not its own',
    'corp.info',
  ],
  ['open', `${oneHost} \n _dmarc.corp.info TXT v=spf1 -all`, 'some other text (a wildcard)'],
];

/** What fails, and what it could have been. */
const failures: readonly Case[] = [
  ['unknown-dns', `${oneHost} \n _dmarc.corp.info TXT !servfail`, 'any policy, or none'],
  ['unknown-dns', `${oneHost + reject} \n corp.info TXT !servfail`, 'rejected, or +all'],
  ['unknown-dns', `${own('p=none')} \n corp.info TXT !servfail`, 'watched, or +all'],
  ['open', `${oneHost} \n corp.info TXT !servfail`, 'open, whatever SPF says'],
  ['broken-record', `${own('p=reject; p=none')} \n corp.info TXT !servfail`, 'broken, whatever SPF says'],
  ['rejected', `${oneHost + reject} \n _dmarc.info TXT !servfail`, 'its own record applies, whatever stands above'],
  ['rejected', `${own('p=reject; psd=n')} \n _dmarc.info TXT !servfail`, 'the walk stops before', undefined, sub],
  [
    'unknown-dns',
    `${own('p=reject')} \n _dmarc.info TXT !servfail \n ${sub} A 192.0.2.2`,
    'a record of the suffix could apply',
    undefined,
    sub,
  ],
  [
    'unknown-dns',
    `${own('p=reject')} \n _dmarc.${sub} TXT !servfail`,
    'a record of its own could apply',
    undefined,
    sub,
  ],
  [
    'broken-spf',
    `${own('p=reject')} \n _dmarc.${sub} TXT !servfail \n ${sub} TXT v=spf1 all`,
    'any record is undone by +all',
    undefined,
    sub,
  ],
  ['unknown-dns', `${oneHost + anySender} \n _dmarc.corp.info TXT !servfail`, 'open, or broken by +all'],
  ['broken-record', `${oneHost} \n _dmarc.corp.info TXT v=DMARC2`, 'answered, though the mail servers are not'],
  ['rejected', `corp.info MX !servfail ${reject}`, 'p asks not whether the name exists'],
  ['unknown-dns', `${own('p=reject; np=none')} \n ${sub} MX !servfail`, 'p, or np', undefined, sub],
  ['rejected', `${own('p=none; sp=reject; np=reject')} \n ${sub} MX !servfail`, 'sp and np alike', undefined, sub],
];

const cases = [...rows, ...failures].map(([reason, zone, why, registrable, domain]) => ({
  ...{ reason, zone, why, registrable, domain },
}));

test.each(cases)('$reason: $why', async ({ reason, zone, registrable, domain }) => {
  const { identity } = await lookAt(zone, 'not-asked', domain, registrable);
  const grade = identityRows.find(([, each]) => each === reason)?.[0] ?? 'unknown';
  expect(identity).toMatchObject({ grade, reason });
});

test('every row of the table has its case', () => {
  const told = new Set(rows.map(([reason]) => reason));
  expect(identityRows.map(([, reason]) => reason).filter(reason => !told.has(reason))).toEqual([]);
});

const older: readonly (readonly [why: string | undefined, zone: string, domain?: string | undefined])[] = [
  [undefined, own('p=reject')],
  ['pct', own('p=reject; pct=50')],
  ['multiple', `${own('p=reject')} \n _dmarc.${sub} TXT v=DMARC1; p=none \n _dmarc.${sub} TXT v=DMARC1; p=none`, sub],
  ['psd', 'info ANY \n _dmarc.info TXT v=DMARC1; p=reject; psd=y'],
];

const olderCases = older.map(([why, zone, domain]) => ({ why, zone, domain }));

test.each(olderCases)('receivers on RFC 7489 would do less: $why', async ({ why, zone, domain }) => {
  const { identity } = await lookAt(zone, 'not-asked', domain, 'corp.info');
  expect(identity.older).toBe(why);
});

test('lookups that all fail under an open SPF stay few', async () => {
  const deep = 'a.b.c.d.e.f.g.corp.info';
  const failing = ['a.b.c.d.e.f.g.corp.info', 'c.d.e.f.g.corp.info', 'd.e.f.g.corp.info', 'e.f.g.corp.info'];
  const zone = failing.map(name => `_dmarc.${name} TXT !servfail`).join('\n');
  const { identity } = await lookAt(`${zone} \n ${deep} TXT v=spf1 all ${reject}`, 'not-asked', deep);
  expect(identity.reason).toBe('broken-spf');
});
