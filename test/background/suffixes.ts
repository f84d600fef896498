/** A public suffix list of a few lines, as the browser's own answers. */
import type { Suffixes } from '../../src/background/recognise.ts';

const known = new Set(['uk', 'gov.uk', 'co.uk', 'police.uk', 'com', 'org', 'net', 'de', 'arpa', 'io', 'github.io']);

export const suffixes: Suffixes = {
  isPublicSuffix: domain => known.has(domain),
  registrableDomain: domain => {
    const labels = domain.split('.');
    const at = labels.findIndex((_, index) => known.has(labels.slice(index).join('.')));
    return at > 0 ? labels.slice(at - 1).join('.') : undefined;
  },
};
