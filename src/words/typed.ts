/** Why a typed text stands for no domain that can be looked up: what is wrong, and what to do. British English. */
export const typedProblem = {
  nothing: 'Nothing was typed. Type a domain such as example.com or an email address.',
  'no-domain': 'This is not a domain or an email address. Type one such as example.com or name@example.com.',
  'no-address': 'There is no domain behind the @. Add it, as in name@example.com.',
  'single-label': 'A domain has at least two parts. Add the rest of the name, as in example.com.',
  'ip-address': 'This is the address of a machine, not a domain. Type the domain that stands behind the @.',
  'special-use':
    'This name is reserved and never takes mail on the internet, so it is not looked up. Type another one.',
  'unknown-suffix': 'No public domain ends like this. Check the spelling of the last part.',
} as const;
