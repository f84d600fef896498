/**
 * What Alaveteli makes of the text of a letter before a reader sees it: masks, escaping, links, paragraphs. Written from
 * its behaviour, with its faults: `10@£5` becomes a link, and an address with a long top level is not masked.
 */

export type Masks = {
  /** The name in "[… request email]": short if the authority has a short one. */
  readonly authority: string;
  /** The address to which the authority's mail goes. */
  readonly authorityAddress?: string;
  /** The request's own address. */
  readonly requestAddress?: string;
  readonly requestId?: number;
};

/** A letter as the site prints it; addresses are masked if `masks` is given. `relation` is the rel of its links. */
export function letter(text: string, masks?: Masks, relation = ''): string {
  return paragraphs(link(escapeHtml(masks ? mask(text, masks) : text), relation));
}

/** An annotation: never masked, and its lines broken without paragraphs. */
export function annotation(text: string): string {
  return link(escapeHtml(text), '').replaceAll('\n', '<br>');
}

/** Addresses whose last label has two to four letters give way to a mask; what the pattern misses leaks. */
export function mask(text: string, { authority, authorityAddress, requestAddress, requestId = 1 }: Masks): string {
  let masked = text;
  if (requestAddress) masked = masked.replaceAll(requestAddress, `[FOI #${requestId} email]`);
  if (authorityAddress) masked = masked.replaceAll(authorityAddress, `[${authority} request email]`);
  return masked.replaceAll(/[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,4}\b/g, '[email address]');
}

export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, character => entities[character] ?? character);
}

/** URLs anywhere, www. and anything with an @ after white space. Angle brackets, escaped, count as white space. */
function link(escaped: string, relation: string): string {
  const rel = relation ? ` rel="${relation}"` : '';
  const url = /(https?:\/\/[^\s<>{}()]+[^\s.,<>{}()])/.source;
  const www = /(?<=^|\s)(www\.[a-z0-9-]+(?:\.[a-z0-9~-]+)+(?:\/[^\s<>{}()]*[^\s.,<>{}()])?)/.source;
  const address = /(?<=^|\s)([a-z0-9._-]+@[^,<\s]*[^.,<\s])/.source;
  const any = new RegExp(`${url}|${www}|${address}`, 'gi');
  const linked = escaped.split(/(&lt;|&gt;)/).map(part =>
    part.replaceAll(any, (found, web, host) => {
      if (!web && !host) return `<a href="mailto:${found}"${rel}>${found}</a>`;
      const shown = found.length > 42 ? `${found.slice(0, 40)}...` : found;
      return `<a href="${web ? found : `http://${found}`}"${rel}>${shown}</a>`;
    }),
  );
  return linked.join('').replaceAll('[email address]', '[<a href="/help/officers#mobiles">email address</a>]');
}

function paragraphs(html: string): string {
  const blocks = html.trim().split(/(?:\r?\n[ \t]*){2,}/);
  return blocks.map(block => `<p>${block.replaceAll(/\r?\n/g, '\n<br />')}</p>`).join('\n\n');
}
