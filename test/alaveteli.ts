/**
 * Text marked up as Alaveteli does, the software of WhatDoTheyKnow: what a reader's browser gets of a request page.
 * Without its masks, so that any letter can be shown. After mysociety/alaveteli:app/views/request,
 * app/models/incoming_message/main_body.rb.
 */

/** A letter or an annotation under a request. */
export type Post = {
  readonly kind: 'outgoing' | 'incoming' | 'annotation';
  readonly author: string;
  readonly text: string;
};

export type RequestPage = {
  readonly title: string;
  /** The public body the request is made to: `path` is the last part of /body/…; none when it is not known. */
  readonly authority?: { readonly name: string; readonly path: string };
  /** What stands above everything else. */
  readonly notice?: string;
  readonly posts: readonly Post[];
};

const escaped: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, sign => escaped[sign] ?? sign);
}

/** Web addresses and, after a space, words with an @ become links, with almost no look at what they are. */
function link(html: string): string {
  return html
    .replace(/https?:\/\/[^\s<>&]+[^\s<>&.,;:!?)\]]/g, url => {
      const shown = url.length > 43 ? `${url.slice(0, 40)}...` : url;
      return `<a href="${url}" rel="nofollow">${shown}</a>`;
    })
    .replace(/(^|\s)([\w.%+-]+@[^\s<>&]*[^\s<>&.,;:!?)\]}])/g, '$1<a href="mailto:$2">$2</a>');
}

/** Paragraphs at blank lines, a line break at every other; runs of spaces are one. */
export function format(text: string): string {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+/g, ' ')
    .trim()
    .split(/\n{2,}/);
  return paragraphs.map(paragraph => `<p>${link(escapeHtml(paragraph)).replaceAll('\n', '\n<br />')}</p>`).join('\n');
}

function draw({ kind, author, text }: Post, index: number): string {
  if (kind === 'annotation') {
    return `<div class="comment_in_request box" id="comment-${index}">
      <h2>${escapeHtml(author)} left an annotation</h2>
      <div class="comment_in_request_text"><p>${link(escapeHtml(text)).replaceAll('\n', '<br>')}</p></div>
    </div>`;
  }
  const body =
    kind === 'incoming' ? `<div id="attachment-${index}">${format(text)}</div>` : `<div>${format(text)}</div>`;
  return `<div class="ff-print-fix"></div>
    <div class="${kind} correspondence normal js-collapsible" id="${kind}-${index}">
      <h2 class="correspondence__header">
        <span class="correspondence__header__author js-collapsible-trigger" role="button" tabindex="0">${escapeHtml(author)}</span>
        <a class="correspondence__header__date" href="#${kind}-${index}"><time>3 November 2026</time></a>
      </h2>
      <div class="correspondence_text">${body}</div>
    </div>`;
}

export function requestPage({ title, authority, notice, posts }: RequestPage): string {
  const to = authority ? ` to <a href="/body/${authority.path}">${escapeHtml(authority.name)}</a>` : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${notice === undefined ? '' : `<p class="notice">${escapeHtml(notice)}</p>`}
<div id="content">
<div class="request-header">
<h1>${escapeHtml(title)}</h1>
<p class="request-header__subtitle">A reader made this Freedom of Information request${to}</p>
</div>
<div id="left_column" class="left_column">
${posts.map(draw).join('\n')}
</div>
</div>
</body>
</html>
`;
}

const style = `
body { margin: 0; font: 16px/1.5 sans-serif; color: #333; background: #fff; }
#content { max-width: 46rem; margin: 0 auto; padding: 1rem; }
.notice { margin: 0; padding: .5rem 1rem; background: #fff3c4; text-align: center; }
.request-header { border-bottom: 1px solid #ddd; }
.correspondence, .comment_in_request { margin: 1.5rem 0; padding: 0 1rem 1rem; border: 1px solid #ddd; border-radius: 4px; }
.outgoing { background: #f4f9f4; }
.comment_in_request { background: #fbf7ec; }
h2 { font-size: 1rem; display: flex; justify-content: space-between; }
a { color: #0f5da8; }
`;
