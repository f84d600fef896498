/** Something found in text: characters `start` up to, not including, `end` (UTF-16 units). */
export type Found = {
  readonly kind: 'address' | 'mention';
  readonly start: number;
  readonly end: number;
  /** As written, without soft hyphens and zero-width characters. */
  readonly domain: string;
};
