/**
 * What a receiver that still follows RFC 7489 makes of the same records. It asks at the domain and at the organizational
 * domain of the public suffix list, nowhere else; two records end its search; and it obeys pct.
 */
import type { Name } from '../dns/resolver.ts';
import type { DmarcPolicy, DmarcRecord } from './dmarc-tags.ts';
import { type DmarcSelection, type DmarcStep, oneStepDown } from './dmarc-walk.ts';

export type OlderDmarc = {
  readonly why: 'multiple' | 'pct' | 'psd' | 'tree-walk';
  /** What such a receiver does with a forgery; 'nothing' when it finds no record to follow. */
  readonly older: DmarcPolicy | 'nothing';
};

const strength = { nothing: 0, none: 0, quarantine: 1, reject: 2 } as const satisfies Record<
  OlderDmarc['older'],
  number
>;

/**
 * Where such a receiver does less with a forgery than `selection` asks for; undefined when it does as much, or more, or
 * when it cannot be told. `registrableDomain`: by the public suffix list; without it only what needs no list is told.
 */
export function olderDmarc(
  walk: readonly DmarcStep[],
  selection: DmarcSelection,
  registrableDomain?: Name,
): OlderDmarc | undefined {
  if (selection.status !== 'found') return undefined;
  const older = receive(walk, selection, registrableDomain);
  return older && strength[older.older] < strength[selection.effective] ? older : undefined;
}

type Selected = Extract<DmarcSelection, { readonly status: 'found' }>;

function receive(
  walk: readonly DmarcStep[],
  selection: Selected,
  registrableDomain: Name | undefined,
): OlderDmarc | undefined {
  const [author] = walk;
  if (author?.lookup.status === 'permerror') return { why: 'multiple', older: 'nothing' }; // RFC 7489 §6.6.3 step 5
  if (author?.name === selection.name) return obey(selection.record, 'p');
  const above = isAboveRegistration(selection, registrableDomain) ? 'psd' : 'tree-walk';
  const organization = registrableDomain ?? (above === 'psd' ? undefined : selection.name);
  const lookup = walk.find(step => step.name === organization)?.lookup;
  if (lookup?.status === 'temperror') return undefined;
  if (lookup?.status === 'permerror') return { why: 'multiple', older: 'nothing' };
  if (lookup?.status !== 'found') return { why: above, older: 'nothing' };
  return obey(lookup.record, 'sp');
}

/** A public suffix's record: it says so itself, or it stands above what can be registered. */
function isAboveRegistration({ name, record }: Selected, registrableDomain: Name | undefined): boolean {
  const above = registrableDomain === undefined ? !name.includes('.') : registrableDomain.endsWith(`.${name}`);
  return above || record.publicSuffix === 'yes';
}

/** RFC 7489 §6.3 and §6.6.3: np, psd and t are unknown to it; a part that pct spares is treated one step more mildly. */
function obey(record: DmarcRecord, tag: 'p' | 'sp'): OlderDmarc {
  const { dmarcPolicy: p, subdomainPolicy: sp, percent } = record;
  if (p === 'missing' || p === 'bad' || sp === 'bad') return { why: 'tree-walk', older: 'none' };
  const policy = tag === 'sp' && sp !== 'missing' ? sp : p;
  return percent < 100 ? { why: 'pct', older: oneStepDown[policy] } : { why: 'tree-walk', older: policy };
}
