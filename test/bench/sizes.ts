/** What each part of the built extension loads, as it would travel: gzipped, in bytes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

export const sizeLimits = {
  'src/content/main.js': 12_000,
  'src/popup/index.html': 30_000,
  'service-worker-loader.js': 30_000,
  finderAndMarks: 5_000,
} as const;

/** A file of a built folder and all that it loads, each once. */
export function loadedBy(folder: string, name: string): readonly string[] {
  const seen = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(join(folder, file), 'utf8');
    const loaded = text.matchAll(/(?:from|import|src=|href=)\s*"([^"]+\.(?:js|css))"|import\s*'([^']+\.js)'/g);
    for (const [, quoted, single] of loaded) {
      const path = quoted ?? single ?? '';
      follow(path.startsWith('/') ? path.slice(1) : join(file, '..', path));
    }
  };
  follow(name);
  return [...seen];
}

export function sizeOf(folder: string, name: string): number {
  return loadedBy(folder, name).reduce((sum, file) => sum + gzipped(readFileSync(join(folder, file))), 0);
}

/** The part of the content script that finds and marks, built alone as the whole is. */
export async function finderAndMarks(): Promise<number> {
  const entry = 'finder-and-marks';
  const source = `export * from '/src/content/find.ts'; export * from '/src/content/mark.ts';`;
  const built = await build({
    logLevel: 'silent',
    configFile: false,
    plugins: [{ name: entry, resolveId: id => (id === entry ? id : null), load: id => (id === entry ? source : null) }],
    build: {
      write: false,
      target: 'esnext',
      minify: 'terser',
      terserOptions: { ecma: 2020, toplevel: true, compress: { passes: 4, unsafe_arrows: true, keep_fargs: false } },
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' },
    },
  });
  const [bundle] = Array.isArray(built) ? built : [built];
  const code = 'output' in bundle ? bundle.output.map(part => ('code' in part ? part.code : '')).join('') : '';
  // An empty bundle would be small as well.
  if (!code.includes('Highlight')) throw new Error('the finder and the marks were not built');
  return gzipped(code);
}

function gzipped(text: string | Uint8Array): number {
  return gzipSync(text, { level: 9 }).length;
}
