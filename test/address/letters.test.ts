/** The real letters it began with, when they lie beside the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findAddresses } from '../../src/address/find.ts';
import { findMentions } from '../../src/address/mentions.ts';

const folder = new URL('../../../shared/letters/', import.meta.url);

/** Stands for the list of public suffixes, which the browser holds. */
const suffixes = ['gov.uk', 'com', 'uk', 'org', 'net'];

const letters = [
  ['dwp.txt', ['dpw.gov.uk', 'dwp.gov.uk', 'whatdotheyknow.com']],
  ['home-office.txt', ['homeoffice.gov.uk', 'whatdotheyknow.com']],
  ['fco.txt', ['fco.gov.uk']],
  ['spy-blog-mi5.txt', ['aol.com', 'gmail.com', 'hotmail.com']],
  ['national-archives.txt', []],
] as const;

const present = letters.filter(([file]) => existsSync(new URL(file, folder)));
if (present.length < letters.length) {
  const missing = letters.filter(letter => !present.includes(letter)).map(([file]) => file);
  console.warn(`Letters not there, their cases left out: ${missing.join(', ')}`);
}

it(`knows ${letters.length} letters`, () => {
  expect(letters).toHaveLength(5);
});

for (const [file, domains] of present) {
  it(`${file}: ${domains.join(', ') || 'none'}`, () => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const found = [...findAddresses(text), ...findMentions(text)].map(({ domain }) => domain.toLowerCase());
    const known = found.filter(domain => suffixes.some(suffix => domain.endsWith(`.${suffix}`)));
    expect([...new Set(known)].sort()).toEqual(domains);
  });
}
