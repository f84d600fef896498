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
  const { observations } = reading;
  const { at } = observations;
  if (pendingChecks(observations).length > 0) return at;
  const answers = answersOf(observations);
  const failed = answers.filter(answer => answer.status === 'temperror');
  if (failed.length > 0) return Math.min(...failed.map(answer => answer.at + 1000 * afterDnsFailure));
  // Each from when it was answered: an answer or a policy file may have been held for a while.
  const ends = answers.map(answer => answer.at + 1000 * (answer.status === 'temperror' ? 0 : answer.ttl));
  return Math.max(at + 1000 * leastBetweenLooks, Math.min(at + 1000 * longestPolicy, endOfPolicy(reading), ...ends));
}

function endOfPolicy({ policy, observations: { policy: seen } }: Reading): number {
  if (seen?.status !== 'asked' || !policy || policy.status === 'not-asked') return Number.POSITIVE_INFINITY;
  // What is no policy now may be put right soon, proved absent or not.
  const life = policy.status === 'found' ? Math.min(policy.policy.maxAge, longestPolicy) : afterPolicyFailure;
  return seen.response.at + 1000 * life;
}
