/**
 * MTA-STS: a domain tells senders to insist on encryption and on a certificate of the right name (RFC 8461). A TXT
 * record says that there is a policy (mta-sts-record.ts), a file at the policy host holds it (mta-sts-policy.ts); here
 * the file is looked up, and what came of it is read:
 *
 *   https://mta-sts.example.com/.well-known/mta-sts.txt
 */
import type { Answer, Name, Resolver } from '../dns/resolver.ts';
import { parsePolicy, type StsPolicy, type StsPolicyNote, type StsPolicyProblem } from './mta-sts-policy.ts';
import { readHostAddress } from './mx.ts';
import type { FetchPolicy, PolicyResponse, PolicySight } from './policy-host.ts';

type PolicyAddresses = { readonly a: Answer<'A'>; readonly aaaa: Answer<'AAAA'> };
type At = { readonly host: Name };

/** Proved: no sender gets a policy there. Each is the finding it becomes, with what its sentence needs. */
export type PolicyAbsence =
  | {
      readonly id: 'sts-policy-redirect';
      readonly facts: At & { readonly httpStatus: number; readonly location: string };
    }
  | { readonly id: 'sts-policy-status'; readonly facts: At & { readonly httpStatus: number; readonly absent: true } }
  /** `exists`: the host is there, without an address. */
  | { readonly id: 'sts-policy-host-nxdomain'; readonly facts: At & { readonly exists: boolean } }
  | { readonly id: 'sts-policy-tls'; readonly facts: At & { readonly detail: string } };

/** Something was served with 200, and it is no policy. */
export type PolicyInvalidity =
  | StsPolicyProblem
  | { readonly id: 'sts-policy-media-type'; readonly facts: { readonly contentType: string } }
  | { readonly id: 'sts-policy-too-large'; readonly facts: Readonly<Record<never, never>> }
  | { readonly id: 'sts-bot-wall'; readonly facts: At };

/** Seen from here, and proving nothing about what a mail server would get. */
export type PolicyTrouble =
  | {
      readonly id: 'sts-policy-unreachable';
      readonly facts: At & {
        readonly cause: 'refused' | 'reset' | 'timeout' | 'unresolved' | 'other';
        readonly detail: string;
      };
    }
  | { readonly id: 'sts-policy-status'; readonly facts: At & { readonly httpStatus: number; readonly absent: false } }
  | { readonly id: 'sts-policy-tls-unproved'; readonly facts: At & { readonly detail: string } };

export type PolicyNote =
  | StsPolicyNote
  | { readonly id: 'sts-policy-media-type'; readonly facts: { readonly contentType: string } };

export type PolicyReading =
  | { readonly status: 'not-asked' }
  | { readonly status: 'found'; readonly policy: StsPolicy; readonly notes: readonly PolicyNote[] }
  /** No sender has a policy from this host. */
  | { readonly status: 'permerror'; readonly kind: 'absent'; readonly problems: readonly [PolicyAbsence] }
  | { readonly status: 'permerror'; readonly kind: 'invalid'; readonly problems: readonly PolicyInvalidity[] }
  /** There may be a policy or none: one vantage point is no proof. */
  | { readonly status: 'temperror'; readonly problem: PolicyTrouble };

/** The host that serves a domain's policy (RFC 8461 §3.3). */
export function policyHost(domain: Name): Name {
  return `mta-sts.${domain}`;
}

/**
 * Fetches the policy file; what proves nothing is asked once more. The addresses of the host are asked for only after a
 * bad certificate (was the network sound?) or a name that the browser does not know (does DNS?). `id` is the record's.
 */
export async function lookupPolicy(
  domain: Name,
  id: string,
  ports: { readonly resolver: Resolver; readonly fetchPolicy: FetchPolicy },
): Promise<PolicySight> {
  const first = await ports.fetchPolicy(domain, id);
  if (first === 'not-asked') return { status: 'not-asked' };
  const second = provesNothing(first) ? await ports.fetchPolicy(domain, id) : 'not-asked';
  // Permission may have been withdrawn in between: then the first answer stands.
  const [response, tries] = second === 'not-asked' ? ([first, 1] as const) : ([second, 2] as const);
  if (response.status !== 'certificate' && response.status !== 'unresolved')
    return { status: 'asked', response, tries };

  const host = policyHost(domain);
  const [a, aaaa] = await Promise.all([ports.resolver.ask(host, 'A'), ports.resolver.ask(host, 'AAAA')]);
  return { status: 'asked', response, tries, addresses: { a, aaaa } };
}

/** What a sight of the policy host means for a sender (RFC 8461 §3.2, §3.3). Pure. */
export function readPolicy(sight: PolicySight, domain: Name): PolicyReading {
  if (sight.status === 'not-asked') return sight;
  const { response, addresses } = sight;
  const host = policyHost(domain);
  const missing = addresses && missingHost(addresses, host);
  switch (response.status) {
    case 'response':
      return readResponse(response, host);
    case 'redirect':
      // RFC 8461 §3.3: a redirect must not be followed.
      return absent({
        id: 'sts-policy-redirect',
        facts: { host, httpStatus: response.httpStatus, location: response.location },
      });
    case 'certificate': {
      if (missing) return absent(missing);
      const facts = { host, detail: response.detail };
      const sound = addresses !== undefined && resolvedInTheSameMinute(addresses, response.at);
      if (sound) return absent({ id: 'sts-policy-tls', facts });
      return { status: 'temperror', problem: { id: 'sts-policy-tls-unproved', facts } };
    }
    case 'unresolved':
      return missing ? absent(missing) : unreachable(host, 'unresolved', response.detail);
    case 'failed':
      return unreachable(host, response.cause, response.detail);
  }
}

type HttpResponse = Extract<PolicyResponse, { readonly status: 'response' }>;

function readResponse(response: HttpResponse, host: Name): PolicyReading {
  const { httpStatus, contentType, body } = response;
  // RFC 8461 §3.3 takes 200 only. Of the others 404 and 410 deny the file; all else may be said to browsers alone.
  if (goneStatuses.has(httpStatus))
    return absent({ id: 'sts-policy-status', facts: { host, httpStatus, absent: true } });
  if (httpStatus !== 200) {
    return { status: 'temperror', problem: { id: 'sts-policy-status', facts: { host, httpStatus, absent: false } } };
  }
  // RFC 8461 §3.2: senders SHOULD see that it is text/plain. Not all do, so it voids no policy, but is told.
  const oddity = isPlainText(contentType) ? [] : [{ id: 'sts-policy-media-type', facts: { contentType } } as const];
  // A page with a puzzle or a "not found" in words: better named so than by the lines it fails to be.
  if (/^\s*<[!a-z]/i.test(body)) return invalid([{ id: 'sts-bot-wall', facts: { host } }]);
  if (response.tooLarge) return invalid([{ id: 'sts-policy-too-large', facts: {} }, ...oddity]);
  const parsed = parsePolicy(body);
  if (parsed.status === 'permerror') return invalid([...parsed.problems, ...oddity]);
  return { status: 'found', policy: parsed.policy, notes: [...oddity, ...parsed.notes] };
}

const goneStatuses: ReadonlySet<number> = new Set([404, 410]);

/** Type and subtype in any case; all parameters are ignored (RFC 8461 §3.2). */
function isPlainText(contentType: string): boolean {
  return /^[ \t]*text\/plain[ \t]*(?:;|$)/i.test(contentType);
}

function provesNothing(response: PolicyResponse): boolean {
  if (response.status === 'failed' || response.status === 'unresolved') return true;
  return response.status === 'response' && response.httpStatus !== 200 && !goneStatuses.has(response.httpStatus);
}

/** A host without an address in DNS serves nobody, whatever answered the browser in its place. */
function missingHost({ a, aaaa }: PolicyAddresses, host: Name): PolicyAbsence | undefined {
  const { status } = readHostAddress(a, aaaa);
  if (status !== 'absent' && status !== 'nxdomain') return undefined;
  return { id: 'sts-policy-host-nxdomain', facts: { host, exists: status === 'absent' } };
}

/** A certificate error may be a hotel's login page; not so while the resolver, under its own certificate, answers. */
function resolvedInTheSameMinute({ a, aaaa }: PolicyAddresses, at: number): boolean {
  return [a, aaaa].some(answer => answer.status === 'found' && Math.abs(answer.at - at) <= 60_000);
}

function absent(problem: PolicyAbsence): PolicyReading {
  return { status: 'permerror', kind: 'absent', problems: [problem] };
}

function invalid(problems: readonly PolicyInvalidity[]): PolicyReading {
  return { status: 'permerror', kind: 'invalid', problems };
}

function unreachable(
  host: Name,
  cause: 'refused' | 'reset' | 'timeout' | 'unresolved' | 'other',
  detail: string,
): PolicyReading {
  return { status: 'temperror', problem: { id: 'sts-policy-unreachable', facts: { host, cause, detail } } };
}
