/** The npm package by its file: the bare name means Node's own, which is deprecated. */
declare module 'punycode/punycode.es6.js' {
  export const toUnicode: (domain: string) => string;
}
