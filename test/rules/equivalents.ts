/** Changes that no case can notice, because the program does the same without them; each with its reason. */
export const equivalents: readonly {
  readonly file: string;
  /** The code before and after, as the report prints it. */
  readonly was: string;
  readonly now: string;
  readonly why: string;
}[] = [
  {
    file: 'src/address/mailto.ts',
    was: '/^(?:to|cc|bcc)=(.*)/is',
    now: '/^(?:to|cc|bcc)=(.+)/is',
    why: 'a field that holds nothing names nobody, read or passed over',
  },
  {
    file: 'src/address/list.ts',
    was: "value.length > 10_000 || !value.includes('@')",
    now: '(value.length > 10_000)',
    why: 'nothing without "@" is an address; asked first for the sake of time',
  },
  {
    file: 'src/dns/name.ts',
    was: 'target >= barrier',
    now: '(target > barrier)',
    why: 'a pointer to the start of its own name goes round until it has too many pointers',
  },
  {
    file: 'src/dns/resolver-over.ts',
    was: "answer.status !== 'temperror' || !transportErrors.has(answer.reason)",
    now: '(!transportErrors.has(answer.reason))',
    why: 'an answer that is no temperror has no reason; asked for the sake of the types',
  },
  {
    file: 'src/protocols/mta-sts-policy.ts',
    was: 'problems.length > 0 || mode === undefined || maxAge === undefined',
    now: '(problems.length > 0 || mode === undefined)',
    why: 'a max_age that is undefined has left a problem; asked for the sake of the types',
  },
  {
    file: 'src/protocols/mta-sts-policy.ts',
    was: 'problems.length > 0 || mode === undefined',
    now: '(problems.length > 0)',
    why: 'so has a mode',
  },
  {
    file: 'src/protocols/dmarc-older.ts',
    was: '2',
    now: '3',
    why: 'only the order of the strengths counts',
  },
  {
    file: 'src/protocols/spf.ts',
    was: String.raw`/(?<!\/)\/0(?:\/\/\d+)?$/`,
    now: String.raw`/(?<!\/)\/0(?:\/\/\d*)?$/`,
    why: 'the grammar lets no term through that ends in a slash',
  },
  {
    file: 'src/protocols/spf-grammar.ts',
    was: String.raw`/(?:\.(?!\d+\.?$)[a-z\d](?:[a-z\d-]*[a-z\d])?\.?|…)$/i`,
    now: String.raw`/(?:\.(?!\d*\.?$)[a-z\d](?:[a-z\d-]*[a-z\d])?\.?|…)$/i`,
    why: 'where no digit stands before the end, no letter does, and one is asked for next',
  },
  {
    file: 'src/protocols/spf-grammar.ts',
    was: String.raw`/(?:\/(\d+))?(?:\/\/(\d+))?$/`,
    now: String.raw`/(?:\/(\d*))?(?:\/\/(\d+))?$/`,
    why: 'a slash without a number is no length, and at the end of a name it is none either',
  },
  {
    file: 'src/protocols/spf-grammar.ts',
    was: String.raw`/(?:\/(\d+))?(?:\/\/(\d+))?$/`,
    now: String.raw`/(?:\/(\d+))?(?:\/\/(\d*))?$/`,
    why: 'so with two slashes',
  },
];
