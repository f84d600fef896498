/**
 * The MTA-STS policy: the file that says which hosts take a domain's mail and whether to insist on them. It is served
 * at https://mta-sts.<domain>/.well-known/mta-sts.txt (RFC 8461 §3.2), one field a line:
 *
 *   version: STSv1
 *   mode: enforce
 *   mx: mail.example.com
 *   mx: *.example.net
 *   max_age: 604800
 */
import type { Name } from '../dns/resolver.ts';

export type StsMode = 'enforce' | 'testing' | 'none';

export type StsPolicy = {
  readonly mode: StsMode;
  /** Seconds for which a sender keeps the policy: 0 to 31557600. */
  readonly maxAge: number;
  /** Lower case, A-labels, some with a leading "*."; may be empty when the mode is none. */
  readonly mxPatterns: readonly string[];
};

/** What makes a body no policy: the finding it becomes, and what its sentence needs. */
export type StsPolicyProblem =
  | { readonly id: 'sts-policy-syntax'; readonly facts: { readonly line: number; readonly text: string } }
  | { readonly id: 'sts-blank-line'; readonly facts: { readonly line: number } }
  | { readonly id: 'sts-version'; readonly facts: { readonly value: string } }
  | { readonly id: 'sts-mode-missing'; readonly facts: Readonly<Record<never, never>> }
  | { readonly id: 'sts-mode-unknown'; readonly facts: { readonly value: string } }
  | { readonly id: 'sts-max-age-missing'; readonly facts: Readonly<Record<never, never>> }
  | { readonly id: 'sts-max-age-malformed'; readonly facts: { readonly value: string } }
  | { readonly id: 'sts-max-age-too-large'; readonly facts: { readonly value: string } }
  | { readonly id: 'sts-mx-missing'; readonly facts: Readonly<Record<never, never>> }
  | { readonly id: 'sts-mx-malformed'; readonly facts: { readonly pattern: string } };

/** What is odd in a policy that holds all the same. */
export type StsPolicyNote =
  | { readonly id: 'sts-duplicate-key'; readonly facts: { readonly key: string } }
  | { readonly id: 'sts-unknown-key'; readonly facts: { readonly key: string } };

export type ParsedPolicy =
  | { readonly status: 'found'; readonly policy: StsPolicy; readonly notes: readonly StsPolicyNote[] }
  /** Senders must go on as if there were no policy. The problems are in the order of the file, ten at most. */
  | { readonly status: 'permerror'; readonly problems: readonly StsPolicyProblem[] };

/**
 * Parses the body of a policy file; never throws. Strict where RFC 8461 §3.2 is: a blank line stands outside its
 * grammar, a mark of byte order too, and a max_age over its maximum makes no valid field, so each makes the body invalid.
 */
export function parsePolicy(body: string): ParsedPolicy {
  const { values, patterns, problems, notes } = readLines(body);
  const mode = readMode(values.get('mode'), problems);
  const maxAge = readMaxAge(values.get('max_age'), problems);
  const version = values.get('version') ?? '';
  if (version !== 'STSv1') problems.push({ id: 'sts-version', facts: { value: version } });
  const malformed = patterns.filter(pattern => !isMxPattern(pattern));
  problems.push(...malformed.map(pattern => ({ id: 'sts-mx-malformed', facts: { pattern: pattern } }) as const));
  // RFC 8461 §3.2: a policy that is being given up (§8.3) needs no hosts.
  if (patterns.length === 0 && mode !== 'none') problems.push({ id: 'sts-mx-missing', facts: {} });

  if (problems.length > 0 || mode === undefined || maxAge === undefined) {
    return { status: 'permerror', problems: problems.slice(0, mostTold) };
  }
  const mxPatterns = [...new Set(patterns.map(pattern => pattern.toLowerCase()))];
  return { status: 'found', policy: { mode, maxAge, mxPatterns }, notes: notes.slice(0, mostTold) };
}

/**
 * Does a pattern of the policy cover this host? Against the name in the MX record, not its alias or certificate; a
 * wildcard stands for exactly one left-most label (RFC 8461 §4.1).
 */
export function mxMatches(pattern: string, host: Name): boolean {
  const wanted = plain(pattern);
  const name = plain(host);
  if (!wanted.startsWith('*.')) return name === wanted;
  const dot = name.indexOf('.');
  return dot > 0 && name.slice(dot) === wanted.slice(1);
}

type Lines = {
  readonly values: ReadonlyMap<string, string>;
  readonly patterns: readonly string[];
  readonly problems: StsPolicyProblem[];
  readonly notes: readonly StsPolicyNote[];
};

function readLines(body: string): Lines {
  const values = new Map<string, string>();
  const patterns: string[] = [];
  const problems: StsPolicyProblem[] = [];
  const notes = new Map<string, StsPolicyNote>();

  const lines = body.split(/\r?\n/);
  // RFC 8461 §3.2: the last line may do without its end.
  if (lines.at(-1) === '') lines.pop();
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    const [, key, value = ''] = lineRule.exec(text) ?? [];
    if (key === undefined || controls.test(value)) {
      const blank = /^[ \t]*$/.test(text);
      problems.push(
        blank ? { id: 'sts-blank-line', facts: { line } } : { id: 'sts-policy-syntax', facts: { line, text } },
      );
      continue;
    }
    if (key === 'mx') {
      patterns.push(value);
      continue;
    }
    if (!knownKeys.has(key)) {
      // RFC 8461 §3.2: fields unknown to this version are ignored, and yet must have a value.
      if (value === '') problems.push({ id: 'sts-policy-syntax', facts: { line, text } });
      notes.set(key, { id: 'sts-unknown-key', facts: { key } });
      continue;
    }
    // RFC 8461 §3.2: of every field but mx the first counts, and the others are ignored.
    if (values.has(key)) notes.set(key, { id: 'sts-duplicate-key', facts: { key } });
    else values.set(key, value);
  }
  return { values, patterns, problems, notes: [...notes.values()] };
}

const knownKeys: ReadonlySet<string> = new Set(['version', 'mode', 'max_age']);
const mostTold = 10;

// RFC 8461 §3.2: a name of at most 32 characters, the colon right after it, blanks around the value. Each line is
// gone through a fixed number of times, however long its runs of blanks are.
const lineRule = /^([A-Za-z0-9][A-Za-z0-9_.-]{0,31}):[ \t]*((?:.*[^ \t])?)/s;
// Control characters, and the mark that a decoder leaves where octets were not UTF-8.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for.
const controls = /[\0-\x1f\x7f\ufffd]/;

function readMode(value: string | undefined, problems: StsPolicyProblem[]): StsMode | undefined {
  if (value === 'enforce' || value === 'testing' || value === 'none') return value;
  problems.push(
    value === undefined ? { id: 'sts-mode-missing', facts: {} } : { id: 'sts-mode-unknown', facts: { value } },
  );
  return undefined;
}

function readMaxAge(value: string | undefined, problems: StsPolicyProblem[]): number | undefined {
  if (value === undefined) {
    problems.push({ id: 'sts-max-age-missing', facts: {} });
    return undefined;
  }
  // RFC 8461 §3.2: one to ten digits, 0 among them.
  if (!/^\d{1,10}$/.test(value)) {
    problems.push({ id: 'sts-max-age-malformed', facts: { value } });
    return undefined;
  }
  const seconds = Number(value);
  // RFC 8461 §3.2: one year is the maximum. Some senders take more for that year, others refuse the policy.
  if (seconds > 31_557_600) problems.push({ id: 'sts-max-age-too-large', facts: { value } });
  return seconds;
}

/** Domain of RFC 5321 §4.1.2 in A-labels, with an optional "*." (RFC 8461 §3.2); an IP address is no name to match. */
function isMxPattern(pattern: string): boolean {
  const domain = pattern.startsWith('*.') ? pattern.slice(2) : pattern;
  if (domain.length > 253) return false;
  // RFC 3696 §2: no name is all digits and dots, or it would be taken for an address.
  if (!/[^\d.]/.test(domain)) return false;
  return domain.split('.').every(label => /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
