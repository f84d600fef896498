/** From what was read to the transit grade: every world that the answers leave open, held against the table. */
import { hasNoAddress } from './findings-mx.ts';
import { hostWorlds } from './host-worlds.ts';
import type { Reading } from './reading.ts';
import { settle } from './settle.ts';
import { type StsFact, type TransitFacts, transitRows } from './transit.ts';
import type { TransitReason, Verdict } from './verdict.ts';

/** What can come of a policy file that is not known. */
const anyPolicy: readonly StsFact[] = [
  'policy-absent',
  'policy-invalid',
  'testing',
  'mode-none',
  'max-age-zero',
  'no-match',
  'whole',
];

/** The transit grade and its reason, 'unknown' when the worlds that are left open disagree. */
export function gradeTransit(reading: Reading): Verdict['transit'] {
  const settled = settle(transitRows, transitWorlds(reading));
  if (settled) return { grade: settled.grade, reason: mostModest(settled.reasons) };
  if (transitPending(reading)) return { grade: 'unknown', reason: 'pending' };
  return { grade: 'unknown', reason: onlyThePolicy(reading) ? 'unknown-policy' : 'unknown-dns' };
}

/**
 * Of several ways to one grade the last row claims the least: "by either standard" gives way to the one that is sure,
 * and two ways of not being locked to the one that says no more than that.
 */
function mostModest(reasons: readonly TransitReason[]): TransitReason {
  const last = reasons.at(-1) ?? 'unlocked-nothing';
  return reasons.length > 1 && last.startsWith('unlocked') ? 'unlocked-nothing' : last;
}

/** Every world that the answers leave open, in no order; some may be the same. */
function* transitWorlds(reading: Reading): Generator<TransitFacts> {
  const { mx } = reading;
  const stsFacts = possibleSts(reading);
  switch (mx.status) {
    case 'nxdomain':
      return yield* stsFacts.map(sts => ({ mail: 'missing', sts, dane: 'none' }) as const);
    case 'null':
      return yield* stsFacts.map(sts => ({ mail: 'null-mx', sts, dane: 'none' }) as const);
    case 'temperror':
      // Two worlds are enough: whatever else is known, it may take no mail, and it may take some.
      yield { mail: 'missing', sts: 'none', dane: 'none' };
      return yield { mail: 'accepted', sts: 'none', dane: 'none' };
    case 'found':
      for (const hosts of hostWorlds(reading.hosts, reading.coverage)) {
        const mail = hosts.reached ? 'accepted' : mx.implicit ? 'no-address' : 'dead-targets';
        // RFC 8461 §5: a policy whose hosts all lack an address can be kept by no sender, whatever else it names.
        const missed = reading.policy?.status === 'found' && !hosts.matched;
        for (const sts of stsFacts) {
          yield { mail, sts: missed && (sts === 'whole' || sts === 'partly') ? 'no-match' : sts, dane: hosts.dane };
        }
      }
  }
}

function possibleSts(reading: Reading): readonly StsFact[] {
  const { sts, policy, hosts, coverage } = reading;
  if (sts.status === 'temperror') return ['none', 'record-broken', 'not-asked', ...anyPolicy];
  if (sts.status === 'permerror') return ['record-broken'];
  if (sts.status === 'none') return [sts.nearly.length > 0 ? 'record-broken' : 'none'];
  if (policy === undefined) return ['not-asked', ...anyPolicy];
  if (policy.status === 'not-asked') return ['not-asked'];
  if (policy.status === 'temperror') return anyPolicy;
  if (policy.status === 'permerror') return [policy.kind === 'absent' ? 'policy-absent' : 'policy-invalid'];
  const { mode, maxAge } = policy.policy;
  if (mode === 'testing') return ['testing'];
  if (maxAge === 0) return ['max-age-zero'];
  if (mode === 'none') return ['mode-none'];
  // No mail can go by way of a host that is known to have no address.
  return [hosts.every(each => coverage.named.has(each.host) || hasNoAddress(each)) ? 'whole' : 'partly'];
}

function transitPending({ observations: { mx, hosts, sts, policy }, sts: record }: Reading): boolean {
  if (!mx || !sts || (record.status === 'found' && !policy)) return true;
  return hosts.some(host => !host.a || !host.aaaa || !host.tlsa);
}

/** Would there be a grade if only the policy file had been answered? */
function onlyThePolicy(reading: Reading): boolean {
  if (reading.policy?.status !== 'temperror') return false;
  return settle(transitRows, transitWorlds({ ...reading, policy: { status: 'not-asked' } })) !== undefined;
}
