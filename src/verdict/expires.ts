/** Until when a verdict need not be asked again. */
import { answersOf, pendingChecks } from './answers.ts';
import type { Reading } from './reading.ts';

/** At least this long between two looks; sooner only after a lookup that failed. Seconds. */
const leastBetweenLooks = 60;
const afterDnsFailure = 30;
/** RFC 8461 §3.3: a policy that could not be fetched is not asked for again within five minutes. */
const afterPolicyFailure = 300;
/** A policy file is looked at again after a day, however long senders may keep it. */
const longestPolicy = 86_400;

/** Milliseconds since the epoch; an unfinished verdict may be asked for again at once. */
export function expiryOf(reading: Reading): number {
  const { observations, policy } = reading;
  if (pendingChecks(observations).length > 0) return observations.at;
  const answers = answersOf(observations);
  if (answers.some(answer => answer.status === 'temperror')) return observations.at + 1000 * afterDnsFailure;
  const lives = answers.map(answer => (answer.status === 'temperror' ? afterDnsFailure : answer.ttl));
  if (policy?.status === 'temperror') lives.push(afterPolicyFailure);
  if (policy?.status === 'found') lives.push(Math.min(policy.policy.maxAge, longestPolicy));
  return observations.at + 1000 * Math.max(leastBetweenLooks, Math.min(longestPolicy, ...lives));
}
