/** One line from a zone to a verdict, through the real inspect() and judge(). */
import type { FetchPolicy, PolicyResponse } from '../../src/protocols/policy-host.ts';
import { inspect } from '../../src/verdict/inspect.ts';
import { judge } from '../../src/verdict/judge.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { zone } from './zone.ts';

/** When everything in these tests happens, milliseconds since the epoch. */
export const moment = 1_000_000;

/** The body of a policy file, what the host did instead, or 'not-asked'. */
export type PolicyLine = string | PolicyResponse;

export async function lookAt(
  text: string,
  policy: PolicyLine | undefined = 'not-asked',
  domain: string | undefined = 'corp.info',
  registrableDomain?: string,
): Promise<Verdict> {
  const observations = await inspect(domain, {
    resolver: zone(text, moment),
    fetchPolicy: policyFrom(policy),
    now: () => moment,
  });
  return judge(observations, registrableDomain === undefined ? {} : { registrableDomain });
}

export function policyFrom(policy: PolicyLine): FetchPolicy {
  return async () => {
    if (typeof policy !== 'string') return policy;
    if (policy === 'not-asked') return 'not-asked';
    return served(policy);
  };
}

export function served(body: string, httpStatus = 200, contentType = 'text/plain'): PolicyResponse {
  return { status: 'response', httpStatus, contentType, body, tooLarge: false, at: moment };
}

/** A policy file: "enforce 604800 mx.corp.info *.corp.info". */
export function policyFile(line: string): string {
  const [mode = '', maxAge = '', ...patterns] = line.split(' ');
  const mx = patterns.map(pattern => `mx: ${pattern}\n`).join('');
  return `version: STSv1\nmode: ${mode}\n${mx}max_age: ${maxAge}\n`;
}
