/** What is told of DMARC (RFC 9989): what is dropped, what applies, and what is weak or odd in it. */
import { parseDmarcRecord } from '../protocols/dmarc-record.ts';
import type { DmarcNote, DmarcRecord } from '../protocols/dmarc-tags.ts';
import { type DmarcSelection, type DmarcStep, isDropped } from '../protocols/dmarc-walk.ts';
import type { Finding } from './findings.ts';
import { letsAnyoneSend, namesOfIntent } from './identity-worlds.ts';
import { type Evidence, raise, shownBy } from './raise.ts';
import type { Reading } from './reading.ts';

type Applied = Extract<DmarcSelection, { readonly status: 'found' }>;

const strength: Readonly<Record<string, number>> = { none: 0, quarantine: 1, reject: 2 };

export function dmarcFindings(reading: Reading): readonly Finding[] {
  return [...droppedFindings(reading), ...selectionFindings(reading), ...misplacedRecord(reading)];
}

/** Records that must be dropped, at the names that speak of this domain. */
function droppedFindings(reading: Reading): readonly Finding[] {
  const intent = namesOfIntent(reading);
  return reading.walk.filter(step => intent.includes(step.name)).flatMap(step => brokenAt(step, reading));
}

function brokenAt({ name, lookup }: DmarcStep, reading: Reading): readonly Finding[] {
  if (lookup.status === 'temperror') return [];
  const asked = askedAt(name, reading);
  if (lookup.status === 'permerror') return [raise('dmarc-multiple', { name, count: lookup.problem.count }, asked)];
  return lookup.broken.map(problem =>
    problem.kind === 'version'
      ? raise('dmarc-version', { name, text: problem.text }, asked)
      : raise('dmarc-duplicate-tag', { name, tag: problem.tag }, asked),
  );
}

function selectionFindings(reading: Reading): readonly Finding[] {
  const { selection, walk } = reading;
  switch (selection.status) {
    case 'temperror':
      return [];
    case 'none': {
      const walked = walk.flatMap(step => askedAt(step.name, reading));
      return droppedFindings(reading).length > 0 ? [] : [raise('dmarc-missing', {}, walked)];
    }
    case 'permerror':
      return policyMissing(selection, reading).concat(noteFindings(selection.name, reading));
    case 'found':
      return [
        ...appliedFindings(selection, reading),
        ...weakerFindings(selection, reading),
        ...olderFindings(selection, reading),
        ...noteFindings(selection.name, reading),
      ];
  }
}

function appliedFindings(selection: Applied, reading: Reading): readonly Finding[] {
  const { name, record, tag, published, effective, byDefault } = selection;
  const [author] = reading.walk;
  const asked = askedAt(name, reading);
  const findings: Finding[] = [];
  if (byDefault) findings.push(...policyMissing(selection, reading));
  else if (published === 'none') {
    findings.push(raise('dmarc-p-none', { name, tag, reports: record.aggregateReports.length > 0 }, asked));
  }
  // SPF that lets any sender pass undoes it.
  if (effective !== 'none' && !letsAnyoneSend(reading)) {
    findings.push(raise('dmarc-enforced', { name, policy: effective }, asked));
  }
  if (effective !== published) findings.push(raise('dmarc-testing', { name, published, effective }, asked));
  if (name !== reading.observations.domain) {
    findings.push(
      isPublicSuffix(selection, reading)
        ? raise('dmarc-psd', { name, policy: published }, asked)
        : raise(
            'dmarc-inherited',
            { name, policy: published, dropped: author !== undefined && isDropped(author) },
            asked,
          ),
    );
  }
  return findings;
}

function isPublicSuffix({ name, record }: Applied, { context: { registrableDomain } }: Reading): boolean {
  return record.publicSuffix === 'yes' || (registrableDomain?.endsWith(`.${name}`) ?? !name.includes('.'));
}

/** p missing; a bad one is told as the bad value that it is (RFC 9989 §4.10.1). */
function policyMissing(selected: { readonly name: string; readonly record: DmarcRecord }, reading: Reading): Finding[] {
  const { name, record } = selected;
  if (record.dmarcPolicy !== 'missing') return [];
  return [raise('dmarc-p-missing', { name, rua: record.aggregateReports.length > 0 }, askedAt(name, reading))];
}

function weakerFindings({ name, record }: Applied, reading: Reading): readonly Finding[] {
  const { dmarcPolicy: p, subdomainPolicy: sp, nonexistentPolicy: np } = record;
  const asked = askedAt(name, reading);
  const weaker = (than: string, policy: string) => (strength[policy] ?? 3) < (strength[than] ?? 0);
  const belowP = sp === 'missing' ? p : sp;
  return [
    ...(weaker(p, sp) ? [raise('dmarc-sp-weaker', { name, p, sp }, asked)] : []),
    // np as weak as sp is already told.
    ...(weaker(p, np) && weaker(belowP, np) ? [raise('dmarc-np-weaker', { name, p, np }, asked)] : []),
  ];
}

function olderFindings({ name, record }: Applied, reading: Reading): readonly Finding[] {
  const { older } = reading;
  const asked = askedAt(name, reading);
  return [
    ...(older ? [raise('dmarc-7489-differs', older, asked)] : []),
    ...(record.percent < 100 ? [raise('dmarc-pct', { name, pct: record.percent }, asked)] : []),
  ];
}

function noteFindings(name: string, reading: Reading): readonly Finding[] {
  const lookup = reading.walk.find(step => step.name === name)?.lookup;
  if (lookup?.status !== 'found') return [];
  const asked = askedAt(name, reading);
  const tags = (kind: 'unknown-tag' | 'removed-tag') =>
    lookup.notes.flatMap(note => (note.kind === kind ? [note.tag] : []));
  const unknown = tags('unknown-tag');
  const removed = tags('removed-tag');
  return [
    ...lookup.notes.flatMap(note => noteFinding(note, name, lookup.record, asked)),
    ...(unknown.length > 0 ? [raise('dmarc-unknown-tag', { name, tags: unknown }, asked)] : []),
    ...(removed.length > 0 ? [raise('dmarc-removed-tag', { name, tags: removed }, asked)] : []),
  ];
}

function noteFinding(note: DmarcNote, name: string, record: DmarcRecord, asked: Evidence): readonly Finding[] {
  switch (note.kind) {
    case 'bad-value':
      return [
        raise(
          'dmarc-bad-value',
          { name, tag: note.tag, value: note.value, rua: record.aggregateReports.length > 0 },
          asked,
        ),
      ];
    case 'syntax':
      return [raise('dmarc-syntax', { name, text: note.text }, asked)];
    case 'rua-no-mailto':
      return [raise('dmarc-rua-no-mailto', { name, uri: note.uri }, asked)];
    default:
      return [];
  }
}

/** A DMARC record at the domain itself, where no receiver looks. */
function misplacedRecord({ observations: { apex } }: Reading): readonly Finding[] {
  if (apex?.status !== 'found') return [];
  const meant = apex.records.map(parseDmarcRecord).some(text => text.status === 'found');
  return meant ? [raise('dmarc-at-apex', {}, shownBy(apex))] : [];
}

function askedAt(name: string, { observations }: Reading): Evidence {
  return shownBy(observations.dmarc.find(step => step.name === name)?.answer);
}
