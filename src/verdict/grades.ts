/** The grades of product.md. The two kinds are kept apart: no value of one is ever used as the other. */

export const transitGrades = ['no-mail', 'locked', 'testing', 'unverified', 'broken', 'unlocked', 'unknown'] as const;
export type TransitGrade = (typeof transitGrades)[number];

export const identityGrades = ['rejected', 'quarantined', 'watched', 'broken', 'open', 'unknown'] as const;
export type IdentityGrade = (typeof identityGrades)[number];
