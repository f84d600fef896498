// @vitest-environment happy-dom
/** What pages really do to addresses, by number. Each: the page, then what is found: kind, domain, where. */
import { afterEach, expect, it } from 'vitest';
import { findTargets, type Target } from '../../src/content/find.ts';

/** "address council.example in “foi@council.example”" or "… on a", and what else it is shown as. */
function describeTarget({ kind, domain, where, shownAs }: Target): string {
  const warning = shownAs ? ` shown as ${shownAs}` : '';
  if ('nodeType' in where) return `${kind} ${domain} on ${where.localName}${warning}`;
  const range = document.createRange();
  range.setStart(where.startContainer, where.startOffset);
  range.setEnd(where.endContainer, where.endOffset);
  return `${kind} ${domain} in “${range.toString()}”${warning}`;
}

async function find(html: string): Promise<readonly string[]> {
  document.body.innerHTML = html;
  const before = document.documentElement.outerHTML;
  const found = (await findTargets(document)).map(describeTarget);
  expect(document.documentElement.outerHTML).toBe(before);
  return found;
}

afterEach(() => {
  document.body.textContent = '';
});

const office = 'address council.example in “foi@council.example”';

it.each([
  [
    '1 request page',
    `<div class="request-header"><h1>Email security</h1><p class="request-header__subtitle">Jo made this request to <a href="/body/town_council">Town Council</a></p></div>
     <div class="outgoing correspondence" id="outgoing-1"><div class="correspondence_text"><div><p>Dear Town Council,</p><p>Write to [<a href="/help/officers#mobiles">email address</a>]</p></div></div></div>
     <div class="incoming correspondence" id="incoming-1"><div class="correspondence_text"><p>Thank you.<br />FOI Team</p></div></div>
     <div class="incoming correspondence" id="incoming-2"><div class="correspondence_text"><p>[Town Council request email]</p></div></div>
     <div class="comment_in_request box" id="comment-1"><div class="comment_in_request_text"><p>Try <a href="mailto:foi@council.example">foi@council.example</a><br></p></div></div>`,
    ['address council.example on a'],
  ],
  [
    '2 masks',
    '<p>[Town Council request email], [<a href="/help/officers#mobiles">email address</a>], [FOI #123 email], [WhatDoTheyKnow contact email], [mobile number]</p>',
    [],
  ],
  [
    '3 mask leaks',
    '<p><a href="mailto:foi@cardiff.wales">foi@cardiff.wales</a> [<a href="/help/officers">email address</a>].wales H&amp;[<a href="/help/officers">email address</a>] O&#39;[<a href="/help/officers">email address</a>]</p>',
    ['address cardiff.wales on a'],
  ],
  [
    '4 bad auto-links',
    '<a href="mailto:me@home">me@home</a> <a href="mailto:10@£5">10@£5</a> <a href="mailto:[email address]">[email address]</a> <a href="mailto:">x</a> <a href="mailto:?to=a@b.example">y</a>',
    ['address b.example on a'],
  ],
  ['5 masks of x', '<p>xxx.xxxx@xxxxxx.xxx.xx and x@x.xx</p>', []],
  [
    '6 author span',
    '<span class="correspondence__header__author js-collapsible-trigger" role="button">foi@council.example,\nCouncil</span>',
    [office],
  ],
  [
    '7 right link, text with a space',
    '<p>email <a href="mailto:public.enquiries@office.example">public.enquiries@ office.example</a></p>',
    ['address office.example on a'],
  ],
  [
    '8 old page made of a PDF',
    'Team&#160;of<br/><a href="mailto:foi@council.example">For questions write to foi@council.example</a><br/>or email info.team@<br/>council.wales<br/>info@coun<br/>cil.example',
    ['address council.example on a'],
  ],
  [
    '9 attachment page with a frame',
    '<div id="wrapper_embed"><p class="view_html_prefix"><a href="/request/x">back</a></p><embed type="application/pdf"></div>',
    [],
  ],
  [
    '12 text area',
    '<form><textarea id="outgoing_message_body">foi@council.example</textarea><input value="a@b.example" title="a@b.example"></form>',
    [],
  ],
  [
    '13 redacted localpart',
    '<span itemprop="email">foi@council.example</span> <p><span class="redacted">&lt;&lt;name&gt;&gt;</span>@council.example</p>',
    [office],
  ],
  [
    '14 names with an attribute',
    '<table><tr class="zA"><td><span email="a@one.example" name="Al">Al</span></td></tr></table><span class="gD" email="b@two.example">Bea</span>',
    ['address one.example on span', 'address two.example on span'],
  ],
  [
    '15 chips and an editor',
    '<div name="to"><div role="option" data-hovercard-id="a@one.example" data-name="Al">Al</div></div><div contenteditable="true"><p>b@two.example <a href="mailto:c@three.example">c</a> <span contenteditable="false">d@four.example</span></p></div><div role="textbox">e@five.example</div>',
    ['address one.example on div'],
  ],
  [
    '16 a tooltip with a name',
    '<span title="Al Smith &lt;a@one.example&gt;">Al</span><span title="see a@two.example for more">Bea</span>',
    ['address one.example on span'],
  ],
  [
    '17 two in a tooltip, one split by highlights',
    '<div title="a@one.example, b@two.example">Al, Bea</div><span>&lt;a@<mark>three</mark>.example&gt;</span>',
    ['address three.example in “a@three.example”', 'address one.example on div', 'address two.example on div'],
  ],
  [
    '19 text that differs',
    '<span title="phish@evil.example">support@bank.example</span>',
    ['address evil.example on span shown as bank.example'],
  ],
  [
    '19 the same with a name in brackets',
    '<span title=\'"Bank" &lt;phish@evil.example&gt;\'>Bank &lt;support@bank.example&gt;</span>',
    ['address evil.example on span shown as bank.example'],
  ],
  [
    '19 another address in a long text is a target of its own',
    '<div title="a@one.example"><p>Al wrote that b@two.example is away</p><p>a@one.example</p></div>',
    ['address two.example in “b@two.example”', 'address one.example on div'],
  ],
  [
    '20 list, header, recipients',
    `<table id="messagelist"><tr class="message"><td><span class="adr"><span class="rcmContactAddress" title="info@bücher.example">Info</span></span></td></tr></table>
     <a class="rcmContactAddress" href="mailto:info@bücher.example" title="info@xn--bcher-kva.example">info@xn--bcher-kva.example</a>
     <ul class="recipient-input"><li class="recipient" title="a@one.example"><span class="name">Al</span><span class="email"> &lt;a@one.example&gt;,</span></li></ul>
     <textarea id="_to">a@one.example, </textarea>`,
    ['address bücher.example on a', 'address bücher.example on span', 'address one.example on li'],
  ],
  ['21 names only', '<li>Jane Doe, Finance</li><span title="Jane Doe">Jane</span>', []],
  ['22 bold inside', '<p>re<b>cord</b>s@council.example</p>', ['address council.example in “records@council.example”']],
  ['22 a break opportunity', '<p>foi@<wbr>council.example</p>', [office]],
  ['22 a soft hyphen', '<p>foi@coun&shy;cil.example</p>', ['address council.example in “foi@coun\u00adcil.example”']],
  [
    '22 a zero-width space',
    '<p>foi@&#8203;council.example</p>',
    ['address council.example in “foi@\u200bcouncil.example”'],
  ],
  ['22 a no-break space', '<p>foi@council.example&nbsp;or</p>', [office]],
  ['22 a no-break space inside', '<p>foi@&nbsp;council.example</p>', []],
  ['22 across two elements', '<p><i>foi@coun</i><b>cil.example</b> now</p>', [office]],
  ['22 deep in inline elements', '<p><i><b><u>foi</u></b></i>@<span><span>council</span>.</span>example</p>', [office]],
  ['22 across blocks', '<div>foi@</div><div>council.example</div>', []],
  ['22 blocks end a domain', '<td><div>foi@council.example</div><div>Reply</div></td>', [office]],
  ['22 across br', '<p>foi@<br>council.example</p>', []],
  [
    '22 an element laid out as a block parts',
    '<p><span>foi@council.example</span><span style="display:block">reply</span></p>',
    [office],
  ],
  [
    '22 hidden text is passed over',
    '<p>foi@<span style="display:none">no-spam.</span>council.example</p>',
    ['address council.example in “foi@no-spam.council.example”'],
  ],
  ['22 a comment between', '<p>foi@<!-- x -->council.example</p>', [office]],
  ['22 a picture parts', '<p>foi@<img alt="">council.example</p>', []],
  [
    '23 query of a link',
    '<a href="https://x.example/?e=qq@council.example">https://x.example/?e=qq@council.example</a>',
    [],
  ],
  ['23 code', '<pre>ssh user@host; git clone git@git.example:a/b.git</pre>', []],
  ['23 the next sentence in bold', '<p>foi@council.example.<b>Then</b> we</p>', [office]],
  [
    '23 scripts and styles',
    '<script>"foi@council.example"</script><style>/* foi@council.example */</style><noscript>foi@council.example</noscript>',
    [],
  ],
  ['24 capitals', '<a href="MAILTO:foi@council.example">mail</a>', ['address council.example on a']],
  ['24 encoded', '<a href="mailto:foi%40council.example">mail</a>', ['address council.example on a']],
  [
    '24 several',
    '<a href="mailto:a@one.example,b@two.example?cc=c@one.example">mail</a>',
    ['address one.example on a', 'address two.example on a'],
  ],
  [
    '24 link and text differ',
    '<a href="mailto:real@evil.example?subject=x">Write to fake@bank.example</a>',
    ['address evil.example on a shown as bank.example'],
  ],
  ['mention', '<p>the <b>@council.example</b> domain</p>', ['mention council.example in “@council.example”']],
  [
    'mention, its word in the next element',
    '<p>the <b>council.example</b> email system</p>',
    ['mention council.example in “council.example”'],
  ],
  [
    'mention, its word in the element before',
    '<p><b>Email domain</b>: council.example</p>',
    ['mention council.example in “council.example”'],
  ],
  ['mention, its word in another block', '<p>Email</p><p>council.example</p>', []],
  [
    'the text of a link to a site',
    '<p>our email policy (<a href="https://council.example">council.example</a>)</p>',
    [],
  ],
] satisfies readonly (readonly [string, string, readonly string[]])[])('%s', async (_, html, expected) => {
  expect(await find(html)).toEqual(expected);
});

it('18 a shadow root is a root like any other', async () => {
  document.body.innerHTML = '<div></div>';
  const root = document.body.firstElementChild?.attachShadow({ mode: 'open' });
  if (!root) throw new Error('no shadow root');
  root.innerHTML = '<p>foi@<b>council</b>.example <a href="mailto:b@two.example">b</a></p>';
  expect((await findTargets(root)).map(describeTarget)).toEqual([office, 'address two.example on a']);
});

it('22 adjacent text nodes', async () => {
  document.body.innerHTML = '<p></p>';
  for (const text of ['fo', 'i@council', '.', 'example or press', '@council.example']) {
    document.body.firstElementChild?.append(document.createTextNode(text));
  }
  expect((await findTargets(document)).map(describeTarget)).toEqual([
    office,
    'address council.example in “press@council.example”',
  ]);
});
