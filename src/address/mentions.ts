/**
 * Bare domains that speak of mail: `@homeoffice.gov.uk`, or a plain `fco.gov.uk` close to a word such as "email".
 * Everything looked at around a domain has a fixed size, so that the time grows with the text alone.
 */
import { isDomainPart, isSeam, isWord } from './characters.ts';
import { isSpoilt, readDomain } from './domain.ts';
import type { Found } from './found.ts';
import { urlsOf } from './urls.ts';

/** The gate: no plain domain counts in a text without one of these. */
export const MAIL_WORD = /mail|domain|address/i;

const WORD = String.raw`(?:e-?)?mail(?:s|ing|box|boxes)?\b|(?<!public\s)domains?\b|(?<!\b(?:web|website|site|ip)\s)address(?:es)?\b`;
/** "… the email domain of the department, fco.gov.uk": in one sentence, and not by way of another thing. */
const BEFORE = new RegExp(
  String.raw`(?<![\w.@-])(?:${WORD})(?:(?!\n\s*\n|\b(?:or|and|visit|see|web\w*|sites?)\b)[^.!?;|]){1,40}$`,
  'i',
);
/** "fco.gov.uk email system", "gmail.com and aol.com e-mail accounts"; not "council.gov.uk or email us". */
const AFTER = new RegExp(
  String.raw`^['’]?s?['"’”»)*_]*[\s-]+(?:(?!(?:or|and|to|by|for|via|is)\b)\w{1,20}\s){0,2}(?:${WORD})(?![.@]\w)`,
  'i',
);
/** What may stand between two domains of one list; a slip such as "yahoo,com" is passed over. */
const JOINT = /^(?:\s*(?:,|;|\/|&|\bor\b|\band\b)\s*(?:\w{1,20},\w{1,20}\b)?){1,4}$/i;
/** Behind "foi@", a hyphen and a break, or inside a path, a domain is half of something else. */
const HALF = /[^\s"'“‘”’«»„([{<*,;:|—–]$|@\s+$|-\s*\n\s*$/;
/** File names whose ending is also a top-level domain, and host names of the web. */
const FILE_OR_WEB = /^www\.|\.(?:zip|mov)$|^[^A-Z].*\.[A-Z][a-z]+$/;

/**
 * What stands behind the localpart of an address in a form that is not read here, and behind the text of a Markdown link
 * to a site. "sam.page" of `"sam.page"@council.example` is a person's name and a domain that can be looked up.
 */
const OTHER = /^(?:[+%&=]\w|[^\s,;)]{0,64}\s*(?:@|%40|[[(]\s?at\s?[\])])|[^[\]\n]{0,40}\]\()/i;

type Candidate = Found & { readonly certain: boolean };

const OPENING = /(?:^|[\s([{<])["“‘'«„*_]{0,3}$|[—–,;:“‘«„]$/;

/** Whether `@` at this place stands alone: at the start of a word or behind an opening mark. */
function isOpening(text: string, at: number): boolean {
  return at === 0 || (!isWord(text.charCodeAt(at - 1)) && OPENING.test(text.slice(Math.max(0, at - 4), at)));
}

function judge(text: string, start: number, isMailText: boolean): Candidate | undefined {
  const isHandle = text[start - 1] === '@';
  if (isHandle ? !isOpening(text, start - 1) : !isMailText) return undefined;
  const read = readDomain(text, start);
  if (!read || isSpoilt(text, read.end) || text[read.end] === '/') return undefined;
  const { domain, end } = read;
  if (isHandle) return { kind: 'mention', start: start - 1, end, domain, certain: true };
  const before = text.slice(Math.max(0, start - 60), start);
  if (HALF.test(before) || FILE_OR_WEB.test(domain)) return undefined;
  const after = text.slice(end, end + 80);
  if (OTHER.test(after)) return undefined;
  return { kind: 'mention', start, end, domain, certain: BEFORE.test(before) || AFTER.test(after) };
}

/** Domains joined to a certain one by commas, "or" or "and" are as certain as it. */
function spread(text: string, candidates: readonly Candidate[]): readonly Found[] {
  const certain = candidates.map(candidate => candidate.certain);
  const joined = candidates.map((candidate, index) => {
    const gap = text.slice(candidates[index - 1]?.end ?? candidate.start, candidate.start);
    return gap.length < 40 && JOINT.test(gap);
  });
  for (let i = 1; i < certain.length; i++) if (joined[i] && certain[i - 1]) certain[i] = true;
  for (let i = certain.length - 1; i > 0; i--) if (joined[i] && certain[i]) certain[i - 1] = true;
  return candidates.filter((_, index) => certain[index]);
}

/**
 * The mentions in `text`, in order, each with its exact range (the "@" included). Whether the suffix exists is not
 * decided here. Domains of addresses, handles and URLs are not mentions.
 */
export function findMentions(text: string): readonly Found[] {
  const isMailText = MAIL_WORD.test(text);
  if (!isMailText && !text.includes('@')) return [];
  const candidates: Candidate[] = [];
  let isInUrl: ((position: number) => boolean) | undefined;
  let end = 0;
  for (let dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', Math.max(end, dot + 1))) {
    let start = dot;
    while (start > end) {
      const code = text.charCodeAt(start - 1);
      if (!isDomainPart(code) || (start < dot && isSeam(code, text.charCodeAt(start)))) break;
      start--;
    }
    end = dot;
    while (isDomainPart(text.charCodeAt(end))) end++;
    const candidate = start < dot && judge(text, start, isMailText);
    if (!candidate) continue;
    isInUrl ??= urlsOf(text);
    if (isInUrl(start)) continue;
    candidates.push(candidate);
    end = candidate.end;
  }
  return candidates.length > 0 ? spread(text, candidates) : [];
}
