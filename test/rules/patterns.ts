/** The rules of a regular expression: each part of it that can be taken out, loosened or tightened by one. */

/** Takes and gives literals, "/^a{1,3}$/i"; those that would be no regular expressions are left out. */
export function patternsWithout(literal: string): readonly string[] {
  const end = literal.lastIndexOf('/');
  const source = literal.slice(1, end);
  const flags = literal.slice(end + 1);
  const sources = [...variantsOf(source)].map(changed => `/${changed || '(?:)'}/${flags}`);
  const fewerFlags = [...flags].filter(flag => flag !== 'g').map(flag => `/${source}/${flags.replace(flag, '')}`);
  return [`/(?!)/${flags}`, ...sources, ...fewerFlags].filter(isRegularExpression);
}

function* variantsOf(source: string): Generator<string> {
  const tokens: readonly string[] = source.match(token) ?? [];
  for (const [index, part] of tokens.entries()) {
    const put = (changed: string): string => tokens.with(index, changed).join('');
    if (part === '^' || part === '$' || part === '?' || part === '\\b') yield put('');
    if (part === '*') yield put('+');
    if (part === '+') yield put('*');
    for (const limits of otherLimits(part)) yield put(limits);
    for (const fewer of smallerClasses(part)) yield put(fewer);
    if (part === '|') yield* withoutAlternatives(tokens, index);
    if (/^\(\?<?[!=]$/.test(part)) yield withoutGroup(tokens, index);
  }
}

/** Escapes, classes, quantifiers with limits, group openings, and single characters. */
const token =
  /\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\.|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|\(\?(?:<?[!=]|:|<\w+>)|./gsu;
const classItem =
  /(?:\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\.|.)(?:-(?:\\u\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\.|.))?/gsu;

function otherLimits(part: string): readonly string[] {
  const [, least, comma = '', most = ''] = /^\{(\d+)(,?)(\d*)\}$/.exec(part) ?? [];
  if (least === undefined) return [];
  const last = most || least;
  const limits = [`{${least}${comma}${Number(last) + 1}}`, `{${least}${comma}${Number(last) - 1}}`];
  return comma ? limits : [`{${Number(least) + 1}}`, `{${Number(least) - 1}}`];
}

function smallerClasses(part: string): readonly string[] {
  const [, not = '', inside] = /^\[(\^?)(.*)\]$/su.exec(part) ?? [];
  if (inside === undefined) return [];
  const items = inside.match(classItem) ?? [];
  if (items.length < 2) return [];
  return items.map((_, index) => `[${not}${items.toSpliced(index, 1).join('')}]`);
}

/** The alternatives on either side of this bar, each taken out with it. */
function withoutAlternatives(tokens: readonly string[], bar: number): readonly string[] {
  const left = edge(tokens, bar, -1);
  const right = edge(tokens, bar, 1);
  return [tokens.toSpliced(left, bar - left + 1).join(''), tokens.toSpliced(bar, right - bar).join('')];
}

function withoutGroup(tokens: readonly string[], open: number): string {
  const close = edge(tokens, open, 1, false);
  return tokens.toSpliced(open, close - open + 1).join('');
}

/** Where the alternative at `from` begins or ends: at a bar or the parenthesis around it, within the same group. */
function edge(tokens: readonly string[], from: number, step: 1 | -1, bars = true): number {
  let depth = 0;
  for (let index = from + step; index >= 0 && index < tokens.length; index += step) {
    const part = tokens[index] ?? '';
    const opens = part.startsWith('(');
    const closes = part === ')';
    if (depth === 0 && ((step === 1 ? closes : opens) || (bars && part === '|'))) return step === 1 ? index : index + 1;
    if (opens || closes) depth += (step === 1) === opens ? 1 : -1;
  }
  return step === 1 ? tokens.length : 0;
}

function isRegularExpression(literal: string): boolean {
  const end = literal.lastIndexOf('/');
  try {
    return new RegExp(literal.slice(1, end), literal.slice(end + 1)).flags !== undefined;
  } catch {
    return false;
  }
}
