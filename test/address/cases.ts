/** Reads the lists in test/fixtures: one case a line, its reason behind two spaces and "# ". */
import { readFileSync } from 'node:fs';

export type Case = { readonly text: string; readonly reason: string };

const readEscapes = (text: string): string =>
  text
    .replace(/\\u\{([\dA-F]+)\}/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/\\([nrt\\])/g, (_, letter: string) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? letter);

export function readCases(file: string): readonly Case[] {
  const lines = readFileSync(new URL(`../fixtures/${file}`, import.meta.url), 'utf8').split('\n');
  return lines
    .filter(line => line && !line.startsWith('# '))
    .map(line => {
      const [, text, reason] = /^(.*?) {2}# (.*)$/.exec(line) ?? [];
      if (text === undefined || reason === undefined) throw new Error(`${file}: no reason given: ${line}`);
      return { text: readEscapes(text), reason };
    });
}
