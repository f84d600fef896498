/** Names as a reader should see them. A label that could be taken for another one stays an A-label. */
import { toUnicode as decode } from 'punycode/punycode.es6.js';

/** The scripts of one writing system may stand together (Unicode Technical Standard 39, "highly restrictive"). */
const WRITING_SYSTEMS: readonly RegExp[] = [
  ['Latin'],
  ['Greek'],
  ['Cyrillic'],
  ['Armenian'],
  ['Georgian'],
  ['Hebrew'],
  ['Arabic'],
  ['Devanagari'],
  ['Bengali'],
  ['Tamil'],
  ['Telugu'],
  ['Thai'],
  ['Han', 'Hiragana', 'Katakana'],
  ['Han', 'Hangul'],
  ['Han', 'Bopomofo'],
].map(scripts => {
  const letters = scripts.map(script => `\\p{sc=${script}}`).join('');
  return new RegExp(`^[${letters}\\d\\u30fc\\u3005-]+$`, 'u');
});

/** Anything but Cyrillic and Greek letters that pass for Latin ones: a label without it is a disguise. */
const TELLING = /[^асԁеһіјӏорԛѕԝхуъьѵгпмнтвкαβγεικνορτυχ\d-]/;

function readable(label: string): string {
  let unicode: string;
  try {
    unicode = decode(label);
  } catch {
    return label;
  }
  const isOneSystem = WRITING_SYSTEMS.some(system => system.test(unicode));
  const url = `http://${unicode}.example/`;
  const isFaithful = URL.canParse(url) && new URL(url).hostname === `${label}.example`;
  return isOneSystem && isFaithful && TELLING.test(unicode) ? unicode : label;
}

/** A name (A-labels) with those labels in Unicode that are of one writing system and no disguise of a Latin one. */
export function toUnicode(domain: string): string {
  return domain.split('.').map(readable).join('.');
}
