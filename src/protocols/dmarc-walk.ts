/**
 * Which DMARC record applies to mail from a domain: its own, or that of its organizational domain, or that of the public
 * suffix above it, found by asking at the names above the domain (RFC 9989 §4.10). For mail.example.com:
 *
 *   _dmarc.mail.example.com   _dmarc.example.com   _dmarc.com
 */
import { labels } from '../dns/name.ts';
import type { Name } from '../dns/resolver.ts';
import type { DmarcLookup } from './dmarc-record.ts';
import type { DmarcPolicy, DmarcRecord } from './dmarc-tags.ts';

/** One step of the walk: what was read at `_dmarc.<name>`. */
export type DmarcStep = { readonly name: Name; readonly lookup: DmarcLookup };

export type DmarcSelection =
  | {
      readonly status: 'found';
      /** Where the record stands, without `_dmarc.`. */
      readonly name: Name;
      readonly record: DmarcRecord;
      /** undefined when a failed lookup higher up leaves it open. */
      readonly organizationalDomain: Name | undefined;
      /** Which tag's policy applies; `p` also when sp or np are not there to be taken. */
      readonly tag: 'p' | 'sp' | 'np';
      readonly published: DmarcPolicy;
      /** After t=y, which lowers it by one step (RFC 9989 §4.7). */
      readonly effective: DmarcPolicy;
      /** No usable policy, but a valid rua: taken as p=none (RFC 9989 §4.10.1). */
      readonly byDefault: boolean;
    }
  /** Selected, but without a usable policy and without a valid rua: no DMARC processing (RFC 9989 §4.10.1). */
  | { readonly status: 'permerror'; readonly name: Name; readonly record: DmarcRecord }
  /** No record applies. `dropped`: the steps, in order, at which records stand that must be dropped. */
  | { readonly status: 'none'; readonly dropped: readonly DmarcStep[] }
  /** The first lookup, in walk order, that failed and decides. Put a supposed one in its place and select again. */
  | { readonly status: 'temperror'; readonly name: Name };

/**
 * The names whose `_dmarc.` TXT the tree walk asks, in its order, at most eight, the top-level domain included
 * (RFC 9989 §4.10 steps 3, 4 and 7); [] for the root.
 */
export function walkNames(domain: Name): readonly Name[] {
  const all = labels(domain);
  const above = all.slice(Math.max(1, all.length - 7));
  return domain === '' ? [] : [domain, ...above.map((_, i) => above.slice(i).join('.'))];
}

/**
 * What applies to mail from `walk[0].name`, the author domain. `walk`: a lookup for each of `walkNames`; those that the
 * walk does not come to are not looked at. `exists`: whether the author domain does, that is, is no NXDOMAIN (§3.2.13).
 */
export function selectDmarc(walk: readonly DmarcStep[], exists: boolean): DmarcSelection {
  const [author] = walk;
  if (author?.lookup.status === 'found')
    return apply(author.name, author.lookup.record, 'own', organizationalDomain(walk));
  const { found, failed } = walkUp(walk);
  if (failed !== undefined) return { status: 'temperror', name: failed };
  const organization = organizationalDomain(walk);
  // The public suffix's record is the last one found, for there the walk stops.
  const chosen = found.find(({ name }) => name === organization) ?? found.at(-1);
  if (!chosen) return { status: 'none', dropped: walk.filter(isDropped) };
  return apply(chosen.name, chosen.record, exists ? 'above' : 'above-nothing', organization);
}

type Standing = { readonly name: Name; readonly record: DmarcRecord };

/** The records found, longest name first, up to one that says whether it is a public suffix's (RFC 9989 §4.10 step 2). */
function walkUp(walk: readonly DmarcStep[]): { readonly found: readonly Standing[]; readonly failed?: Name } {
  const found: Standing[] = [];
  for (const { name, lookup } of walk) {
    if (lookup.status === 'temperror') return { found, failed: name };
    if (lookup.status !== 'found') continue;
    found.push({ name, record: lookup.record });
    if (lookup.record.publicSuffix !== 'undefined') break;
  }
  return { found };
}

/** RFC 9989 §4.10.2; undefined when a failed lookup leaves it open. */
export function organizationalDomain(walk: readonly DmarcStep[]): Name | undefined {
  const [author] = walk;
  const { found, failed } = walkUp(walk);
  const last = found.at(-1);
  if (failed !== undefined) return undefined;
  if (last?.record.publicSuffix !== 'yes') return (last ?? author)?.name;
  // One label more than the suffix has; where the walk started at the suffix, there is none more.
  return labels(author?.name ?? '')
    .slice(-labels(last.name).length - 1)
    .join('.');
}

/** `stands`: whether the record is the author domain's own, or that of a name above one that exists or does not. */
function apply(
  name: Name,
  record: DmarcRecord,
  stands: 'own' | 'above' | 'above-nothing',
  organization: Name | undefined,
): DmarcSelection {
  const { dmarcPolicy: p, subdomainPolicy: sp, nonexistentPolicy: np, testing } = record;
  const selected = { status: 'found', name, record, organizationalDomain: organization } as const;
  // Any of the three spoils the record, not only the one that applies.
  if (p === 'missing' || p === 'bad' || sp === 'bad' || np === 'bad') {
    if (record.aggregateReports.length === 0) return { status: 'permerror', name, record };
    return { ...selected, tag: 'p', published: 'none', effective: 'none', byDefault: true };
  }
  const found = (tag: 'p' | 'sp' | 'np', published: DmarcPolicy): DmarcSelection => {
    return { ...selected, tag, published, effective: testing ? oneStepDown[published] : published, byDefault: false };
  };
  if (stands === 'above-nothing' && np !== 'missing') return found('np', np);
  return stands !== 'own' && sp !== 'missing' ? found('sp', sp) : found('p', p);
}

/** What t=y makes of a policy (RFC 9989 §4.7), and a receiver on RFC 7489 of one that pct spares (§6.6.4). */
export const oneStepDown = { reject: 'quarantine', quarantine: 'none', none: 'none' } as const satisfies Record<
  DmarcPolicy,
  DmarcPolicy
>;

/** Are there records that must be dropped, and none to go by? */
export const isDropped = ({ lookup }: DmarcStep): boolean =>
  lookup.status === 'permerror' || (lookup.status === 'none' && lookup.broken.length > 0);
