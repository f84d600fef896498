/** Pages shaped as the real sites shape theirs: WhatDoTheyKnow's requests and authorities, and a webmail. */
import { readFileSync } from 'node:fs';
import { annotation, escapeHtml, letter, type Masks } from './alaveteli.ts';

export type Authority = {
  readonly name: string;
  /** The NAME of /body/NAME. */
  readonly urlName: string;
  readonly homePage?: string;
  readonly notes?: string;
};

export type Message = {
  readonly kind: 'outgoing' | 'incoming' | 'annotation';
  readonly author: string;
  readonly date: string;
  readonly text: string;
  /** Ready HTML instead of the text. */
  readonly html?: string;
};

export type RequestPage = {
  readonly title: string;
  readonly user: string;
  readonly authority: Authority;
  readonly messages: readonly Message[];
  /** Masks for addresses in letters; none if it is left out. */
  readonly masks?: Masks;
};

export const labNotice = 'A page of the lab: what is told of the domains on it is invented.';

/** /request/TITLE: header with the authority, letters and annotations, sidebar. */
export function requestPage({ title, user, authority, messages, masks }: RequestPage): string {
  const blocks = messages.map((message, i) => block(message, i + 1, masks));
  return sitePage(
    title,
    'request_show',
    `<div class="request-header">
  <h1>${escapeHtml(title)}</h1>
  <p class="request-header__subtitle">${escapeHtml(user)} made this Freedom of Information request to
    <a href="/body/${authority.urlName}">${escapeHtml(authority.name)}</a></p>
</div>
<div id="left_column" class="left_column">
${blocks.join('\n')}
</div>
${sidebar(authority)}`,
  );
}

/** /body/NAME: the authority's own page, with its home page and the administrators' notes. */
export function authorityPage(authority: Authority): string {
  const notes =
    authority.notes && `<aside id="notes"><article class="note">${annotation(authority.notes)}</article></aside>`;
  return sitePage(
    authority.name,
    'public_body_show',
    `<div id="left_column" class="left_column">
  <h1>${escapeHtml(authority.name)}</h1>
  <p class="subtitle">A public authority</p>
  ${notes ?? ''}
  <a class="link_button_green" href="/new/${authority.urlName}">Make a request to this authority</a>
  <div class="request_listing"><a href="/request/minutes">Minutes of the last meeting</a></div>
</div>
${sidebar(authority)}`,
  );
}

/** A text as one letter on an otherwise empty request page, marked up as Alaveteli does; nothing is masked. */
export function fromText(text: string): string {
  const incoming = block({ kind: 'incoming', author: 'The authority', date: '1 April 2026', text }, 1);
  return sitePage('A letter', 'request_show', `<div id="left_column" class="left_column">\n${incoming}\n</div>`);
}

/** An HTML file as it stands, any other file as text. */
export function fromFile(path: string): string {
  const text = readFileSync(path, 'utf8');
  return /\.html?$/i.test(path) ? text : fromText(text);
}

export type Correspondent = { readonly name: string; readonly address: string };

export type WebmailPage = {
  readonly list: readonly Correspondent[];
  readonly open: Correspondent & { readonly to: Correspondent; readonly subject: string; readonly bodyHtml: string };
  readonly draft?: { readonly recipients: readonly Correspondent[]; readonly html: string; readonly typed?: string };
};

/** A mail client in Gmail's shape: rows with `email`, an open message, a draft with chips and an editor. */
export function webmailPage({ list, open, draft }: WebmailPage): string {
  const rows = list.map(
    ({ name, address }) =>
      `<tr class="zA" role="row"><td><span email="${escapeHtml(address)}" name="${escapeHtml(name)}">${escapeHtml(name)}</span></td><td>Hello</td></tr>`,
  );
  const chips = draft?.recipients.map(
    ({ name, address }) =>
      `<div role="option" data-hovercard-id="${escapeHtml(address)}" data-name="${escapeHtml(name)}"><span>${escapeHtml(name)}</span></div>`,
  );
  const compose =
    draft &&
    `<div role="dialog" aria-label="New message"><table><tr class="bzf"><td>
<div name="to">${chips?.join('')}<input type="text" aria-label="To" value="${escapeHtml(draft.typed ?? '')}"></div></td></tr></table>
<div class="editable" role="textbox" contenteditable="true" aria-label="Message body">${draft.html}</div></div>`;
  return htmlDocument(
    'Mail',
    `<p class="lab">${labNotice}</p>
<table id="list"><tbody>${rows.join('\n')}</tbody></table>
<div class="adn"><h2 class="hP">${escapeHtml(open.subject)}</h2>
<h3><span class="gD" email="${escapeHtml(open.address)}" name="${escapeHtml(open.name)}">${escapeHtml(open.name)}</span></h3>
<span class="hb">to <span class="g2" email="${escapeHtml(open.to.address)}" name="${escapeHtml(open.to.name)}">${escapeHtml(open.to.name)}</span></span>
<div class="ii gt"><div class="a3s">${open.bodyHtml}</div></div></div>
${compose ?? ''}`,
  );
}

function block({ kind, author, date, text, html }: Message, id: number, masks?: Masks): string {
  if (kind === 'annotation') {
    return `<div class="ff-print-fix"></div>
<div class="comment_in_request box" id="comment-${id}">
  <h2>${escapeHtml(author)} left an annotation (<a href="#comment-${id}">${date}</a>)</h2>
  <div class="comment_in_request_text"><p>${html ?? annotation(text)}</p></div>
</div>`;
  }
  // Letters to the authority lose every address without a name.
  const sent = masks && { authority: masks.authority };
  const body = html ?? (kind === 'incoming' ? letter(text, masks) : letter(text, sent, 'nofollow'));
  return `<div class="ff-print-fix"></div>
<div class="${kind} correspondence ${kind === 'incoming' ? 'normal ' : ''}js-collapsible" id="${kind}-${id}">
  <div class="correspondence__header">
    <span class="correspondence__header__author js-collapsible-trigger" role="button" tabindex="0">${escapeHtml(author)}</span>
    <a class="correspondence__header__date" href="#${kind}-${id}">${date}</a>
  </div>
  <div class="correspondence_text"><div>${body}</div></div>
  <div class="correspondence__footer"><input type="text" readonly value="https://www.whatdotheyknow.com/request/a#${kind}-${id}"></div>
</div>`;
}

function sidebar({ homePage }: Authority): string {
  const home = homePage ? `<p><a href="${escapeHtml(homePage)}">Home page of authority</a></p>` : '';
  return `<div id="right_column" class="sidebar"><div class="sidebar__section more_info"><h2>More about this authority</h2>
${home}<p><a href="/request/similar">Similar requests</a></p></div></div>`;
}

function sitePage(title: string, controller: string, content: string): string {
  return htmlDocument(
    `${title} - a Freedom of Information request`,
    `<header class="banner"><a href="/">WhatDoTheyKnow</a></header>
<p class="lab">${labNotice}</p>
<div id="content"><div id="${controller}">
${content}
</div></div>`,
  );
}

const style = `body{font:16px/1.5 sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#222;background:#fff}
.banner{border-bottom:3px solid #62b356;padding:.5rem 0}.lab{background:#f4f4f4;padding:.4rem .8rem;font-size:.85rem}
.correspondence,.comment_in_request{border:1px solid #ddd;margin:1rem 0;padding:.5rem 1rem}.outgoing{background:#f7fbf6}
.correspondence__header{display:flex;justify-content:space-between;font-weight:bold}.comment_in_request{background:#fdf9ec}
.correspondence__footer input{width:24rem;max-width:100%;color:#777;border:1px solid #ddd}.collapsed .correspondence_text{display:none}
#list{width:100%}.editable,[name=to]{border:1px solid #ccc;padding:.5rem;min-height:2rem}[role=option]{display:inline-block;border:1px solid #ccc;border-radius:1rem;padding:0 .6rem}`;

/** Clicking the header of a letter folds it, as on the real site. */
const script = `document.addEventListener('click', event => {
  const header = event.target.closest?.('.correspondence__header');
  header?.closest('.correspondence').classList.toggle('collapsed');
});`;

function htmlDocument(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body>
${body}
<script>${script}</script>
</body></html>
`;
}
