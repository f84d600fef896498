/** The card's own few words. Everything about a domain comes worded from the background. */
export const words = {
  looking: 'Looking up…',
  details: 'Details',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Not copied',
  off: 'Not looked up',
  failed: 'No answer',
  noDomain: 'No domain known',
  hint: 'The authority’s web domain: its mail may go elsewhere',
  shownAs: (shown: string) => `Shown as ${shown}, really this domain`,
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
