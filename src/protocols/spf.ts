import type { Answer } from '../dns/resolver.ts';

export type ApexSpf =
  | {
      readonly status: 'found';
      readonly text: string;
      /** The term by which any sender passes, as written: `+all`, `ip4:0.0.0.0/0`… */
      readonly openTerm?: string;
    }
  | { readonly status: 'none' }
  | { readonly status: 'permerror'; readonly problem: { readonly kind: 'multiple'; readonly count: number } }
  | { readonly status: 'temperror' };

export function readApexSpf(_answer: Answer<'TXT'>): ApexSpf {
  return { status: 'temperror' };
}
