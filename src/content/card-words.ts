/** The card's own few words. Everything about a domain comes worded from the background. */
export const words = {
  looking: 'Looking up…',
  details: 'Details',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'This page forbids copying',
  off: {
    title: 'Not looked up',
    sentence: 'Lookups are switched off for this site. Details looks it up all the same.',
  },
  failed: { title: 'Could not ask', sentence: 'Letterlock did not answer. Point here again in a moment.' },
  noDomain: { title: 'No domain known', sentence: 'This site gives no web domain for this authority.' },
  hint: 'The authority’s web domain; its mail may go elsewhere.',
  shownAs: (shown: string) => `The page shows ${shown} here, but mail goes to the domain above.`,
  looked: 'Looked up ',
  now: 'just now',
} as const;

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "3 minutes ago"; under a minute, "just now". Milliseconds. */
export function ago(elapsed: number): string {
  const unit = units.find(([, length]) => elapsed >= length);
  return unit ? new Intl.RelativeTimeFormat('en').format(-Math.floor(elapsed / unit[1]), unit[0]) : words.now;
}
