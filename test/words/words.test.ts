import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/dns/resolver.ts';
import type { Finding, FindingId } from '../../src/verdict/findings.ts';
import { headlines } from '../../src/words/en-headlines.ts';
import { answerEvidence } from '../../src/words/evidence.ts';
import { explain } from '../../src/words/explain.ts';
import { whyNoAnswer } from '../../src/words/failures.ts';
import { briefOf } from '../../src/words/headline.ts';
import { days, list } from '../../src/words/phrases.ts';
import { ago } from '../../src/words/screen.ts';
import { samples } from './samples.ts';

const ids = Object.keys(samples) as FindingId[];
const domain = 'eastmere.gov.uk';

function explained(id: FindingId) {
  const finding = { id, check: 'mx', weight: 'note', facts: samples[id], evidence: [] } as Finding;
  return { ...explain(finding, domain), brief: briefOf(finding) };
}

describe('every finding has its sentences', () => {
  test.each(ids)('%s', id => {
    const { brief, seen, follows, fix, publish, section } = explained(id);
    expect(brief.length).toBeLessThan(40); // it stands at the end of a row
    expect(brief).not.toMatch(/[.]$/);
    for (const sentence of [seen, follows, fix].filter(s => s !== undefined)) {
      expect(sentence).toMatch(/^["“A-Z0-9_*]|^(mta-sts|mx\d|eastmere|dns|_)/); // begins like a sentence, or with a name
      expect(sentence).toMatch(/[.:)!]$|: .+$/); // ends like one, or with what was quoted
    }
    expect([brief, seen, follows, fix ?? '', publish ?? ''].join(' ')).not.toMatch(/undefined|\[object|NaN|null/);
    expect(section.label).toMatch(/^RFC \d{4} §[\d.]+$/);
    expect(section.url).toContain(section.label.replace(/^RFC (\d+) §(.*)$/, 'rfc$1.html#section-$2'));
  });
});

describe('words we do not use', () => {
  const all = [
    ...ids.map(id => JSON.stringify(explained(id))),
    ...Object.values(headlines.transit).map(say => say(domain)),
  ];
  test.each([
    [/\bsecure\b/i, 'bare "secure" says nothing: authentic, locked or encrypted'],
    [/\bhacker|danger|!"/i, 'calm'],
    [/\bplease\b/i, 'short'],
    [/ize\b|ization\b/, 'British English'],
  ])('%s', pattern => {
    expect(all.filter(text => pattern.test(text))).toEqual([]);
  });
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b and 3 more'],
  [Array.from({ length: 50 }, () => 'a'), 'a, a and many more'], // it may have been cut
])('list %j', (items, expected) => expect(list(items)).toBe(expected));

test.each([
  [1, '1 second'],
  [90, '90 seconds'],
  [600, '10 minutes'],
  [86_400, '24 hours'],
  [604_800, '7 days'],
  [31_557_600, '365 days'],
])('%i seconds', (seconds, expected) => expect(days(seconds)).toBe(expected));

test.each([
  [0, 'just now'],
  [-5, 'just now'], // a clock that was set back
  [59, 'just now'], // as on the card
  [60, '1 minute ago'],
  [3599, '59 minutes ago'],
  [7200, '2 hours ago'],
  [86_400, 'yesterday'],
  [400_000, '4 days ago'],
])('%i seconds ago', (seconds, expected) => expect(ago(seconds)).toBe(expected));

test('foreign text in a sentence starts no line and turns nothing round', () => {
  const facts = { text: 'v=STSv1\nid=1\u202e\0' };
  const said = explain({ id: 'sts-record-syntax', check: 'mta-sts', weight: 'bad', facts, evidence: [] }, domain);
  expect(said.seen).toContain('v=STSv1\\010id=1\\u{202e}\\000');
});

const hosts = ['mx1.eastmere.gov.uk'];
const record = { name: domain, value: 'x' };

/** Where one finding has several sentences: what each must say, or must not. */
test.each<readonly [Pick<Finding, 'id' | 'facts'>, RegExp, string]>([
  [{ id: 'domain-missing', facts: { target: 'gone.info' } }, /alias for gone\.info, which does not exist/, 'alias'],
  [{ id: 'domain-missing', facts: {} }, /There is no domain/, 'the name itself'],
  [{ id: 'dmarc-bad-value', facts: { ...record, tag: 'p', rua: true } }, /only report it/, 'RFC 9989 §4.10.1'],
  [{ id: 'dmarc-bad-value', facts: { ...record, tag: 'np', rua: false } }, /nothing at all/, 'RFC 9989 §4.10.1'],
  [{ id: 'dmarc-bad-value', facts: { ...record, tag: 'adkim', rua: false } }, /take the default/, 'RFC 9989 §4.8'],
  [
    { id: 'dmarc-bad-value', facts: { ...record, tag: 'ruf', rua: true } },
    /No reports are sent there/,
    'one of a list',
  ],
  [{ id: 'dmarc-p-none', facts: { name: domain, tag: 'sp', reports: true } }, /from subdomains.*sp=quarantine/, 'sp'],
  [{ id: 'dmarc-p-none', facts: { name: domain, tag: 'np', reports: true } }, /not exist.*np=quarantine/, 'np'],
  [{ id: 'dmarc-inherited', facts: { name: domain, policy: 'reject', dropped: true } }, /is dropped/, 'it has one'],
  [{ id: 'dmarc-7489-differs', facts: { why: 'psd', older: 'nothing' } }, /no policy at all/, 'nothing is no policy'],
  [{ id: 'sts-mx-over-broad', facts: { patterns: ['*.a.uk', '*.uk'] } }, /cover every host below those names/, 'two'],
  [{ id: 'sts-max-age-short', facts: { maxAge: 60 } }, /next to nothing/, 'less than a day'],
  [
    { id: 'sts-policy-unreachable', facts: { host: 'h', cause: 'timeout', detail: '' } },
    /port 443/,
    'not the resolver',
  ],
  [{ id: 'dane-no-rollover-record', facts: { hosts } }, /has one usable TLSA/, 'others may stand beside it'],
  [{ id: 'dnssec-signed', facts: {} }, /list of mail servers/, 'no more than that was seen'],
])('%j says %s: %s', ({ id, facts }, says) => {
  const finding = { id, check: 'mx', weight: 'note', facts, evidence: [] } as unknown as Finding;
  const { seen, follows, fix, publish } = explain(finding, domain);
  expect([seen, follows, fix, publish].join(' ')).toMatch(says);
});

test('a failed lookup never reads like an absence', () => {
  const reasons = ['timeout', 'unreachable', 'http-status', 'malformed', 'rcode', 'filtered', 'cname-loop'] as const;
  for (const reason of reasons)
    expect(whyNoAnswer(reason, 'dns.google', 2, 503)).not.toMatch(/publish|no record|not there/);
});

const told = {
  resolver: 'dns.google',
  at: 0,
  ttl: 60,
  authenticity: 'insecure',
  cnames: [],
  extendedErrors: [],
  stale: false,
} as const;
const question = { name: '_dmarc.dwp.gov.uk', type: 'TXT' } as const;

test.each<[Answer, readonly string[], string]>([
  [{ ...told, question, status: 'nxdomain' }, ['NXDOMAIN'], 'no such name'],
  [{ ...told, question, status: 'nodata' }, ['no such record'], 'the name, without this type'],
  [{ ...told, question, status: 'found', records: ['a"b\\'] }, ['TXT "a\\"b\\\\"'], 'quoted as in a zone file'],
  [
    { ...told, question, status: 'found', records: ['x'], cnames: ['y.com'] },
    ['CNAME y.com.', 'TXT "x"'],
    'alias first',
  ],
  [
    { ...told, question, status: 'found', records: ['a\n_mta-sts.x TXT\x1b\x9b\xe9'] },
    ['TXT "a\\010_mta-sts.x TXT\\027\\155\\233"'],
    'a record cannot write lines of its own',
  ],
  [
    { ...told, question, status: 'nodata', extendedErrors: [{ code: 3, text: 'x\u202ey\n' }] },
    ['no such record', '; EDE 3 x\\u{202e}y\\010'],
    'nor can the remark of a resolver',
  ],
  [{ ...told, question, status: 'temperror', reason: 'timeout' }, ['no answer (timeout)'], 'not an absence'],
  [
    { ...told, question, status: 'temperror', reason: 'rcode', rcode: 2, extendedErrors: [{ code: 7, text: '' }] },
    ['no answer (SERVFAIL, EDE 7)'],
    'why, in the resolver’s words',
  ],
])('evidence %#', (answer, lines) => expect(answerEvidence(answer).lines).toEqual(lines));
