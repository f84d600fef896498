import { beforeEach, describe, expect, test } from 'vitest';
import { fake } from './fake-browser.ts';

const { localValue, sessionRows } = await import('../../src/edges/storage.ts');
const { holdsPolicyHost, holdsResolver, onPermissions, withheldHosts } = await import('../../src/edges/permissions.ts');
const { lastWindowIsPrivate, onLastPrivateClosed } = await import('../../src/edges/windows.ts');
const { isPublicSuffix, registrableDomain } = await import('../../src/edges/suffix.ts');

beforeEach(() => {
  fake.session.clear();
  fake.local.clear();
});

describe('rows in the session', () => {
  test('are got in the order asked for, undefined where there is none', async () => {
    const rows = sessionRows<number>('a');
    await rows.set('x', 1);
    await rows.set('y', 2);
    expect(await rows.get(['y', 'z', 'x'])).toEqual([2, undefined, 1]);
    expect(await rows.all()).toEqual([
      ['x', 1],
      ['y', 2],
    ]);
    expect(await rows.keys()).toEqual(['x', 'y']);
  });

  test('of one kind are not those of another', async () => {
    const [a, ab] = [sessionRows<number>('a'), sessionRows<number>('a:b')];
    await a.set('x', 1);
    await ab.set('x', 2);
    await ab.clear();
    expect(await a.all()).toEqual([['x', 1]]);
    expect(fake.local.size).toBe(0);
  });

  test('deleted are gone, the others stay', async () => {
    const rows = sessionRows<number>('a');
    await rows.set('x', 1);
    await rows.set('y', 2);
    await rows.delete(['x', 'z']);
    expect(await rows.all()).toEqual([['y', 2]]);
  });
});

test('one value in the local storage', async () => {
  const value = localValue('settings');
  expect(await value.read()).toBeUndefined();
  await value.write({ webmail: 'never' });
  expect(await value.read()).toEqual({ webmail: 'never' });
  expect(fake.session.size).toBe(0);
});

test('permission is asked for the policy host and nothing wider', async () => {
  fake.contains.mockResolvedValueOnce(true);
  expect(await holdsPolicyHost('a.gov.uk')).toBe(true);
  expect(fake.contains).toHaveBeenCalledWith({ origins: ['https://mta-sts.a.gov.uk/*'] });
  fake.contains.mockRejectedValueOnce(new Error('Invalid host'));
  expect(await holdsPolicyHost('a_b')).toBe(false);
});

test('permission for a resolver is asked for once, until some permission changes', async () => {
  const heard: string[] = [];
  onPermissions(what => heard.push(what));
  fake.contains.mockReset().mockResolvedValueOnce(true).mockResolvedValueOnce(false);
  const url = 'https://resolver.example:8443/dns-query';
  expect([await holdsResolver(url), await holdsResolver(url)]).toEqual([true, true]);
  expect(fake.contains.mock.calls).toEqual([[{ origins: ['https://resolver.example/*'] }]]);
  for (const changed of fake.permissionsChanged) changed();
  expect(heard).toEqual(['added', 'removed']);
  expect(await holdsResolver(url)).toBe(false);
});

describe('hosts that the manifest names and the user took back', () => {
  const [resolver, site] = ['https://resolver.example/*', 'https://mail.example/*'];
  fake.manifest = { host_permissions: [resolver], content_scripts: [{ matches: [site] }] };
  const cases: readonly (readonly [held: readonly string[], withheld: readonly string[], why: string])[] = [
    [[resolver, site], [], 'none'],
    [[site, 'https://*/*', resolver], [], 'none, and more is held'],
    [[site], [resolver], 'the resolver'],
    [[resolver], [site], 'a site'],
    [[], [resolver, site], 'all'],
  ];
  test.each(cases)('held %j: %j, %s', async (held, withheld) => {
    fake.origins = held;
    expect(await withheldHosts()).toEqual(withheld);
  });
});

test('the last private window is closed only when no other is left', async () => {
  let closed = 0;
  onLastPrivateClosed(() => void closed++);
  fake.windows = [{ incognito: false }, { incognito: true }];
  expect(await lastWindowIsPrivate()).toBe(true);
  await fake.closed?.();
  expect(closed).toBe(0);
  fake.windows = [{ incognito: false }];
  expect(await lastWindowIsPrivate()).toBe(false);
  await fake.closed?.();
  expect(closed).toBe(1);
});

describe('the public suffix list', () => {
  test('a browser without it is told apart from a name without a suffix', () => {
    fake.publicSuffix = undefined;
    expect(() => registrableDomain('a.gov.uk')).toThrow('older than version 153');
    expect(() => isPublicSuffix('gov.uk')).toThrow('older than version 153');
  });
  test('null is no domain', () => {
    fake.publicSuffix = { getDomain: () => null, isKnownSuffix: () => true };
    expect(registrableDomain('gov.uk')).toBeUndefined();
    expect(isPublicSuffix('gov.uk')).toBe(true);
  });
});
