import type { Name } from '../dns/resolver.ts';
import type { Cause } from '../messages/messages.ts';

/** A question: of which domain, why, and what may be done for it. */
export type Wanted = {
  readonly domain: Name;
  readonly cause: Cause;
  /** Whether the cause allows to fetch the policy file. */
  readonly policy: boolean;
  /** Asked from a private window. */
  readonly private: boolean;
  /** The user's own wish to look again: nothing held or kept will do, but a policy file that failed just now. */
  readonly again: boolean;
};
