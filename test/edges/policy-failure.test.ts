import { describe, expect, test } from 'vitest';
import { failureOf } from '../../src/edges/policy-failure.ts';

type Kind = 'certificate' | 'unresolved' | 'refused' | 'reset' | 'timeout' | 'other';

const cases: readonly (readonly [error: string | undefined, kind: Kind, why: string])[] = [
  // Chromium, seen
  ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate', 'self-signed'],
  ['net::ERR_CERT_COMMON_NAME_INVALID', 'certificate', 'wrong name'],
  ['net::ERR_CERT_DATE_INVALID', 'certificate', 'expired'],
  ['net::ERR_CONNECTION_REFUSED', 'refused', 'nothing listens'],
  ['net::ERR_NAME_NOT_RESOLVED', 'unresolved', 'no such host'],
  ['net::ERR_ABORTED', 'other', 'our own hanging up, as after a redirect'],
  // Chromium, by its list of errors
  ['net::ERR_CERT_REVOKED', 'certificate', 'revoked'],
  ['net::ERR_CERT_WEAK_KEY', 'certificate', 'too weak'],
  ['net::ERR_CERT_KNOWN_INTERCEPTION_BLOCKED', 'other', 'somebody on this machine reads along'],
  ['net::ERR_CERT_UNABLE_TO_CHECK_REVOCATION', 'other', 'the list cannot be had from here'],
  ['net::ERR_CERT_NO_REVOCATION_MECHANISM', 'other', 'only this browser minds'],
  ['net::ERR_CERTIFICATE_TRANSPARENCY_REQUIRED', 'other', 'no mail server asks for it'],
  ['net::ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN', 'other', 'a pin of this browser'],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'other', 'TLS, but no certificate was looked at'],
  ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'other', 'TLS, but no certificate was looked at'],
  ['net::ERR_CONNECTION_RESET', 'reset', 'broken off'],
  ['net::ERR_CONNECTION_CLOSED', 'reset', 'closed early'],
  ['net::ERR_EMPTY_RESPONSE', 'reset', 'closed without a word'],
  ['net::ERR_CONTENT_LENGTH_MISMATCH', 'reset', 'broken off in the body'],
  ['net::ERR_CONNECTION_TIMED_OUT', 'timeout', 'no connection in time'],
  ['net::ERR_TIMED_OUT', 'timeout', 'no answer in time'],
  ['net::ERR_INTERNET_DISCONNECTED', 'other', 'no network here'],
  ['net::ERR_PROXY_CONNECTION_FAILED', 'other', 'the proxy here'],
  ['net::ERR_BLOCKED_BY_CLIENT', 'other', 'another extension'],
  ['net::ERR_SOMETHING_NEW', 'other', 'not known yet'],
  // Firefox, seen
  ['The certificate is not trusted because it is self-signed.', 'certificate', 'self-signed'],
  [
    'Unable to communicate securely with peer: requested domain name does not match the server’s certificate.',
    'certificate',
    'wrong name',
  ],
  ['Peer’s Certificate has expired.', 'certificate', 'expired'],
  ['NS_ERROR_CONNECTION_REFUSED', 'refused', 'nothing listens'],
  ['NS_ERROR_UNKNOWN_HOST', 'unresolved', 'no such host'],
  // Firefox, by its lists of errors
  ['Das Zertifikat der Gegenstelle ist abgelaufen.', 'certificate', 'in another language'],
  ['NS_ERROR_NET_RESET', 'reset', 'broken off'],
  ['NS_ERROR_NET_INTERRUPT', 'reset', 'broken off in the body'],
  ['NS_ERROR_NET_EMPTY_RESPONSE', 'reset', 'closed without a word'],
  ['NS_ERROR_NET_TIMEOUT', 'timeout', 'no answer in time'],
  ['NS_ERROR_OFFLINE', 'other', 'no network here'],
  ['NS_ERROR_PROXY_CONNECTION_REFUSED', 'other', 'the proxy here, not the host'],
  ['NS_ERROR_UNKNOWN_PROXY_HOST', 'other', 'the proxy here, not the host'],
  ['NS_BINDING_ABORTED', 'other', 'our own hanging up'],
  ['SEC_ERROR_UNKNOWN_ISSUER', 'certificate', 'a code for the certificate'],
  ['MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT', 'certificate', 'a code for the certificate'],
  ['SSL_ERROR_BAD_CERT_DOMAIN', 'certificate', 'a code for the name in it'],
  ['SSL_ERROR_RX_RECORD_TOO_LONG', 'other', 'a code for the protocol'],
  ['PR_CONNECT_RESET_ERROR', 'other', 'a code of the network'],
  ['SSL received a record that exceeded the maximum permissible length.', 'other', 'no certificate was looked at'],
  [
    'Cannot communicate securely with peer: no common encryption algorithm(s).',
    'other',
    'no certificate was looked at',
  ],
  // Neither
  ['', 'other', 'no word'],
  ['   ', 'other', 'blanks'],
  [undefined, 'other', 'the event never came'],
];

test.each(cases)('%s: %s, %s', (error, kind) => {
  const failure = failureOf(error, 5);
  expect(failure.status === 'failed' ? failure.cause : failure.status).toBe(kind);
  expect(failure).toMatchObject({ detail: error ?? '', at: 5 });
});

describe('hostile texts', () => {
  test('a long one is cut', () => {
    expect(failureOf('x'.repeat(10_000), 0).detail).toHaveLength(200);
  });
});
