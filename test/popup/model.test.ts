import { describe, expect, test, vi } from 'vitest';
import type { Settings } from '../../src/messages/messages.ts';
import { allSites, type Ports, policyOrigin, popupModel } from '../../src/popup/model.ts';
import type { Finding } from '../../src/verdict/findings.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';

const recognised = (domain: string) => ({ domain, unicode: domain });

function verdictOf(domain: string, announced = false): Verdict {
  const notAsked: Finding = {
    id: 'sts-policy-not-asked',
    check: 'mta-sts',
    weight: 'note',
    facts: { host: `mta-sts.${domain}` },
    evidence: [],
  };
  return {
    domain,
    transit: announced
      ? { grade: 'unverified', reason: 'unverified' }
      : { grade: 'unlocked', reason: 'unlocked-nothing' },
    identity: { grade: 'open', reason: 'open' },
    findings: announced ? [notAsked] : [],
    pending: [],
    observations: {
      domain,
      at: 0,
      mx: undefined,
      hosts: [],
      apex: undefined,
      sts: undefined,
      policy: undefined,
      dmarc: [],
    },
    expires: 0,
  };
}

const settings: Settings = {
  resolvers: ['https://a/', 'https://b/'],
  publicPages: 'sight',
  webmail: 'act',
  quietSites: [],
};

/** A background that knows every domain, and a page with two; each part can be replaced. */
function world(
  changed: {
    background?: Partial<Ports['background']>;
    page?: Ports['page'] | null;
    allow?: boolean;
    withheld?: readonly string[];
  } = {},
) {
  const calls: string[] = [];
  const background: Ports['background'] = {
    read: async text =>
      text.includes('.')
        ? { status: 'found', recognised: recognised(text) }
        : { status: 'permerror', problem: 'single-label' },
    site: async () => [recognised('council.gov.uk')],
    ownMail: async () => undefined,
    held: async () => [],
    inspect: async (domain, again) => {
      calls.push(`inspect ${domain} ${again}`);
      return verdictOf(domain, domain.startsWith('sts'));
    },
    waiting: async domains => void calls.push(`waiting ${domains.join(' ')}`),
    settings: async () => settings,
    change: async wanted => wanted,
    clear: async () => void calls.push('clear'),
    ...changed.background,
  };
  const page = {
    url: 'https://www.council.gov.uk/',
    targets: async () => [recognised('sts-one.org.uk'), recognised('council.gov.uk'), recognised('sts-two.org.uk')],
    refresh: async () => void calls.push('refresh'),
  };
  const request = vi.fn(async (origins: readonly string[]) => {
    calls.push(`request ${origins.join(' ')}`);
    return changed.allow ?? true;
  });
  const model = popupModel({
    background,
    page: changed.page === null ? undefined : (changed.page ?? page),
    request,
    withheld: async () => changed.withheld ?? [],
    copy: async text => void calls.push(`copy ${text.split('\n')[0]}`),
    now: () => 0,
  });
  return { model, calls };
}

describe('opening', () => {
  test('shows what is held before anything is asked', async () => {
    const { model, calls } = world({ background: { held: async domains => domains.map(domain => verdictOf(domain)) } });
    await model.open('');
    expect(model.verdict.value?.transit.grade).toBe('unlocked');
    expect(calls).toEqual([]);
  });

  test('then asks for the domain of the site, not for those of the page', async () => {
    const { model, calls } = world();
    await model.open('');
    await model.begin();
    expect(calls).toEqual(['inspect council.gov.uk false']);
  });

  test('the page’s domains follow the site’s own, none twice; the host’s own mail comes last, where nothing moves', async () => {
    const { model } = world({ background: { ownMail: async () => recognised('www.council.gov.uk') } });
    await model.open('');
    await model.begin();
    expect(model.here.domains.value.map(({ domain }) => domain)).toEqual([
      'council.gov.uk',
      'sts-one.org.uk',
      'sts-two.org.uk',
      'www.council.gov.uk',
    ]);
  });

  test('in a tab of its own: the domain after the #', async () => {
    const { model, calls } = world({ page: null });
    await model.open('dwp.gov.uk');
    await model.begin();
    expect(calls).toEqual(['inspect dwp.gov.uk false']);
    expect(model.field.value).toBe('dwp.gov.uk');
  });

  test('a page of the browser has no domain', async () => {
    const { model, calls } = world({ background: { site: async () => [] } });
    await model.open('');
    await model.begin();
    expect(model.subject.value).toBeUndefined();
    expect(calls).toEqual([]);
  });
});

describe('asking', () => {
  test('what is no domain gets its reason, and keeps what was shown', async () => {
    const { model, calls } = world();
    await model.look('dwp.gov.uk');
    await model.look('nonsense');
    expect(model.problem.value).toContain('at least two parts');
    expect(model.subject.value?.domain).toBe('dwp.gov.uk');
    expect(calls).toEqual(['inspect dwp.gov.uk false']);
  });

  test('"look again" asks all of it again', async () => {
    const { model, calls } = world();
    await model.look('dwp.gov.uk');
    await model.again();
    expect(calls.at(-1)).toBe('inspect dwp.gov.uk true');
  });

  test('a background that fails is told in a sentence, and nothing is lost', async () => {
    const { model } = world({ background: { inspect: () => Promise.reject(new Error('inspect: nobody answered')) } });
    await model.look('dwp.gov.uk');
    expect(model.problem.value).toContain('nobody answered');
    expect(model.looking.value).toBe(false);
  });

  test('progress of another domain does not show in this one', async () => {
    const { model } = world();
    await model.look('dwp.gov.uk');
    model.hear(verdictOf('sts-other.org.uk', true));
    expect(model.verdict.value?.domain).toBe('dwp.gov.uk');
  });
});

describe('policy files', () => {
  test('one domain: noted before the prompt, which may close this window', async () => {
    const { model, calls } = world();
    await model.look('sts-one.org.uk');
    await model.allowPolicies(['sts-one.org.uk']);
    expect(calls.slice(1)).toEqual([
      'waiting sts-one.org.uk',
      'request https://mta-sts.sts-one.org.uk/*',
      'inspect sts-one.org.uk false',
    ]);
  });

  test('denied: said, and not asked for', async () => {
    const { model, calls } = world({ allow: false });
    await model.look('sts-one.org.uk');
    await model.allowPolicies(['sts-one.org.uk']);
    expect(model.note.value).toContain('did not allow');
    expect(calls.filter(call => call.startsWith('inspect'))).toHaveLength(1);
  });

  test('all of this page in one prompt: those with an unfetched policy only', async () => {
    const { model, calls } = world({
      background: { held: async ds => ds.map(d => verdictOf(d, d.startsWith('sts'))) },
    });
    await model.open('');
    await model.begin();
    expect(model.unfetched.value).toEqual(['sts-one.org.uk', 'sts-two.org.uk']);
    await model.allowPolicies(model.unfetched.value);
    expect(calls).toContain(`request ${policyOrigin('sts-one.org.uk')} ${policyOrigin('sts-two.org.uk')}`);
  });

  test('always: the one broad permission', async () => {
    const { model, calls } = world();
    await model.allowPolicies(['sts-one.org.uk'], [allSites]);
    expect(calls).toContain('request https://*/*');
  });
});

test('a change of settings reaches the page', async () => {
  const { model, calls } = world();
  await model.open('');
  await model.change({ quietSites: ['www.council.gov.uk'] });
  expect(model.settings.value?.quietSites).toEqual(['www.council.gov.uk']);
  expect(calls).toContain('refresh');
});

test('forgetting forgets what is shown too', async () => {
  const { model, calls } = world();
  await model.look('dwp.gov.uk');
  await model.clear();
  expect(model.verdict.value).toBeUndefined();
  expect(calls).toContain('clear');
});

test('what is copied is the verdict as text', async () => {
  const { model, calls } = world();
  await model.look('dwp.gov.uk');
  await model.copyReport();
  expect(calls.at(-1)).toBe('copy dwp.gov.uk, looked up by Letterlock on 1 January 1970 at 00:00:00 UTC');
});

describe('what the user has taken back', () => {
  const cases: readonly (readonly [withheld: readonly string[], lost: readonly string[], why: string])[] = [
    [[], [], 'nothing'],
    [['https://mail.example/*'], [], 'a site'],
    [['https://a/*'], [], 'one resolver: another is asked'],
    [['https://a/*', 'https://b/*'], ['https://a/*', 'https://b/*'], 'every resolver'],
    [
      ['https://a/*', 'https://mail.example/*', 'https://b/*'],
      ['https://a/*', 'https://mail.example/*', 'https://b/*'],
      'everything',
    ],
  ];
  test.each(cases)('%j: asked for again is %j, %s', async (withheld, lost) => {
    const { model, calls } = world({ withheld });
    await model.open('');
    await model.begin();
    expect(model.lost.value).toEqual(lost);
    if (lost.length === 0) return;
    await model.allowAgain();
    expect(calls.slice(-2)).toEqual([`request ${lost.join(' ')}`, 'inspect council.gov.uk true']);
    expect(model.lost.value).toEqual([]);
  });

  test('is still lost when the browser is told no', async () => {
    const { model, calls } = world({ withheld: ['https://a/*', 'https://b/*'], allow: false });
    await model.open('');
    await model.begin();
    await model.allowAgain();
    expect(model.lost.value).toHaveLength(2);
    expect(calls.at(-1)).toBe('request https://a/* https://b/*');
  });
});
