/** The pages and texts that the finder is measured on. Repeatable: every run reads the same. */

const words = 'the quick brown fox jumps over a lazy dog and then some more of these words stand here'.split(' ');

/** Texts of a length made of words; `stops` is the share of words that end a sentence. */
function prose(seed: number, stops: number): (length: number) => string {
  let state = seed;
  const random = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  return length => {
    let text = '';
    while (text.length < length) text += `${words[Math.floor(random() * words.length)]}${random() < stops ? '.' : ''} `;
    return text.slice(0, length);
  };
}

/**
 * A list of messages as webmail shows it: rows of five texts of 30 characters. One text in a hundred has an address, one
 * in 400 a mention, one row in 40 an address in an attribute. `gap` is the white space between tags.
 */
function rows(count: number, gap: string): string {
  const plain = prose(1, 0.02);
  let texts = 0;
  const text = () => {
    texts++;
    if (texts % 100 === 0) return `from office${texts}@council${texts % 50}.org.uk`;
    return texts % 400 === 33 ? 'the council.org.uk e-mail list' : plain(30);
  };
  const row = (_: unknown, i: number) => {
    const title = i % 40 === 0 ? `clerk${i}@parish.org.uk` : plain(20);
    const cells = [
      `<div class="from" title="${title}">${text()}</div>`,
      `<div class="subject"><a href="/m/${i}">${text()}</a></div>`,
      `<b>${text()}</b>`,
      `<div class="date" aria-label="10 May">${text()}</div>`,
      `<p>${text()}</p>`,
    ];
    return `<div class="row" role="option">${gap}${cells.join(gap)}${gap}</div>`;
  };
  return Array.from({ length: count }, row).join(gap);
}

/** Letters: paragraphs of some 570 characters, half of them with bold text inside; addresses and mentions as above. */
function letters(count: number, gap: string): string {
  const plain = prose(2, 0.06);
  const letter = (_: unknown, i: number) => {
    const address = i % 25 === 0 ? `Write to office${i}@council${i % 50}.org.uk, please.` : '';
    const mention = i % 100 === 7 ? 'It is about the council.org.uk email system.' : '';
    return `<p>${plain(570)} ${address}${mention}</p>${gap}<p>${plain(570)} <b>${plain(30)}</b> ${plain(570)}</p>`;
  };
  return Array.from({ length: count }, letter).join(gap);
}

/** Pages of about so many text nodes. */
export const pages = {
  /** As a server writes it from templates: a list and below it the letters, white space between the tags. */
  page: nodes => rows((nodes * 0.75) / 12, '\n    ') + letters((nodes * 0.25) / 6, '\n'),
  /** A list that a script has built: not one text node without words. */
  list: nodes => rows(nodes / 5, ''),
  /** Letters alone. */
  letters: nodes => letters(nodes / 4, ''),
} satisfies Record<string, (nodes: number) => string>;

export type PageName = keyof typeof pages;

/** Text that makes scanners quadratic; each of about `length` characters. */
export const hostile: Readonly<Record<string, (length: number) => string>> = {
  'a…': length => 'a'.repeat(length),
  'a…@': length => `${'a'.repeat(length)}@`,
  'a@a@…': length => 'a@'.repeat(length / 2),
  '@…': length => '@'.repeat(length),
  'a.a.…@b': length => `${'a.'.repeat(length / 2)}@b`,
  'x@a.a.…': length => `x@${'a.'.repeat(length / 2)}`,
  '(…': length => '('.repeat(length),
};
