/** The manifest and the code name the same hosts and sites (promise 7); what the build makes of it is looked at in test/browser. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import manifest from '../manifest.json' with { type: 'json' };
import { pageKind } from '../src/background/permit.ts';
import { siteOf } from '../src/content/sites/here.ts';
import { webmail } from '../src/content/sites/webmail.ts';
import { whatdotheyknow } from '../src/content/sites/whatdotheyknow.ts';
import { builtInResolvers } from '../src/edges/resolvers.ts';

const [script] = manifest.content_scripts;
const sites = (script?.matches ?? []).map(match => new URL(match).hostname);

test('there is one content script, in every frame, before the page’s own', () => {
  expect(manifest.content_scripts).toHaveLength(1);
  expect(script).toMatchObject({ run_at: 'document_start', all_frames: true, match_origin_as_fallback: true });
});

test('the hosts that may be asked are those of the resolvers', () => {
  const hosts = builtInResolvers.map(({ url }) => `https://${new URL(url).hostname}/*`);
  expect(manifest.host_permissions).toEqual(hosts);
});

describe('each site is one host over HTTPS, and treated as what it is', () => {
  test.each(sites)('%s', host => {
    expect(script?.matches).toContain(`https://${host}/*`);
    const isPublic = host === 'www.whatdotheyknow.com';
    expect(siteOf(host)).toBe(isPublic ? whatdotheyknow : webmail);
    // The background decides by the same host what may be looked up on sight.
    expect(pageKind({ url: `https://${host}/request/a`, top: true })).toBe(isPublic ? 'public' : 'webmail');
  });
});

/** Every member of the browser's API that the code calls, by the permission that gives it. */
const calls: readonly (readonly [permission: string, call: RegExp])[] = [
  ['storage', /browser\.storage\./],
  ['scripting', /browser\.scripting\./],
  ['publicSuffix', /browser\.publicSuffix\b/],
  ['webRequest', /browser\.webRequest\./],
];
const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(file => /\.tsx?$/.test(file))
  .map(file => readFileSync(`src/${file}`, 'utf8'))
  .join('\n');

describe('no permission is held that the code does not use', () => {
  test.each(calls)('%s', (permission, call) => {
    expect(manifest.permissions).toContain(permission);
    expect(code).toMatch(call);
  });

  // Needs no call of its own: the address of the current tab, while the popup stands over it.
  test('activeTab is the only other', () => {
    expect([...manifest.permissions].sort()).toEqual(['activeTab', ...calls.map(([permission]) => permission)].sort());
  });
});
