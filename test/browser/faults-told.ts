/** What is to be told of each fault of the lab; the compiler proves that none is left out. */
import type { FindingFacts, FindingId } from '../../src/verdict/findings.ts';
import { en } from '../../src/words/en.ts';
import { whyNoAnswer } from '../../src/words/failures.ts';
import type { Said } from '../../src/words/language.ts';
import { type DnsFault, type HostFault, resolvers } from '../lab/lab.ts';
import type { Driver } from './driver.ts';

type Reason = Parameters<typeof whyNoAnswer>[0];

/** `by`: who was asked for each record, in order. */
export type Failing = { readonly by: readonly string[]; readonly says: string };

const [first, second, last] = resolvers;
const everyoneTwice = [first, first, second, second, last, last];

/** An exchange that went wrong is tried once more, then the next resolver is asked; the last one is quoted. */
const wentWrong = (reason: Reason, httpStatus?: number): Failing => ({
  by: everyoneTwice,
  says: whyNoAnswer(reason, last, undefined, httpStatus),
});
/** What a resolver answered is not taken to another one. */
const answered = (reason: Reason, rcode?: number): Failing => ({
  by: [first],
  says: whyNoAnswer(reason, first, rcode),
});

/** Answers that say nothing about the domain. */
export const failing = {
  silence: wentWrong('timeout'),
  slow: wentWrong('timeout'),
  'http-429': wentWrong('http-status', 429),
  'http-503': wentWrong('http-status', 503),
  redirect: wentWrong('redirect'),
  'media-type': wentWrong('media-type'),
  'too-large': wentWrong('too-large'),
  junk: wentWrong('malformed'),
  'wrong-question': wentWrong('wrong-question'),
  truncated: answered('truncated'),
  'cname-loop': answered('cname-loop'),
  servfail: answered('rcode', 2),
  refused: answered('rcode', 5),
  blocked: answered('filtered'), // NXDOMAIN with extended error 15
  'ede-4': answered('filtered'), // RFC 8914 §4.5: forged by the resolver
  'ede-16': answered('filtered'), // §4.17: censored
  'ede-17': answered('filtered'), // §4.18: filtered, as its user wanted
  'ede-18': answered('filtered'), // §4.19: prohibited
} satisfies { readonly [F in Exclude<DnsFault, 'no-ad' | `ede-${number}`> | `ede-${4 | 16 | 17 | 18}`]: Failing };

/** Remarks beside answers that stand: the grades are what they were, and the row of the DNS answers says this. */
export const remarked = [
  { fault: 'ede-3', says: 'old answers', why: 'RFC 8914 §4.4: past their time' },
  { fault: 'ede-19', says: 'old answers', why: '§4.20: past their time, of a name that does not exist' },
  { fault: 'ede-1', says: 'uses a method that the resolver does not know', why: '§4.2: an unknown algorithm' },
  { fault: 'ede-2', says: 'uses a method that the resolver does not know', why: '§4.3: an unknown digest' },
] as const satisfies readonly { readonly fault: DnsFault; readonly says: string; readonly why: string }[];

/** The domain whose zone has the fault, and the sentence about its policy host. */
type PolicyFault = { readonly domain: string; readonly says: (browser: Driver['name']) => string };

/** `facts` are those beside the name of the policy host. */
function policy<I extends FindingId>(
  domain: string,
  id: I,
  facts: (browser: Driver['name']) => Omit<FindingFacts[I], 'host'>,
): PolicyFault {
  const say = en[id] as (facts: object, domain: string) => Said;
  return { domain, says: browser => say({ host: `mta-sts.${domain}`, ...facts(browser) }, domain).seen };
}
const status = (domain: string, httpStatus: number, absent: boolean) =>
  policy(domain, 'sts-policy-status', () => ({ httpStatus, absent }));
const unreachable = (domain: string, cause: FindingFacts['sts-policy-unreachable']['cause']) =>
  policy(domain, 'sts-policy-unreachable', () => ({ cause, detail: '' }));
/** Chromium has a code for what is wrong with a certificate, Firefox a sentence in the user's language. */
function certificate(domain: string, code: string): PolicyFault {
  const { says } = policy(domain, 'sts-policy-tls', browser => ({ detail: browser === 'Chromium' ? code : '' }));
  return { domain, says: browser => says(browser).replace(/\(\)\.$/, '(') };
}

export const policyHosts = {
  expired: certificate('lapsed.gov.uk', 'net::ERR_CERT_DATE_INVALID'),
  'wrong-name': certificate('mistakenidentity.org.uk', 'net::ERR_CERT_COMMON_NAME_INVALID'),
  'self-signed': certificate('homemade.org.uk', 'net::ERR_CERT_AUTHORITY_INVALID'),
  redirect: policy('movedon.gov.uk', 'sts-policy-redirect', () => ({
    httpStatus: 301,
    location: 'https://www.movedon.gov.uk/.well-known/mta-sts.txt',
  })),
  '401': status('membersonly.org.uk', 401, false),
  '403': status('keepout.gov.uk', 403, false),
  '404': status('emptyshelf.gov.uk', 404, true),
  '410': status('closeddown.org.uk', 410, true),
  '429': status('queueing.nhs.uk', 429, false),
  '503': status('underrepair.nhs.uk', 503, false),
  html: policy('frontdesk.gov.uk', 'sts-bot-wall', () => ({})),
  'media-type': policy('oddenvelope.org.uk', 'sts-policy-media-type', () => ({
    contentType: 'application/octet-stream',
  })),
  huge: policy('longwinded.gov.uk', 'sts-policy-too-large', () => ({})),
  endless: policy('endlessroad.org.uk', 'sts-policy-too-large', () => ({})),
  dripping: unreachable('slowtap.co.uk', 'timeout'),
  silence: unreachable('noanswer.co.uk', 'timeout'),
  reset: unreachable('hungup.co.uk', 'reset'),
  refused: unreachable('shutdoor.gov.uk', 'refused'),
  unresolved: unreachable('localonly.co.uk', 'unresolved'),
} satisfies { readonly [F in HostFault]: PolicyFault };
