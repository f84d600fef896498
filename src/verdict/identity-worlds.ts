/** From what was read to the identity grade: every world that the answers leave open, held against the table. */
import type { Name } from '../dns/resolver.ts';
import type { DmarcLookup } from '../protocols/dmarc-record.ts';
import type { DmarcPolicy, DmarcRecord } from '../protocols/dmarc-tags.ts';
import { type DmarcSelection, type DmarcStep, selectDmarc } from '../protocols/dmarc-walk.ts';
import { type IdentityFacts, identityRows } from './identity.ts';
import { domainExists, type Reading } from './reading.ts';
import { settle } from './settle.ts';
import type { Verdict } from './verdict.ts';

/** The identity grade and its reason, 'unknown' when the worlds that are left open disagree. */
export function gradeIdentity(reading: Reading): Verdict['identity'] {
  const settled = settle(identityRows, identityWorlds(reading));
  const reason = settled?.reasons[0];
  if (settled && reason) return { grade: settled.grade, reason, ...(reading.older && { older: reading.older.why }) };
  const { mx, apex, dmarc } = reading.observations;
  const pending = !mx || !apex || dmarc.some(step => !step.answer);
  return { grade: 'unknown', reason: pending ? 'pending' : 'unknown-dns' };
}

/** Every world that the answers leave open, as far as they can lead to different rows. */
function* identityWorlds(reading: Reading): Generator<IdentityFacts> {
  const { mx, walk, spf } = reading;
  const existences = mx.status === 'temperror' ? [true, false] : [domainExists(mx)];
  const anySenders = spf.status === 'temperror' ? [false, true] : [letsAnyoneSend(reading)];
  for (const exists of existences) {
    for (const selection of selections(walk, exists)) {
      const dmarc = dmarcFact(selection, reading);
      for (const anySender of anySenders) yield { dmarc, anySender };
    }
  }
}

/** Does SPF let any sender pass? */
export function letsAnyoneSend({ spf }: Reading): boolean {
  return spf.status === 'found' && spf.openTerm !== undefined;
}

/** The names whose faulty records speak of this domain: its own and its organizational domain's. */
export function namesOfIntent({ observations, context }: Reading): readonly Name[] {
  return [...new Set([observations.domain, context.registrableDomain ?? observations.domain])];
}

type Settled = Exclude<DmarcSelection, { readonly status: 'temperror' }>;

/**
 * What the walk selects for each outcome of the lookups that failed. Three supposals are enough for a lookup that
 * decides. A record with psd=n there ends the walk and is the one that applies (RFC 9989 §4.10): two policies for it lead
 * to two grades, or to one where SPF lets anyone send, as any other record there then does too. Without a record
 * the walk goes on, and so do we; a record that must be dropped selects what none selects.
 */
function* selections(walk: readonly DmarcStep[], exists: boolean): Generator<Settled> {
  const selection = selectDmarc(walk, exists);
  if (selection.status !== 'temperror') return yield selection;
  for (const lookup of supposals) {
    const supposed = walk.map(step => (step.name === selection.name ? { name: step.name, lookup } : step));
    yield* selections(supposed, exists);
  }
}

const supposals: readonly DmarcLookup[] = [suppose('reject'), suppose('none'), { status: 'none', broken: [] }];

function suppose(dmarcPolicy: DmarcPolicy): DmarcLookup {
  const record: DmarcRecord = {
    text: '',
    dmarcPolicy,
    subdomainPolicy: 'missing',
    nonexistentPolicy: 'missing',
    publicSuffix: 'no',
    testing: false,
    dkimAlignment: 'relaxed',
    spfAlignment: 'relaxed',
    failureOptions: [],
    aggregateReports: [],
    failureReports: [],
    percent: 100,
  };
  return { status: 'found', record, notes: [], broken: [] };
}

function dmarcFact(selection: Settled, reading: Reading): IdentityFacts['dmarc'] {
  if (selection.status === 'found') return selection.byDefault ? 'none-by-default' : selection.effective;
  if (selection.status === 'permerror') return 'no-policy';
  const names = namesOfIntent(reading);
  return selection.dropped.some(step => names.includes(step.name)) ? 'dropped' : 'nothing';
}
