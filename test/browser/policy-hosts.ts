/** What the policy hosts of the lab saw of a browser, read from the lab's log. */
import type { Lab, LogEntry } from '../lab/lab.ts';
import { until } from './driver-wait.ts';
import { patience } from './stage.ts';

type HttpRequest = Extract<LogEntry, { readonly kind: 'http' }>;

const policyPath = '/.well-known/mta-sts.txt';

/** Requests for the policy file of a domain, in order. */
export function policyRequests(lab: Lab, domain: string): readonly HttpRequest[] {
  return lab
    .log()
    .filter(entry => entry.kind === 'http')
    .filter(({ host, path }) => host === `mta-sts.${domain}` && path === policyPath);
}

/** Every policy host that was so much as connected to, sorted; a file of theirs need not have been asked for. */
export function policyHostsSeen(lab: Lab): readonly string[] {
  const hosts = lab.log().flatMap(entry => (entry.kind === 'dns' ? [] : [entry.host]));
  return [...new Set(hosts.filter(host => host.startsWith('mta-sts.')))].sort();
}

/** Waits until this question has come to a resolver. */
export async function asked(lab: Lab, type: string, name: string): Promise<void> {
  const isIt = (entry: LogEntry) => entry.kind === 'dns' && entry.type === type && entry.name === name;
  await until(`the question ${type} ${name}`, () => lab.log().some(isIt) || undefined, patience);
}
