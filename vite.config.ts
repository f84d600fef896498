import { readFileSync, writeFileSync } from 'node:fs';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import base from './manifest.json' with { type: 'json' };

const target = process.env.TARGET === 'firefox' ? 'firefox' : 'chrome';

/** Firefox runs the background as an event page and wants an id; what it does not know is left out. */
function forFirefox({ minimum_chrome_version: _, key: _key, background, ...rest }: typeof base) {
  return {
    ...rest,
    background: { scripts: [background.service_worker], type: 'module' },
    browser_specific_settings: {
      gecko: {
        id: 'letterlock@extension',
        strict_min_version: '153.0',
        data_collection_permissions: { required: ['websiteContent', 'personalCommunications', 'browsingActivity'] },
      },
    },
  };
}

/** crxjs lists chunks as web-accessible; the content script is one file and needs none (promise 7). */
const noWebAccessibleResources: Plugin = {
  name: 'no-web-accessible-resources',
  enforce: 'post',
  writeBundle({ dir }) {
    const file = `${dir}/manifest.json`;
    const { web_accessible_resources: _, ...manifest } = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  },
};

/**
 * The popup has its own copy of what the background uses too. A chunk of both would be gzipped without its neighbours, and
 * each would load what only the other needs of it: two kilobytes more.
 */
const popupApart: Plugin = {
  name: 'popup-apart',
  enforce: 'pre',
  async resolveId(source, importer) {
    const isPopups = (id: string) => /\/src\/popup\/|\?popup$/.test(id);
    if (importer === undefined || !isPopups(importer)) return null;
    const found = await this.resolve(source, importer.replace(/\?popup$/, ''), { skipSelf: true });
    if (!found || isPopups(found.id) || !/\/src\/.*\.tsx?$/.test(found.id)) return found;
    return { ...found, id: `${found.id}?popup` };
  },
};

const extension = [
  popupApart,
  crx({
    manifest: (target === 'firefox' ? forFirefox(base) : base) as ManifestV3Export,
    browser: target,
    contentScripts: { standaloneFiles: ['src/content/main.ts'] },
  }),
  noWebAccessibleResources,
];

export default defineConfig({
  // The tests read the sources as they are; only a build makes an extension of them.
  plugins: process.env.VITEST ? [] : extension,
  // terser: half a kilobyte less in the content script of every page, and in the background
  build: {
    outDir: `dist/${target}`,
    modulePreload: false,
    target: 'esnext',
    minify: 'terser',
    terserOptions: { ecma: 2020, toplevel: true, compress: { passes: 4, unsafe_arrows: true, keep_fargs: false } },
  },
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/{lab,browser,bench}/**'],
          setupFiles: ['test/no-network.ts'],
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/{lab,browser}/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
