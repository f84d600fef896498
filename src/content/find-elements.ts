/** Elements that carry addresses in an attribute: mail links, and what webmail puts beside a name. */
import { readAddressList } from '../address/list.ts';
import { readMailto } from '../address/mailto.ts';
import { skipped } from './find-texts.ts';

export type Carrier = {
  readonly element: Element;
  readonly domains: readonly string[];
  readonly isLink: boolean;
};

/** In the order of trust: what a mail program states, then a link's target, then a tooltip or a label. */
export const attributeNames = 'email data-email data-hovercard-id data-value href title data-title aria-label'.split(
  ' ',
);
const attributes = attributeNames.map(
  name => [name, name === 'href' ? 'a[href^="mailto:" i]' : `[${name}*="@"]`] as const,
);

/** Any element that may carry an address. */
export const carrying = attributes.map(([, selector]) => selector).join();

/** Fills `carriers` with the elements under `root`, itself included. One native query for each attribute is cheapest. */
export function* readElements(root: Node, carriers: Map<Element, Carrier>): Generator<void, void> {
  for (const [name, selector] of attributes) {
    const isSelf = 'matches' in root && (root as Element).matches(selector);
    const under = 'querySelectorAll' in root ? (root as ParentNode).querySelectorAll(selector) : [];
    yield;
    let count = 0;
    for (const element of isSelf ? [root as Element, ...under] : under) {
      if ((++count & 255) === 0) yield;
      if (carriers.has(element)) continue;
      const value = element.getAttribute(name) ?? '';
      const isLink = name === 'href';
      const domains = isLink ? readMailto(value) : readAddressList(value);
      if (domains.length > 0 && !element.closest(skipped)) carriers.set(element, { element, domains, isLink });
    }
  }
}
