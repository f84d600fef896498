/** What the build has written: its rights, its size, its zips, and what Mozilla's linter says of it. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { finderAndMarks, loadedBy, sizeLimits, sizeOf } from '../bench/sizes.ts';

/** The sites that are named at install (promise 7). */
const sites = [
  'www.whatdotheyknow.com',
  'mail.google.com',
  'outlook.live.com',
  'outlook.office.com',
  'outlook.office365.com',
  'outlook.cloud.microsoft',
  'mail.yahoo.com',
  'mail.proton.me',
  'app.fastmail.com',
  'app.tuta.com',
];
const builds = ['dist/chrome', 'dist/firefox'];

function manifestOf(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return entries.map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

describe.each(builds)('the rights of %s (promise 7)', folder => {
  const manifest = manifestOf(folder);
  it.each([
    ['permissions', ['storage', 'activeTab', 'scripting', 'publicSuffix', 'webRequest']],
    ['host_permissions', ['https://cloudflare-dns.com/*', 'https://dns.google/*', 'https://dns.mullvad.net/*']],
    ['optional_host_permissions', ['https://*/*']], // a policy host, or a site the user adds: only when asked for
    ['optional_permissions', undefined],
    ['web_accessible_resources', undefined], // or any page could see that it is installed
    ['externally_connectable', undefined],
    ['content_security_policy', undefined], // the browsers' own is the strict one
    ['incognito', undefined], // spanning: one background, which is told what is private
  ])('%s', (key, expected) => expect(manifest[key]).toEqual(expected));

  it('runs on the sites that it names, and on no other', () => {
    const scripts = manifest.content_scripts as readonly { readonly matches: readonly string[] }[];
    expect(scripts.flatMap(({ matches }) => matches)).toEqual(sites.map(host => `https://${host}/*`));
  });
});

it('the background is a worker in Chrome and an event page in Firefox, which ends when it is idle', () => {
  const background = { type: 'module', file: 'service-worker-loader.js' };
  expect(manifestOf('dist/chrome').background).toEqual({ type: background.type, service_worker: background.file });
  expect(manifestOf('dist/firefox').background).toEqual({ type: background.type, scripts: [background.file] });
});

it.each([
  ['dist/chrome', ['key', 'minimum_chrome_version']],
  ['dist/firefox', ['browser_specific_settings']],
])('%s says nothing else', (folder, own) => {
  const shared = ['manifest_version', 'name', 'version', 'description', 'icons', 'action', 'background', 'commands'];
  const rights = ['content_scripts', 'permissions', 'host_permissions', 'optional_host_permissions'];
  expect(Object.keys(manifestOf(folder)).sort()).toEqual([...shared, ...rights, ...own].sort());
});

it('asks Firefox users for what it tells resolvers, and no more', () => {
  const { gecko } = manifestOf('dist/firefox').browser_specific_settings as { gecko: Record<string, unknown> };
  expect(gecko.strict_min_version).toBe('153.0');
  // A domain goes to a resolver: read from a page, from a mail, or the current site's own.
  expect(gecko.data_collection_permissions).toEqual({
    required: ['websiteContent', 'personalCommunications', 'browsingActivity'],
  });
});

describe('sizes, gzipped', () => {
  const { finderAndMarks: mostOfFinder, ...mostOfParts } = sizeLimits;
  describe.each(builds)('%s', folder => {
    it.each(Object.entries(mostOfParts))('%s and what it loads: at most %d bytes', (name, most) => {
      expect(sizeOf(folder, name), loadedBy(folder, name).join(', ')).toBeLessThanOrEqual(most);
    });
  });

  it(`finder and marks: at most ${mostOfFinder} bytes of the content script`, async () => {
    expect(await finderAndMarks()).toBeLessThanOrEqual(mostOfFinder);
  });
});

describe('the zips', () => {
  /** Name and content of each entry, from the central directory at the end (APPNOTE 4.3.12). */
  function* entriesOf(zip: Buffer): Generator<readonly [string, Buffer]> {
    const end = zip.lastIndexOf('PK\x05\x06');
    let at = zip.readUInt32LE(end + 16);
    for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
      const [length, extra, comment] = [28, 30, 32].map(offset => zip.readUInt16LE(at + offset));
      const packed = zip.readUInt32LE(at + 20);
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      yield [
        zip.toString('utf8', at + 46, at + 46 + (length ?? 0)),
        inflateRawSync(zip.subarray(start, start + packed)),
      ];
      at += 46 + (length ?? 0) + (extra ?? 0) + (comment ?? 0);
    }
  }

  it.each(builds)('%s is packed whole', folder => {
    const packed = new Map(entriesOf(readFileSync(folder.replace('dist/', 'dist/letterlock-').concat('.zip'))));
    expect([...packed.keys()]).toEqual(filesIn(folder));
    for (const [name, content] of packed) expect(content.equals(readFileSync(join(folder, name))), name).toBe(true);
  });

  it('the same files give the same bytes', () => {
    const read = () =>
      builds.map(folder => readFileSync(folder.replace('dist/', 'dist/letterlock-').concat('.zip'), 'hex'));
    const before = read();
    execFileSync('node', ['test/zip.mjs']);
    expect(read()).toEqual(before);
  });
});

it('web-ext lint: no error, and no warning but the known one', () => {
  const said = execFileSync('web-ext', ['lint', '--source-dir=dist/firefox', '--output=json', '--no-input'], {
    encoding: 'utf8',
  });
  const { errors, warnings, notices } = JSON.parse(said) as Record<string, readonly { code: string; file?: string }[]>;
  expect(errors).toEqual([]);
  expect(notices).toEqual([]);
  // preact can set innerHTML; that we do not is a lint rule (noDangerouslySetInnerHtml).
  expect(warnings?.map(({ code, file }) => `${code} ${file?.replace(/-.*/, '')}`)).toEqual([
    'UNSAFE_VAR_ASSIGNMENT assets/index.html',
  ]);
});
