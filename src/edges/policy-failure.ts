/**
 * Why a policy could not be fetched, from the browser's own word for it. `fetch` never says; webRequest does, in Chromium
 * with a code for everything, in Firefox with a code for the network and a sentence (in the user's language) for the rest.
 */
import type { PolicyResponse } from '../protocols/policy-host.ts';

export type Failure = Extract<PolicyResponse, { readonly status: 'certificate' | 'unresolved' | 'failed' }>;
type Cause = Extract<Failure, { readonly status: 'failed' }>['cause'];

type Kind = 'certificate' | 'unresolved' | Cause;

/**
 * The first that matches. A certificate that only this browser or this network minds is no proof of a bad one: a proxy
 * that reads along, certificate transparency, pins, a revocation list that cannot be had, protocol trouble.
 */
const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/^net::ERR_CERT_(?:KNOWN_INTERCEPTION_BLOCKED|UNABLE_TO_CHECK_REVOCATION|NO_REVOCATION_MECHANISM)$/, 'other'],
  [/^net::ERR_CERT_/, 'certificate'],
  [/^net::ERR_NAME_(?:NOT_RESOLVED|RESOLUTION_FAILED)$/, 'unresolved'],
  [/^net::ERR_CONNECTION_REFUSED$/, 'refused'],
  [/^net::ERR_(?:CONNECTION_(?:RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|CONTENT_LENGTH_MISMATCH)$/, 'reset'],
  [/^net::ERR_(?:CONNECTION_)?TIMED_OUT$/, 'timeout'],
  [/^net::/, 'other'],
  [/^NS_ERROR_UNKNOWN_HOST$/, 'unresolved'],
  [/^NS_ERROR_CONNECTION_REFUSED$/, 'refused'],
  [/^NS_ERROR_NET_(?:RESET|INTERRUPT|EMPTY_RESPONSE|PARTIAL_TRANSFER)$/, 'reset'],
  [/^NS_ERROR_NET_TIMEOUT$/, 'timeout'],
  [/^(?:SEC_ERROR|MOZILLA_PKIX_ERROR)_|^SSL_ERROR_BAD_CERT_DOMAIN$/, 'certificate'],
  // Any other code: the network, the protocol, or our own hanging up.
  [/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/, 'other'],
  // A handshake that came to nothing before any certificate was looked at.
  [/\bSSL\b|encryption/, 'other'],
  // Firefox's sentences: what is left is about the certificate.
  [/\S/, 'certificate'],
];

/** `error` as webRequest tells it, undefined when it told nothing; texts are cut to 200 characters. */
export function failureOf(error: string | undefined, at: number): Failure {
  const detail = (error ?? '').slice(0, 200);
  const kind = kinds.find(([pattern]) => pattern.test(detail))?.[1] ?? 'other';
  if (kind === 'certificate' || kind === 'unresolved') return { status: kind, detail, at };
  return { status: 'failed', cause: kind, detail, at };
}
