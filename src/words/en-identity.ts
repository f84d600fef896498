/** What follows for mail claiming to be from a domain, in British English. The popup says it; a card has no room. */
import type { Identity } from './language.ts';

export const identitySaid: Identity = {
  sentence: {
    rejected: d => `Servers that check refuse mail that falsely claims to be from ${d}.`,
    quarantined: d => `Servers that check put mail that falsely claims to be from ${d} into spam.`,
    watched: d => `Mail that falsely claims to be from ${d} is delivered; its owner at most hears of it.`,
    'watched-by-default': d => `${d} does not say what to do with forged mail, so it is delivered and only reported.`,
    'broken-record': d =>
      `${d} means to be protected against forgery, but its record is faulty, so receivers ignore it.`,
    'broken-p': d =>
      `${d} means to be protected against forgery, but its record does not say how, so receivers ignore it.`,
    'broken-spf': d => `${d} lets every server on the internet send in its name, so forged mail passes as real.`,
    open: d => `Anyone can send mail that claims to be from ${d}, and receivers are not told that it is false.`,
    'unknown-dns': d => `Not all questions about ${d} were answered, so nothing is said about forgery.`,
    pending: d => `Looking up ${d}…`,
  },
  older: {
    multiple: 'Receivers on the older DMARC standard see two records and protect nothing.',
    pct: 'Receivers on the older DMARC standard apply this to only part of the mail.',
    psd: 'Receivers on the older DMARC standard do not find this record and protect nothing.',
    'tree-walk': 'Receivers on the older DMARC standard read the records differently and may do less.',
  },
};
