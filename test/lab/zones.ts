/**
 * Reads the zone files: plain zone syntax in sections, each opened by a `;;` line that names the domain and how the zone
 * stands in DNS. zones/0-suffixes.zone tells the whole of it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { DnsFault } from './dns-faults.ts';
import type { HostFault } from './web-hosts.ts';

/**
 * `signed`; `unsigned` (an insecure delegation); `bogus` (signatures that do not verify); `expired` and
 * `early` (its signatures are past, or not yet, their time); `lame` (delegated to a server that does not answer).
 */
export const zoneStates = ['signed', 'unsigned', 'bogus', 'expired', 'early', 'lame'] as const;
export type ZoneState = (typeof zoneStates)[number];

export type Zone = {
  /** A-labels, no dot at the end; '' for the root. */
  readonly domain: string;
  readonly state: ZoneState;
  /** The policy file of mta-sts.<domain>, if it has one. */
  readonly policy?: string;
  readonly hostFault?: HostFault;
  readonly dnsFault?: DnsFault;
  /** The records, in zone syntax, names relative to the domain. */
  readonly records: string;
  /** The whole section as it stands in the file. */
  readonly text: string;
};

const opening = /^;; (\S*\.\S*) (signed|unsigned|bogus|expired|early|lame)$/;

/** All zones of the *.zone files of a directory. Throws for a line that it does not understand. */
export function readZones(dir: string): Zone[] {
  const files = readdirSync(dir).filter(file => file.endsWith('.zone'));
  return files.sort().flatMap(file => parseZones(readFileSync(`${dir}/${file}`, 'utf8')));
}

export function parseZones(text: string): Zone[] {
  const sections: string[][] = [];
  for (const line of text.split('\n')) {
    if (opening.test(line)) sections.push([line]);
    else sections.at(-1)?.push(line);
  }
  return sections.map(lines => parseZone(lines.join('\n')));
}

/** One section. Headers after the opening: `;; policy …`, `;| a line of the policy`, `;; policy-host …`, `;; fault …`. */
export function parseZone(text: string): Zone {
  const [first = '', ...lines] = text.split('\n');
  const [, name, state] = opening.exec(first) ?? [];
  if (!name || !state) throw new Error(`not the opening of a zone: ${first}`);
  const headers = new Map<string, string>();
  const verbatim: string[] = [];
  for (const line of lines) {
    const [, key, value] = /^;; (policy|policy-host|fault) (.+)$/.exec(line) ?? [];
    if (key && value) headers.set(key, value);
    else if (line.startsWith(';;')) throw new Error(`${name}: unknown header: ${line}`);
    if (line.startsWith(';| ') || line === ';|') verbatim.push(line.slice(3));
  }
  const policy = verbatim.length > 0 ? `${verbatim.join('\n')}\n` : writePolicy(headers.get('policy'));
  return {
    domain: name === '.' ? '' : name,
    state: state as ZoneState,
    ...(policy !== undefined && { policy }),
    ...(headers.has('policy-host') && { hostFault: headers.get('policy-host') as HostFault }),
    ...(headers.has('fault') && { dnsFault: headers.get('fault') as DnsFault }),
    records: lines.filter(line => !line.startsWith(';')).join('\n'),
    text,
  };
}

/** `enforce mx1.a.uk *.b.uk max_age=0` as a policy file (RFC 8461 §3.2); a week unless max_age is said. */
function writePolicy(short: string | undefined): string | undefined {
  if (short === undefined) return undefined;
  const [mode, ...rest] = short.split(/ +/);
  const maxAge = rest.find(word => word.startsWith('max_age='))?.slice(8) ?? '604800';
  const patterns = rest.filter(word => !word.startsWith('max_age='));
  return ['version: STSv1', `mode: ${mode}`, ...patterns.map(mx => `mx: ${mx}`), `max_age: ${maxAge}`, ''].join('\r\n');
}

/** "a.b.uk" → a.b.uk, b.uk, uk. */
export function namesAbove(name: string): string[] {
  const labels = name.split('.');
  return labels.map((_, i) => labels.slice(i).join('.'));
}
