/** What our own pages say apart from verdicts: labels, buttons, states. British English. */
export const screen = {
  field: 'Domain or email address',
  look: 'Look up',
  again: 'Look again',
  settings: 'Settings',
  onThisPage: 'On this page',
  toIt: 'Mail to it',
  fromIt: 'Mail claiming to be from it',
  fix: 'To fix:',
  copy: 'Copy',
  copied: 'Copied',
  copyReport: 'Copy as text',
  looking: 'Looking up…',
  noDomain: 'This page belongs to no domain that could take mail. Type a domain or an email address above.',
  notSeen:
    'A browser cannot speak to mail servers: whether they encrypt, with which version and with which certificate, has to be tested from elsewhere.',
  tester: 'Test it at internet.nl',
  testerUrl: (domain: string) => `https://internet.nl/mail/${domain}/`,
  authentic: 'signature checked by the resolver',
  lookedUp: (ago: string, answers: number, resolvers: string) =>
    `Looked up ${ago}, ${answers} ${answers === 1 ? 'answer' : 'answers'} from ${resolvers}`,
  failed: (why: string) => `That did not work: ${why}. Try again.`,

  policyTitle: 'Fetch the policy file?',
  policyWhy: (host: string) =>
    `Only that file says how strong the lock is. It is on ${host}, which then sees your network address, as any website does.`,
  policyHere: 'Fetch policy',
  policyOne: 'Fetch it',
  policyPage: (count: number) => `For all ${count} domains on this page that have one`,
  policyAlways: 'Always…',
  policyAlwaysWhy:
    'Your browser can only be asked for all sites at once. Letterlock uses this for nothing but policy files, and only after you point at or click a domain. You can take it back in the browser’s settings.',
  policyAlwaysGo: 'Ask for all sites',
  policyDenied: 'The browser did not allow it, so the file was not fetched.',

  lostTitle: 'Nothing can be looked up',
  lostWhy:
    'The browser no longer lets Letterlock ask the resolvers. Some browsers take that away together with the permission for all sites.',
  lostGo: 'Allow it again',

  quiet: (host: string) => `No marks on ${host}`,
  publicPages: 'On WhatDoTheyKnow’s public pages, look domains up',
  publicPagesOptions: { sight: 'as they come into view', act: 'when I point at them' },
  webmail: 'In webmail, look domains up',
  webmailOptions: { act: 'when I point at them', never: 'only in this window' },
  resolver: 'Ask first',
  resolverWhy: 'The resolver sees which domains are looked up. If it cannot be reached, the next one is asked.',
  clear: 'Forget everything looked up',
  cleared: 'Forgotten.',
} as const;

const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });

/** "3 minutes ago": `seconds` is how long it has been, rounded down to the largest unit that fits. */
export function ago(seconds: number): string {
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return relative.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3600), 'hour');
  return relative.format(-Math.floor(seconds / 86_400), 'day');
}
