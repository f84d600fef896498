/**
 * A small readable DNS for tests: text in, a Resolver out.
 *
 *   example.info MX 10 mx.example.info      a record; TXT takes the rest of the line as it is
 *   alias.example.info CNAME example.info   followed by every type
 *   example.info TXT !servfail              this question fails; "*" for every type; !servfail/9 with EDE 9
 *   example.info ANY                        the name exists without records
 *   signed example.info                     names at and below are authentic; also: unsigned below it, unchecked,
 *                                         stale, ttl 30 NAME, remark 1 NAME (EDE)
 *
 * A name without a line is NXDOMAIN, unless something stands below it (RFC 8020): then it is NODATA.
 */
import type { Answer, FailureReason, RecordData, RecordType, Resolver } from '../../src/dns/resolver.ts';

type Line = { readonly name: string; readonly type: string; readonly rest: string };
type Flag = { readonly flag: string; readonly name: string; readonly value: string };

const read: { readonly [T in RecordType]: (rest: string) => RecordData[T] } = {
  A: rest => rest,
  AAAA: rest => rest,
  CNAME: rest => rest,
  NS: rest => rest,
  TXT: rest => rest,
  SOA: rest => ({ minimum: Number(rest) }),
  MX: rest => {
    const [preference = '', exchange = ''] = rest.split(' ');
    return { preference: Number(preference), exchange: exchange === '.' ? '' : exchange };
  },
  TLSA: rest => {
    const [usage, selector, matchingType, data = ''] = rest.split(' ');
    return { usage: Number(usage), selector: Number(selector), matchingType: Number(matchingType), data };
  },
};

export type Zone = Resolver & { readonly asked: string[] };

/** Answers from `text`; `asked` fills with "name TYPE" for each question. `at` is when every answer was given. */
export function zone(text: string, at = 1_000_000): Zone {
  const { lines, flags } = parse(text);
  const asked: string[] = [];
  return {
    asked,
    ask: async (name, type) => {
      asked.push(`${name} ${type}`);
      return answer(lines, flags, name, type, at);
    },
  };
}

function parse(text: string): { lines: readonly Line[]; flags: readonly Flag[] } {
  const lines: Line[] = [];
  const flags: Flag[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    const [first = '', second = '', ...more] = line.split(/ +/);
    if (['signed', 'unsigned', 'unchecked', 'stale'].includes(first))
      flags.push({ flag: first, name: second, value: '' });
    else if (first === 'ttl' || first === 'remark') flags.push({ flag: first, name: more[0] ?? '', value: second });
    else lines.push({ name: first, type: second, rest: more.join(' ') });
  }
  return { lines, flags };
}

function answer<T extends RecordType>(
  lines: readonly Line[],
  flags: readonly Flag[],
  name: string,
  type: T,
  at: number,
): Answer<T> {
  const question = { name, type };
  const cnames: string[] = [];
  let owner = name;
  for (;;) {
    const failed = lines.find(l => l.name === owner && l.rest.startsWith('!') && (l.type === type || l.type === '*'));
    if (failed) return failure(failed.rest, question, at);
    const alias = type === 'CNAME' ? undefined : lines.find(l => l.name === owner && l.type === 'CNAME');
    if (!alias || cnames.length > 8) break;
    owner = alias.rest;
    cnames.push(owner);
  }
  const on = (flag: string, at: string) =>
    flags.find(f => f.flag === flag && (at === f.name || at.endsWith(`.${f.name}`)));
  const chain = [name, ...cnames];
  const authenticity = on('unchecked', name)
    ? 'indeterminate'
    : chain.every(n => on('signed', n) && !flags.some(f => f.flag === 'unsigned' && f.name === n))
      ? 'authentic'
      : 'insecure';
  const stale = on('stale', name) !== undefined;
  const remark = on('remark', name);
  const common = {
    question,
    resolver: 'resolver.info',
    at,
    ttl: Number(on('ttl', name)?.value ?? 300),
    authenticity,
    cnames,
    extendedErrors: [...(stale ? [3] : []), ...(remark ? [Number(remark.value)] : [])].map(code => ({
      code,
      text: '',
    })),
    stale,
  } as const;
  const records = lines.filter(l => l.name === owner && l.type === type).map(l => read[type](l.rest));
  if (records.length > 0) return { ...common, status: 'found', records };
  const exists = lines.some(l => l.name === owner || l.name.endsWith(`.${owner}`));
  return { ...common, status: exists ? 'nodata' : 'nxdomain' };
}

/** "!servfail", "!servfail/9", "!refused", "!timeout", "!filtered/15". */
function failure<T extends RecordType>(text: string, question: { name: string; type: T }, at: number): Answer<T> {
  const [what = '', ede] = text.slice(1).split('/');
  const rcode = { servfail: 2, refused: 5 }[what];
  const reason = (rcode === undefined ? what : 'rcode') as FailureReason;
  return {
    status: 'temperror',
    question,
    resolver: 'resolver.info',
    at,
    reason,
    ...(rcode !== undefined && { rcode }),
    extendedErrors: ede === undefined ? [] : [{ code: Number(ede), text: '' }],
  };
}
