/** MX hosts that are never looked up: whoever writes an MX record would have us ask for them. */
import { isSpecialUse } from '../address/special.ts';
import type { Name } from '../dns/resolver.ts';
import { isIpLiteral } from '../protocols/mx.ts';

/** An IP address, a single label or a name of special use (RFC 6761 §6, RFC 7686 §2): no mail can be delivered there. */
export function isNowhere(host: Name): boolean {
  return isIpLiteral(host) || isSpecialUse(host);
}
