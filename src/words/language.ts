/** What a language has to say, complete by its type: a sentence that is missing does not compile. */
import type { CheckId, FindingFacts, FindingId } from '../verdict/findings.ts';
import type { IdentityGrade, TransitGrade } from '../verdict/grades.ts';
import type { IdentityReason, OlderReceivers, TransitReason } from '../verdict/verdict.ts';

/** All that a card has room for. Apart from the sentences, because the background words the cards and stays small. */
export type Headlines = {
  readonly transitTitle: Readonly<Record<TransitGrade, string>>;
  readonly identityTitle: Readonly<Record<IdentityGrade, string>>;
  /** One sentence of consequence for mail sent to the domain. */
  readonly transit: Readonly<Record<TransitReason, (domain: string) => string>>;
  readonly checkTitle: Readonly<Record<CheckId, string>>;
  /** Two to six words for a row: "not published". */
  readonly brief: { readonly [I in FindingId]: (facts: FindingFacts[I]) => string };
};

export type Identity = {
  /** One sentence of consequence for mail claiming to be from the domain. */
  readonly sentence: Readonly<Record<IdentityReason, (domain: string) => string>>;
  /** Where receivers still on RFC 7489 would do less: said before the rest. */
  readonly older: Readonly<Record<NonNullable<OlderReceivers>, string>>;
};

/** The sentences of one finding, from what a passer-by needs to what an administrator does about it. */
export type Said = {
  /** What was seen, in plain words. */
  readonly seen: string;
  /** What follows from it for the reader. */
  readonly follows: string;
  /** What the domain's administrator should do; absent where nothing is to be done. */
  readonly fix?: string;
  /** The record or line to publish, ready to copy. */
  readonly publish?: string;
};

export type Sentences = { readonly [I in FindingId]: (facts: FindingFacts[I], domain: string) => Said };
