import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mxMatches, parsePolicy } from '../../src/protocols/mta-sts-policy.ts';
import { growth } from '../dns/growth.ts';

const key32 = 'abcdefghijklmnopqrstuvwxyz_.-012';
const label63 = 'a'.repeat(63);
const name253 = `${`${label63}.`.repeat(3)}${'b'.repeat(61)}`;

/** A policy that holds, with some of its lines replaced: undefined leaves a line out. */
function policy(lines: Readonly<Record<string, string | undefined>>, more = ''): string {
  const all = { version: 'STSv1', mode: 'enforce', mx: 'mail.x.example', max_age: '604800', ...lines };
  const kept = Object.entries(all).filter(([, value]) => value !== undefined);
  return kept.map(([key, value]) => `${key}: ${value}\n`).join('') + more;
}

const plain = { mode: 'enforce', maxAge: 604_800, mxPatterns: ['mail.x.example'] } as const;

describe('policies that hold', () => {
  const cases: readonly (readonly [string, object, string])[] = [
    [policy({}), {}, 'every field once'],
    [policy({}).slice(0, -1), {}, 'the last line may do without its end'],
    [policy({}).replaceAll('\n', '\r\n'), {}, 'lines end in CRLF'],
    [policy({}).replace('\n', '\r\n'), {}, 'or some in CRLF and some in LF'],
    [policy({}).replaceAll(': ', ':'), {}, 'no blank is needed after the colon'],
    [policy({}).replaceAll(': ', ':\t  \t'), {}, 'blanks are spaces and tabs, any number'],
    [policy({}).replaceAll('\n', ' \t\n'), {}, 'blanks may end a line'],
    [policy({}).split('\n').reverse().join('\n').trimStart(), {}, 'the order of fields is free: version last'],
    [policy({ mode: 'testing' }), { mode: 'testing' }, 'mode testing'],
    [policy({ mode: 'none' }), { mode: 'none' }, 'mode none'],
    [policy({ mode: 'none', mx: undefined }), { mode: 'none', mxPatterns: [] }, 'which needs no mx'],
    [policy({ max_age: '0' }), { maxAge: 0 }, '0 is valid'],
    [policy({ max_age: '0000604800' }), {}, 'ten digits are the most'],
    [policy({ max_age: '31557600' }), { maxAge: 31_557_600 }, 'the maximum'],
    [policy({}, 'mx: b.example\n'), { mxPatterns: ['mail.x.example', 'b.example'] }, 'mx may be repeated'],
    [policy({}, 'mx: MAIL.x.example\n'), {}, 'the same pattern again adds nothing'],
    [policy({ mx: '*.x.example' }), { mxPatterns: ['*.x.example'] }, 'a wildcard'],
    [policy({ mx: '*.example' }), { mxPatterns: ['*.example'] }, 'even for a whole top-level domain'],
    [policy({ mx: 'Mail.X.Example' }), { mxPatterns: ['mail.x.example'] }, 'in any case'],
    [policy({ mx: 'xn--mller-kva.example' }), { mxPatterns: ['xn--mller-kva.example'] }, 'A-labels'],
    [policy({ mx: '1.2.3.4.example' }), { mxPatterns: ['1.2.3.4.example'] }, 'labels may be numbers'],
    [policy({ mx: 'a.1.2.3.4' }), { mxPatterns: ['a.1.2.3.4'] }, 'even the last four of five'],
    [policy({ mx: 'a--b.3com.x' }), { mxPatterns: ['a--b.3com.x'] }, 'hyphens inside, a digit first'],
    [policy({ mx: 'mx1a.mail1.example' }), { mxPatterns: ['mx1a.mail1.example'] }, 'digits in the middle and last'],
    [policy({ mx: 'localhost' }), { mxPatterns: ['localhost'] }, 'RFC 5321 §4.1.2 has names of one label'],
    [policy({ mx: `${label63}.example` }), { mxPatterns: [`${label63}.example`] }, 'a label of 63'],
    [policy({ mx: name253 }), { mxPatterns: [name253] }, 'a name of 253'],
    [policy({}, 'mode: testing\n'), {}, '≠ of two equal keys the first counts'],
    [policy({}, 'mode: nonsense\nmax_age: x\nversion: 2\n'), {}, 'and the later ones are not even read'],
    [policy({}, 'Mode: testing\n'), {}, 'keys are case-sensitive: Mode is unknown'],
    [policy({}, 'report: a b\n'), {}, '≠ unknown keys are ignored'],
    [policy({}, 'note: \u00e9\u{1f512}~!;=:\n'), {}, 'their values may be any UTF-8'],
    [policy({}, `${key32}: x\n`), {}, 'their names 32 characters'],
    [policy({}, 'aB: x\n'), {}, 'upper and lower case'],
    [policy({}, 'note: a\u2028b\n'), {}, 'a line separator of Unicode ends no line'],
    [policy({}, '0: x\n'), {}, 'a digit first'],
  ];
  test.each(cases)('%j → %o: %s', (body, differing) => {
    expect(parsePolicy(body)).toMatchObject({ status: 'found', policy: { ...plain, ...differing } });
  });
});

describe('oddities that are told', () => {
  const cases: readonly (readonly [string, readonly object[], string])[] = [
    [policy({}), [], 'none'],
    [policy({}, 'mx: b.example\n'), [], 'mx is not told: it may be repeated'],
    [policy({}, 'mode: none\n'), [{ id: 'sts-duplicate-key', facts: { key: 'mode' } }], 'a key that stands twice'],
    [policy({}, 'mode: none\nmode: none\n'), [{ id: 'sts-duplicate-key', facts: { key: 'mode' } }], 'told once'],
    [policy({}, 'Max_age: 1\n'), [{ id: 'sts-unknown-key', facts: { key: 'Max_age' } }], 'an unknown key'],
    [policy({}, 'a: 1\na: 2\n'), [{ id: 'sts-unknown-key', facts: { key: 'a' } }], 'twice: still merely unknown'],
  ];
  test.each(cases)('%j → %o: %s', (body, notes) => {
    expect(parsePolicy(body)).toMatchObject({ status: 'found', notes });
  });
});

describe('bodies that are no policy', () => {
  const cases: readonly (readonly [string, string, object, string])[] = [
    [policy({ version: undefined }), 'sts-version', { value: '' }, 'no version'],
    [policy({ version: 'STSv2' }), 'sts-version', { value: 'STSv2' }, 'a version that does not exist'],
    [policy({ version: 'stsv1' }), 'sts-version', { value: 'stsv1' }, '≠ the version is case-sensitive'],
    [policy({ version: '"STSv1"' }), 'sts-version', { value: '"STSv1"' }, 'quotes'],
    [policy({ version: 'STSv2' }, 'version: STSv1\n'), 'sts-version', { value: 'STSv2' }, 'the first version counts'],
    [policy({ version: 'a\u00a0' }), 'sts-version', { value: 'a\u00a0' }, 'a hard space is no blank'],
    [policy({ mode: undefined }), 'sts-mode-missing', {}, 'no mode'],
    [policy({ mode: 'Enforce' }), 'sts-mode-unknown', { value: 'Enforce' }, 'modes are case-sensitive'],
    [policy({ mode: 'report' }), 'sts-mode-unknown', { value: 'report' }, 'a mode of an old draft'],
    [policy({ mode: '' }), 'sts-mode-unknown', { value: '' }, 'an empty mode'],
    [policy({ mode: 'enforce testing' }), 'sts-mode-unknown', { value: 'enforce testing' }, 'two modes'],
    [policy({ mode: 'x' }, 'mode: enforce\n'), 'sts-mode-unknown', { value: 'x' }, 'the first mode counts'],
    [policy({ max_age: undefined }), 'sts-max-age-missing', {}, '≠ no max_age: there is no default'],
    [policy({ max_age: '' }), 'sts-max-age-malformed', { value: '' }, 'an empty max_age'],
    [policy({ max_age: '-1' }), 'sts-max-age-malformed', { value: '-1' }, 'below zero'],
    [policy({ max_age: '1.5' }), 'sts-max-age-malformed', { value: '1.5' }, 'decimals'],
    [policy({ max_age: '604 800' }), 'sts-max-age-malformed', { value: '604 800' }, 'a blank inside'],
    [policy({ max_age: '604800s' }), 'sts-max-age-malformed', { value: '604800s' }, 'a unit'],
    [policy({ max_age: '1e6' }), 'sts-max-age-malformed', { value: '1e6' }, 'digits only'],
    [policy({ max_age: '٣' }), 'sts-max-age-malformed', { value: '٣' }, 'of ASCII'],
    [policy({ max_age: '00000604800' }), 'sts-max-age-malformed', { value: '00000604800' }, 'eleven digits'],
    [policy({ max_age: '31557601' }), 'sts-max-age-too-large', { value: '31557601' }, '≠ one more than the maximum'],
    [policy({ max_age: '9999999999' }), 'sts-max-age-too-large', { value: '9999999999' }, 'ten digits'],
    [policy({ mx: undefined }), 'sts-mx-missing', {}, 'enforce without mx'],
    [policy({ mx: undefined, mode: 'testing' }), 'sts-mx-missing', {}, 'testing without mx'],
    [policy({ mx: '' }), 'sts-mx-malformed', { pattern: '' }, 'an empty pattern'],
    [policy({ mx: '*' }), 'sts-mx-malformed', { pattern: '*' }, 'a star alone'],
    [policy({ mx: '*.' }), 'sts-mx-malformed', { pattern: '*.' }, 'a wildcard of nothing'],
    [policy({ mx: '*.*.x.example' }), 'sts-mx-malformed', { pattern: '*.*.x.example' }, 'two wildcards'],
    [policy({ mx: '**.x.example' }), 'sts-mx-malformed', { pattern: '**.x.example' }, 'two stars'],
    [policy({ mx: 'm*.x.example' }), 'sts-mx-malformed', { pattern: 'm*.x.example' }, 'a star in a label'],
    [policy({ mx: 'a.*.example' }), 'sts-mx-malformed', { pattern: 'a.*.example' }, 'a star further right'],
    [policy({ mx: '.x.example' }), 'sts-mx-malformed', { pattern: '.x.example' }, 'a dot first'],
    [policy({ mx: 'a..example' }), 'sts-mx-malformed', { pattern: 'a..example' }, 'an empty label'],
    [policy({ mx: 'mail.x.example.' }), 'sts-mx-malformed', { pattern: 'mail.x.example.' }, '≠ a dot at the end'],
    [policy({ mx: '.' }), 'sts-mx-malformed', { pattern: '.' }, 'the root: a null MX needs no pattern'],
    [policy({ mx: 'a-.example' }), 'sts-mx-malformed', { pattern: 'a-.example' }, 'a hyphen at the end of a label'],
    [policy({ mx: '-a.example' }), 'sts-mx-malformed', { pattern: '-a.example' }, 'a hyphen at its start'],
    [policy({ mx: 'a_b.example' }), 'sts-mx-malformed', { pattern: 'a_b.example' }, 'an underscore'],
    [policy({ mx: 'müller.example' }), 'sts-mx-malformed', { pattern: 'müller.example' }, '≠ a U-label'],
    [policy({ mx: '192.0.2.1' }), 'sts-mx-malformed', { pattern: '192.0.2.1' }, 'an IPv4 address'],
    [policy({ mx: '*.0.2.1' }), 'sts-mx-malformed', { pattern: '*.0.2.1' }, 'part of one (RFC 3696 §2)'],
    [policy({ mx: '[192.0.2.1]' }), 'sts-mx-malformed', { pattern: '[192.0.2.1]' }, 'in brackets'],
    [policy({ mx: '2001:db8::1' }), 'sts-mx-malformed', { pattern: '2001:db8::1' }, 'an IPv6 address'],
    [policy({ mx: '10 mail.x.example' }), 'sts-mx-malformed', { pattern: '10 mail.x.example' }, 'with its preference'],
    [policy({ mx: 'a.example, b.example' }), 'sts-mx-malformed', { pattern: 'a.example, b.example' }, 'two in a line'],
    [policy({ mx: `${label63}a.example` }), 'sts-mx-malformed', {}, 'a label of 64'],
    [policy({ mx: `${name253}b` }), 'sts-mx-malformed', {}, 'a name of 254'],
    [policy({}, 'mx: a-\n'), 'sts-mx-malformed', { pattern: 'a-' }, 'a second pattern counts too'],
    [policy({ mode: 'none', mx: 'a-' }), 'sts-mx-malformed', { pattern: 'a-' }, 'even where none is needed'],
    [
      policy({}).replace('mode:', 'mode :'),
      'sts-policy-syntax',
      { line: 2, text: 'mode : enforce' },
      'blank before ":"',
    ],
    [policy({}).replace('mode:', ' mode:'), 'sts-policy-syntax', { line: 2, text: ' mode: enforce' }, 'blank first'],
    [policy({}).replace('mode:', 'mode='), 'sts-policy-syntax', { line: 2 }, 'an equals sign'],
    [policy({}, '# ours\n'), 'sts-policy-syntax', { line: 5, text: '# ours' }, 'there are no comments'],
    [policy({}, 'a:\n'), 'sts-policy-syntax', { line: 5, text: 'a:' }, 'an unknown key must have a value'],
    [policy({}, ': b\n'), 'sts-policy-syntax', { line: 5 }, 'a value must have a key'],
    [policy({}, '-a: b\n'), 'sts-policy-syntax', { line: 5 }, 'that begins with a letter or digit'],
    [policy({}, 'a+b: c\n'), 'sts-policy-syntax', { line: 5 }, 'of letters, digits, "_", "-", "."'],
    [policy({}, `${key32}3: x\n`), 'sts-policy-syntax', { line: 5 }, 'of 32 characters at most'],
    [policy({}, 'a: b\tc\n'), 'sts-policy-syntax', { line: 5 }, 'a tab in a value'],
    [policy({}, 'a: b\x00\n'), 'sts-policy-syntax', { line: 5 }, 'a control character'],
    [policy({}, 'a: b\x7f\n'), 'sts-policy-syntax', { line: 5 }, 'the last of them'],
    [policy({}, 'a: b\x1fc\n'), 'sts-policy-syntax', { line: 5 }, 'in the middle'],
    [policy({}, 'a: b\u2028\x00\n'), 'sts-policy-syntax', { line: 5 }, 'behind a line separator of Unicode'],
    [policy({}, 'a: caf\ufffd\n'), 'sts-policy-syntax', { line: 5 }, 'octets that were not UTF-8'],
    [policy({ mx: 'a.example\x00' }), 'sts-policy-syntax', { line: 3 }, 'in a known field too'],
    [policy({}).replaceAll('\n', '\r'), 'sts-policy-syntax', { line: 1 }, 'lines that end in CR alone'],
    [policy({}).replaceAll('\n', '\r\r\n'), 'sts-policy-syntax', { line: 1 }, 'in two CRs'],
    [`\ufeff${policy({})}`, 'sts-policy-syntax', { line: 1 }, 'a mark of byte order'],
    [policy({}).replace('\n', '\n\n'), 'sts-blank-line', { line: 2 }, '≠ a blank line inside'],
    [policy({}).replace('\n', '\r\n\r\n'), 'sts-blank-line', { line: 2 }, 'in CRLF'],
    [policy({}).replace('\n', '\n \t\n'), 'sts-blank-line', { line: 2 }, 'of blanks'],
    [`\n${policy({})}`, 'sts-blank-line', { line: 1 }, 'a blank line first'],
    [policy({}, '\n'), 'sts-blank-line', { line: 5 }, 'a blank line last'],
    [policy({}, '  '), 'sts-blank-line', { line: 5 }, 'blanks last'],
    [policy({}).replaceAll('\n', '\\n'), 'sts-version', {}, 'escapes that were never undone'],
    ['', 'sts-version', { value: '' }, 'an empty file'],
    ['v=STSv1; id=1', 'sts-policy-syntax', { line: 1, text: 'v=STSv1; id=1' }, 'the record in the place of the file'],
  ];
  test.each(cases)('%j → %s %o: %s', (body, id, facts) => {
    expect(parsePolicy(body)).toMatchObject({
      status: 'permerror',
      problems: expect.arrayContaining([expect.objectContaining({ id, facts: expect.objectContaining(facts) })]),
    });
  });

  test('each fault is told, and no other', () => {
    const body = 'version: STSv1\nmode: x\n\nmx: a-\nmax_age: 1h\n';
    const parsed = parsePolicy(body);
    expect(parsed.status === 'permerror' && parsed.problems.map(problem => problem.id).toSorted()).toEqual([
      'sts-blank-line',
      'sts-max-age-malformed',
      'sts-mode-unknown',
      'sts-mx-malformed',
    ]);
  });

  test('a known key without a value is one fault', () => {
    const parsed = parsePolicy(policy({ mode: '' }));
    expect(parsed.status === 'permerror' && parsed.problems).toEqual([
      { id: 'sts-mode-unknown', facts: { value: '' } },
    ]);
  });

  test('an empty file lacks all four', () => {
    const parsed = parsePolicy('');
    expect(parsed.status === 'permerror' && parsed.problems.map(problem => problem.id).toSorted()).toEqual([
      'sts-max-age-missing',
      'sts-mode-missing',
      'sts-mx-missing',
      'sts-version',
    ]);
  });
});

describe('the files in fixtures, read as the browser reads them', () => {
  const folder = new URL('../fixtures/policies/', import.meta.url);
  const read = (path: string) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(new URL(path, folder)));

  test.each(readdirSync(new URL('good/', folder)))('good/%s holds; its name begins with the mode', file => {
    expect(parsePolicy(read(`good/${file}`))).toMatchObject({ policy: { mode: file.split('.')[0] } });
  });

  test.each(readdirSync(new URL('broken/', folder)))('broken/%s does not; its name begins with the finding', file => {
    const parsed = parsePolicy(read(`broken/${file}`));
    expect(parsed.status === 'permerror' && parsed.problems.map(problem => problem.id)).toContain(file.split('.')[0]);
  });
});

describe('hostile files', () => {
  const size = 64 * 1024;
  const cases: readonly (readonly [string, (length: number) => string])[] = [
    ['one line of letters', length => 'a'.repeat(length)],
    ['one line of blanks', length => `mode:${' '.repeat(length)}`],
    ['blanks and a character at the end', length => `mode: x${' '.repeat(length)}\x01`],
    ['words far apart', length => `a:${` ${'\t'.repeat(99)}b`.repeat(length / 100)}`],
    ['many blank lines', length => '\n'.repeat(length)],
    ['many CRs', length => '\r'.repeat(length)],
    ['many fields', length => 'a: b\n'.repeat(length / 5)],
    ['many bad patterns', length => 'mx: -\n'.repeat(length / 6)],
    ['one long pattern', length => `mx: ${'a-'.repeat(length / 2)}`],
    ['dots', length => `mx: ${'a.'.repeat(length / 2)}`],
    ['digits', length => `max_age: ${'9'.repeat(length)}`],
    ['the same mx over and over', length => 'mx: a.b\n'.repeat(length / 8)],
  ];
  test.each(cases)('%s: no throw, ten problems at most', (_, make) => {
    const parsed = parsePolicy(make(size));
    expect(parsed.status === 'permerror' && parsed.problems.length).toBeLessThanOrEqual(10);
  });

  test.each(cases)('%s: in linear time', (_, make) => {
    expect(growth(make, parsePolicy, 8_000)).toBeLessThanOrEqual(2.5);
  });

  test('ten problems are told, in the order of the file', () => {
    const parsed = parsePolicy('\n'.repeat(size));
    expect(parsed.status === 'permerror' && parsed.problems).toEqual(
      Array.from({ length: 10 }, (_, index) => ({ id: 'sts-blank-line', facts: { line: index + 1 } })),
    );
  });

  const long = 'x'.repeat(300);
  const lengthy: readonly (readonly [string, string, object])[] = [
    [`version: ${long}`, 'sts-version', { value: long }],
    [`mode: ${long}`, 'sts-mode-unknown', { value: long }],
    [`max_age: ${long}`, 'sts-max-age-malformed', { value: long }],
    [`mx: ${long}`, 'sts-mx-malformed', { pattern: long }],
    [long, 'sts-policy-syntax', { line: 1, text: long }],
    [`x: ${long}\0`, 'sts-policy-syntax', { line: 1, text: `x: ${long}\0` }],
  ];
  test.each(lengthy)('%s: %s tells the text that is at fault', (body, id, facts) => {
    const parsed = parsePolicy(body);
    expect(parsed.status === 'permerror' && parsed.problems).toContainEqual({ id, facts });
  });

  test('a policy that holds tells ten oddities at most', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `x${index}: y\n`).join('');
    const parsed = parsePolicy(policy({}, many));
    expect(parsed.status === 'found' && parsed.notes.length).toBe(10);
  });
});

describe('a pattern against a host', () => {
  const cases: readonly (readonly [string, string, boolean, string])[] = [
    ['mail.x.example', 'mail.x.example', true, 'the same name'],
    ['Mail.X.example', 'mAIL.x.EXAMPLE', true, 'in any case'],
    ['mail.x.example', 'mail.x.example.', true, 'a dot at the end of the host is dropped'],
    ['mail.x.example.', 'mail.x.example', true, 'and of the pattern'],
    ['*.x.example.', 'mail.x.example.', true, 'of a wildcard too'],
    ['*.x.example', 'mail.x.example', true, 'a wildcard stands for one label'],
    ['*.X.example', 'MAIL.x.example', true, 'in any case'],
    ['*.x.example', 'x.example', false, 'not for none'],
    ['*.x.example', 'a.b.x.example', false, '≠ not for two'],
    ['*.x.example', '.x.example', false, 'not for an empty one'],
    ['*.x.example', 'mailx.example', false, 'not for part of one'],
    ['*.mail.protection.example', 'a.b.mail.protection.example', false, 'names that are two labels deep escape it'],
    ['*.example', 'x.example', true, 'a whole top-level domain'],
    ['*.example', 'example', false, 'a host without a dot never matches a wildcard'],
    ['mail.x.example', 'mail.y.example', false, 'another name'],
    ['x.example', 'mail.x.example', false, 'a name does not cover those below it'],
    ['mail.x.example', 'x.example', false, 'nor those above'],
    ['a.x.example', '*.x.example', false, 'a star in the host is no wildcard'],
    ['xn--mller-kva.example', 'xn--mller-kva.example', true, 'A-labels are compared'],
  ];
  test.each(cases)('%s, %s → %s: %s', (pattern, host, expected) => {
    expect(mxMatches(pattern, host)).toBe(expected);
  });
});
