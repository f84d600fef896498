/**
 * The MTA-STS record: a domain says in DNS that it has a policy, and by a changed id that the policy is a new one.
 * It is a TXT record at `_mta-sts.<domain>` (RFC 8461 §3.1), of that domain only, never of a parent:
 *
 *   v=STSv1; id=20260131T120000
 */
import type { Answer, Name } from '../dns/resolver.ts';

export type StsRecord = {
  /** 1 to 32 letters and digits, compared as they are. */
  readonly id: string;
  /** Fields that no standard defines yet: well formed, and to be ignored. */
  readonly extensions: readonly { readonly name: string; readonly value: string }[];
};

/** What is wrong with a record: the finding it becomes, and what its sentence needs. */
export type StsRecordProblem =
  | { readonly id: 'sts-record-syntax'; readonly facts: { readonly text: string } }
  | { readonly id: 'sts-id-missing'; readonly facts: { readonly text: string } }
  | { readonly id: 'sts-id-invalid'; readonly facts: { readonly id: string } }
  | { readonly id: 'sts-record-multiple'; readonly facts: { readonly count: number } };

/** A text that no sender takes for an STS record, though its author meant one. */
export type StsNearMiss =
  | { readonly id: 'sts-record-version'; readonly facts: { readonly text: string } }
  | { readonly id: 'sts-record-not-first'; readonly facts: { readonly text: string } }
  | { readonly id: 'sts-record-syntax'; readonly facts: { readonly text: string } };

export type StsText =
  | { readonly status: 'found'; readonly record: StsRecord }
  /** An STS record, and malformed. */
  | { readonly status: 'permerror'; readonly problem: StsRecordProblem }
  /** No STS record: not counted among them. `nearly` is empty for a text of another kind. */
  | { readonly status: 'other'; readonly nearly: readonly StsNearMiss[] };

export type StsRecords =
  | { readonly status: 'found'; readonly record: StsRecord; readonly nearly: readonly StsNearMiss[] }
  | {
      readonly status: 'none';
      /** Not empty: something means to be an STS record and is none. */
      readonly nearly: readonly StsNearMiss[];
      /** The record's name is an alias for a name that does not exist. */
      readonly dangling: Name | undefined;
    }
  /** The domain has records that senders must treat as no policy at all (RFC 8461 §3.1). */
  | { readonly status: 'permerror'; readonly problem: StsRecordProblem; readonly nearly: readonly StsNearMiss[] }
  | { readonly status: 'temperror' };

/** Where the record of a domain stands (RFC 8461 §3.1). */
export function stsName(domain: Name): Name {
  return `_mta-sts.${domain}`;
}

/** Reads the one record there must be among the TXT records of `_mta-sts.<domain>` (RFC 8461 §3.1). */
export function readStsRecords(answer: Answer<'TXT'>): StsRecords {
  if (answer.status === 'temperror') return { status: 'temperror' };
  if (answer.status !== 'found') return { status: 'none', nearly: [], dangling: danglingTarget(answer) };

  const texts = answer.records.map(parseStsRecord);
  const nearly = texts.flatMap(text => (text.status === 'other' ? text.nearly : []));
  const [first, ...more] = texts.filter(text => text.status !== 'other');
  if (first === undefined) return { status: 'none', nearly, dangling: undefined };
  // RFC 8461 §3.1: counted before they are parsed, so that a malformed one beside a good one makes two.
  if (more.length > 0) {
    const problem = { id: 'sts-record-multiple', facts: { count: more.length + 1 } } as const;
    return { status: 'permerror', problem, nearly };
  }
  return { ...first, nearly };
}

/**
 * Parses one TXT record, its strings joined. A text that does not begin with the version and a semicolon is `other`
 * (RFC 8461 §3.1). Its ABNF allows blanks before that semicolon where its prose does not; as everyone does, the ABNF.
 */
export function parseStsRecord(text: string): StsText {
  if (!/^v=STSv1[ \t]*;/.test(text)) return { status: 'other', nearly: nearMiss(text) };

  const syntax = { status: 'permerror', problem: { id: 'sts-record-syntax', facts: { text } } } as const;
  const parts = text.split(';').slice(1);
  // RFC 8461 §3.1: one semicolon may end the record, with blanks after it.
  const closed = /^[ \t]*$/.test(parts.at(-1) ?? '');
  if (closed) parts.pop();
  const fields = new Map<string, string>();
  for (const [index, part] of parts.entries()) {
    const matched = field.exec(part);
    if (matched === null) return syntax;
    const [, name = '', value = '', blanks = ''] = matched;
    // RFC 8461 §3.1: blanks stand before a semicolon, not at the very end.
    if (blanks !== '' && !closed && index === parts.length - 1) return syntax;
    // RFC 8461 §3.2, said of both record and policy: of a repeated field all but the first are ignored.
    const repeated = fields.has(name);
    if (!repeated && name === 'id' && !/^[A-Za-z0-9]{1,32}$/.test(value)) {
      return { status: 'permerror', problem: { id: 'sts-id-invalid', facts: { id: value } } };
    }
    if (!extensionValue.test(value)) return syntax;
    if (!repeated) fields.set(name, value);
  }
  const id = fields.get('id');
  if (id === undefined) return { status: 'permerror', problem: { id: 'sts-id-missing', facts: { text } } };
  const extensions = [...fields].filter(([name]) => name !== 'id').map(([name, value]) => ({ name, value }));
  return { status: 'found', record: { id, extensions } };
}

// RFC 8461 §3.1, sts-ext-name: at most 32 characters, no blanks around "=". Caught: name, value, blanks after it.
const field = /^[ \t]*([A-Za-z0-9][A-Za-z0-9_.-]{0,31})=((?:.*[^ \t])?)([ \t]*)/;
// RFC 8461 §3.1, sts-ext-value: visible ASCII but "=" and ";".
const extensionValue = /^[\x21-\x3a\x3c\x3e-\x7e]+$/;

/** Told apart from foreign texts (an SPF record under a wildcard, say) by a field v that begins with "STS". */
function nearMiss(text: string): readonly StsNearMiss[] {
  const facts = { text };
  if (/^v=STSv1(?![A-Za-z0-9])/.test(text)) return [{ id: 'sts-record-syntax', facts }];
  if (/^v=STS/i.test(text)) return [{ id: 'sts-record-version', facts }];
  if (/;[ \t]*v=STS/i.test(text)) return [{ id: 'sts-record-not-first', facts }];
  if (/(?<![a-z0-9])v\s*=\s*STS/i.test(text)) return [{ id: 'sts-record-syntax', facts }];
  return [];
}

/** An alias whose target exists without TXT may come from a wildcard for web hosts: that proves no broken intent. */
function danglingTarget(answer: { readonly status: string; readonly cnames: readonly Name[] }): Name | undefined {
  return answer.status === 'nxdomain' ? answer.cnames.at(-1) : undefined;
}
