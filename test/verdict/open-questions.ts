/**
 * A domain in which every question can be answered in every way that matters, or be left open; for checking that an
 * open question counts as each of its outcomes. Two MX hosts, an STS record with its policy, a walk of three names.
 */
import type { Answer, Authenticity, MxData, RecordData, RecordType, TlsaData } from '../../src/dns/resolver.ts';
import type { PolicySight } from '../../src/protocols/policy-host.ts';
import type { HostObservation, Observations } from '../../src/verdict/observations.ts';
import { policyFile, served } from './look.ts';

type Change = (before: Observations) => Observations;

/** One question: its answers by name, and the ways to leave it open with the names of what it could then be. */
export type Slot = {
  readonly answers: Readonly<Record<string, Change>>;
  readonly open: readonly { readonly change: Change; readonly could: readonly string[] }[];
};

export const domain = 'mail.corp.info';
const hosts = ['one.info', 'two.info'] as const;

function found<T extends RecordType>(
  type: T,
  records: readonly RecordData[T][],
  authenticity: Authenticity,
  cnames: string[] = [],
): Answer<T> {
  const question = { name: '', type };
  const common = {
    question,
    resolver: 'r.info',
    at: 0,
    ttl: 300,
    authenticity,
    cnames,
    extendedErrors: [],
    stale: false,
  };
  return records.length > 0 ? { ...common, status: 'found', records } : { ...common, status: 'nodata' };
}

function failed<T extends RecordType>(type: T): Answer<T> {
  const question = { name: '', type };
  return { status: 'temperror', question, resolver: 'r.info', at: 0, reason: 'timeout', extendedErrors: [] };
}

const mx =
  (answer: Answer<'MX'>): Change =>
  before => ({ ...before, mx: answer });
const both: readonly MxData[] = hosts.map(exchange => ({ preference: 10, exchange }));
const nobody = { ...found('MX', [], 'insecure'), status: 'nxdomain' } as Answer<'MX'>;

const mxSlot: Slot = {
  answers: {
    missing: mx(nobody),
    null: mx(found('MX', [{ preference: 0, exchange: '' }], 'insecure')),
    insecure: mx(found('MX', both, 'insecure')),
    authentic: mx(found('MX', both, 'authentic')),
    one: mx(found('MX', both.slice(0, 1), 'authentic')),
    elsewhere: mx(found('MX', [{ preference: 1, exchange: 'three.info' }], 'insecure')),
  },
  open: [
    { change: mx(failed('MX')), could: ['missing', 'null', 'insecure', 'authentic', 'one', 'elsewhere'] },
    { change: mx(found('MX', both, 'indeterminate')), could: ['insecure', 'authentic'] },
  ],
};

const onHost =
  (host: string, part: Partial<HostObservation>): Change =>
  before => ({
    ...before,
    hosts: before.hosts.map(each => (each.host === host ? { ...each, ...part } : each)),
  });

/** Both addresses of a host are one question: if both are open, it may also be an alias. */
function addressSlot(host: string): Slot {
  const a = (authenticity: Authenticity, cnames: string[] = []) => found('A', ['192.0.2.1'], authenticity, cnames);
  const aaaa = (authenticity: Authenticity, cnames: string[] = []) => found('AAAA', ['::1'], authenticity, cnames);
  const none = found('AAAA', [], 'authentic');
  const pair = (first: Answer<'A'>, second: Answer<'AAAA'>) => onHost(host, { a: first, aaaa: second });
  const all = ['none', 'authentic', 'insecure', 'mixed'];
  return {
    answers: {
      none: pair(found('A', [], 'authentic'), none),
      authentic: pair(a('authentic'), none),
      insecure: pair(a('insecure'), none),
      mixed: pair(a('insecure'), aaaa('authentic')),
      dual: pair(a('authentic'), aaaa('authentic')),
      alias: pair(a('authentic', ['x.info']), aaaa('authentic', ['x.info'])),
      deadAlias: pair(found('A', [], 'authentic', ['x.info']), found('AAAA', [], 'authentic', ['x.info'])),
    },
    open: [
      { change: pair(failed('A'), failed('AAAA')), could: [...all, 'dual', 'alias', 'deadAlias'] },
      { change: pair(failed('A'), none), could: ['none', 'authentic', 'insecure'] },
      { change: pair(failed('A'), aaaa('authentic')), could: ['mixed', 'dual'] },
      { change: pair(a('indeterminate'), none), could: ['authentic', 'insecure'] },
    ],
  };
}

function tlsaSlot(host: string): Slot {
  const usable: TlsaData = { usage: 3, selector: 1, matchingType: 1, data: 'a'.repeat(64) };
  const tlsa = (answer: Answer<'TLSA'>) => onHost(host, { tlsa: answer });
  const good = (authenticity: Authenticity) => tlsa(found('TLSA', [usable], authenticity));
  const bad = (authenticity: Authenticity) => tlsa(found('TLSA', [{ ...usable, usage: 0 }], authenticity));
  const answers = {
    ...{ none: tlsa(found('TLSA', [], 'insecure')), good: good('authentic'), bad: bad('authentic') },
    ...{ goodInsecure: good('insecure'), badInsecure: bad('insecure') },
  };
  return {
    answers,
    open: [
      { change: tlsa(failed('TLSA')), could: Object.keys(answers) },
      { change: good('indeterminate'), could: ['good', 'goodInsecure'] },
      { change: bad('indeterminate'), could: ['bad', 'badInsecure'] },
    ],
  };
}

const text = (records: readonly string[]) => found('TXT', records, 'insecure');
const sts =
  (answer: Answer<'TXT'>, policy?: PolicySight): Change =>
  before => ({ ...before, sts: answer, policy });
const asked = (response: Extract<PolicySight, { status: 'asked' }>['response']): Change =>
  sts(text(['v=STSv1; id=1']), { status: 'asked', response, tries: 1 });

const policies = {
  absent: asked(served('', 404)),
  invalid: asked(served('nothing')),
  enforce: asked(served(policyFile('enforce 9 one.info two.info'))),
  enforceOne: asked(served(policyFile('enforce 9 one.info'))),
  enforceNone: asked(served(policyFile('enforce 9 x.info'))),
  enforceZero: asked(served(policyFile('enforce 0 one.info two.info'))),
  testing: asked(served(policyFile('testing 9 x.info'))),
  modeNone: asked(served(policyFile('none 9'))),
};
const stsAnswers = {
  none: sts(text([])),
  broken: sts(text(['v=STSv1; id=a-b'])),
  notAsked: sts(text(['v=STSv1; id=1']), { status: 'not-asked' }),
  ...policies,
};
const stsSlot: Slot = {
  answers: stsAnswers,
  open: [
    { change: sts(failed('TXT')), could: Object.keys(stsAnswers) },
    { change: asked(served('', 503)), could: Object.keys(policies) },
    { change: sts(text(['v=STSv1; id=1'])), could: ['notAsked', ...Object.keys(policies)] },
  ],
};

export const transitSlots: readonly Slot[] = [...[mxSlot, stsSlot], ...hosts.map(addressSlot), ...hosts.map(tlsaSlot)];

function walkSlot(name: string): Slot {
  const at =
    (answer: Answer<'TXT'>): Change =>
    before => ({
      ...before,
      dmarc: before.dmarc.map(step => (step.name === name ? { name, answer } : step)),
    });
  const record = (tags: string) => at(text([`v=DMARC1; ${tags}`]));
  const answers = {
    ...{ none: at(text([])), reject: record('p=reject'), quarantine: record('p=quarantine'), watch: record('p=none') },
    ...{ twice: at(text(['v=DMARC1; p=none', 'v=DMARC1; p=none'])), version: at(text(['v=DMARC2; p=reject'])) },
    ...{
      noPolicy: record('sp=none'),
      byDefault: record('rua=mailto:a@corp.info'),
      spNone: record('p=reject; sp=none'),
    },
    ...{
      organization: record('p=reject; psd=n'),
      suffix: record('p=quarantine; psd=y'),
      test: record('p=reject; t=y'),
    },
    ...{ spReject: record('p=none; sp=reject; np=none'), npReject: record('p=none; np=reject') },
  };
  return { answers, open: [{ change: at(failed('TXT')), could: Object.keys(answers) }] };
}

const apex =
  (answer: Answer<'TXT'>): Change =>
  before => ({ ...before, apex: answer });
const apexAnswers = { none: apex(text([])), closed: apex(text(['v=spf1 -all'])), all: apex(text(['v=spf1 +all'])) };

export const identitySlots: readonly Slot[] = [
  mxSlot,
  { answers: apexAnswers, open: [{ change: apex(failed('TXT')), could: Object.keys(apexAnswers) }] },
  ...['mail.corp.info', 'corp.info', 'info'].map(walkSlot),
];

/** Everything answered, with nothing published. */
export const plain: Observations = {
  domain,
  at: 0,
  mx: found('MX', both, 'insecure'),
  hosts: [...hosts, 'three.info'].map(host => ({
    host,
    a: found('A', ['192.0.2.1'], 'insecure'),
    aaaa: found('AAAA', [], 'insecure'),
    tlsa: found('TLSA', [], 'insecure'),
  })),
  apex: text([]),
  sts: text([]),
  policy: undefined,
  dmarc: ['mail.corp.info', 'corp.info', 'info'].map(name => ({ name, answer: text([]) })),
};

/** The same texts at every name, and a policy file of this body. */
export function withTexts(records: readonly string[], body: string): Observations {
  const answer = text(records);
  const dmarc = plain.dmarc.map(({ name }) => ({ name, answer }));
  return { ...plain, apex: answer, sts: answer, dmarc, policy: { status: 'asked', response: served(body), tries: 1 } };
}
