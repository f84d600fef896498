/** A verdict as a hover card shows it: in words, ready to be drawn by a script that knows nothing of DNS. */
import { toUnicode } from '../address/unicode.ts';
import type { CardView } from '../messages/messages.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { en } from '../words/en.ts';
import { asText, cardFacts, transitSentence } from '../words/explain.ts';

export function cardView(verdict: Verdict): CardView {
  const { domain, transit, identity, observations, expires } = verdict;
  return {
    domain,
    unicode: toUnicode(domain),
    transit: { grade: transit.grade, title: en.transitTitle[transit.grade] },
    identity: { grade: identity.grade, title: en.identityTitle[identity.grade] },
    sentence: transitSentence(verdict),
    facts: cardFacts(verdict),
    at: observations.at,
    expires,
    text: asText(verdict),
  };
}
