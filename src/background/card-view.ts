/** A verdict as a hover card shows it: in words, ready to be drawn by a script that knows nothing of DNS. */
import { toUnicode } from '../address/unicode.ts';
import type { CardView } from '../messages/messages.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { headlines } from '../words/en-headlines.ts';
import { cardFacts, cardText, transitSentence } from '../words/headline.ts';

export function cardView(verdict: Verdict): CardView {
  const { domain, transit, identity, observations, expires } = verdict;
  const unicode = toUnicode(domain);
  return {
    domain,
    unicode,
    transit: { grade: transit.grade, title: headlines.transitTitle[transit.grade] },
    identity: { grade: identity.grade, title: headlines.identityTitle[identity.grade] },
    sentence: transitSentence(verdict, unicode),
    facts: cardFacts(verdict),
    at: observations.at,
    expires,
    text: cardText(verdict),
  };
}
