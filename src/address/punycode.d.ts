/** The npm package by its file: the bare name means Node's own, which is deprecated. */
declare module 'punycode/punycode.js' {
  const punycode: { readonly toUnicode: (domain: string) => string };
  export = punycode;
}
