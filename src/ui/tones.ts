/** Which of the five tones a finding is drawn in, beside those of the grades in shapes.ts. */
import type { Weight } from '../verdict/findings.ts';
import type { Tone } from './shapes.ts';

export const weightTones = {
  good: 'locked',
  bad: 'unlocked',
  warn: 'broken',
  note: 'neutral',
  unknown: 'neutral',
  pending: 'neutral',
} satisfies Record<Weight | 'pending', Tone>;
