/** The pages do to text what Alaveteli does to it. */
import { describe, expect, test } from 'vitest';
import { annotation, letter, mask } from './alaveteli.ts';
import { authorityPage, fromText, requestPage, webmailPage } from './pages.ts';

const masks = {
  authority: 'Town Council',
  authorityAddress: 'foi@town.gov.uk',
  requestAddress: 'request-7@whatdotheyknow.com',
};

describe('masks', () => {
  test.each([
    ['write to foi@town.gov.uk', 'write to [Town Council request email]', 'the authority'],
    ['from request-7@whatdotheyknow.com', 'from [FOI #1 email]', 'the request itself'],
    ['jo.bloggs+x@town.gov.uk', '[email address]', 'any other'],
    ['foi@cardiff.wales', 'foi@cardiff.wales', 'a last label of five letters leaks'],
    ['foi@aber.gov.wales', '[email address].wales', 'a short label before the end is enough'],
    ['H&FInTouch@town.gov.uk', 'H&[email address]', '& is no letter'],
    ["O'Shea@town.gov.uk", "O'[email address]", 'nor is an apostrophe'],
    ['@town.gov.uk', '@town.gov.uk', 'a bare domain is no address'],
  ])('%s → %s', (text, masked) => {
    expect(mask(text, masks)).toBe(masked);
  });
});

describe('links', () => {
  test.each([
    ['a b@c.uk d', '<p>a <a href="mailto:b@c.uk">b@c.uk</a> d</p>', 'an address'],
    ['me@home', '<p><a href="mailto:me@home">me@home</a></p>', 'hardly an address'],
    ['10@£5', '<p><a href="mailto:10@£5">10@£5</a></p>', 'no address'],
    ['(b@c.uk', '<p>(b@c.uk</p>', 'not after a bracket'],
    ['<b@c.uk>', '<p>&lt;<a href="mailto:b@c.uk">b@c.uk</a>&gt;</p>', 'between angle brackets'],
    ['b@c.uk.', '<p><a href="mailto:b@c.uk">b@c.uk</a>.</p>', 'without the full stop'],
    ['@c.uk', '<p>@c.uk</p>', 'not a bare domain'],
    ['see www.c.uk/a.', '<p>see <a href="http://www.c.uk/a">www.c.uk/a</a>.</p>', 'www'],
    ['https://c.uk/?e=a@b.uk', '<p><a href="https://c.uk/?e=a@b.uk">https://c.uk/?e=a@b.uk</a></p>', 'one link'],
    ['a\nb\n\nc', '<p>a\n<br />b</p>\n\n<p>c</p>', 'lines and paragraphs'],
    ['[email address]', '<p>[<a href="/help/officers#mobiles">email address</a>]</p>', 'the mask, in three nodes'],
    ['<script>', '<p>&lt;script&gt;</p>', 'escaped'],
  ])('%j', (text, html) => {
    expect(letter(text)).toBe(html);
  });
  test('an annotation has no paragraphs', () => {
    expect(annotation('a\n\nb@c.uk')).toBe('a<br><br>b@c.uk'.replace('b@c.uk', '<a href="mailto:b@c.uk">b@c.uk</a>'));
  });
});

describe('pages', () => {
  const authority = { name: 'Town Council', urlName: 'town', homePage: 'https://www.town.gov.uk', notes: 'ask a@b.uk' };
  test('a request has its authority in the header, its letters and its annotations', () => {
    const html = requestPage({
      title: 'Bins',
      user: 'Jo',
      authority,
      masks,
      messages: [
        { kind: 'outgoing', author: 'Jo', date: '1 May', text: 'Dear foi@town.gov.uk' },
        { kind: 'incoming', author: 'Council', date: '2 May', text: 'Dear Jo, foi@town.gov.uk' },
        { kind: 'annotation', author: 'Al', date: '3 May', text: 'see x@y.uk' },
      ],
    });
    expect(html).toContain('<a href="/body/town">Town Council</a></p>');
    expect(html).toContain('Dear [<a href="/help/officers#mobiles">email address</a>]');
    expect(html).toContain('Dear Jo, [Town Council request email]');
    expect(html).toContain('<div class="comment_in_request_text"><p>see <a href="mailto:x@y.uk">x@y.uk</a></p>');
  });
  test('an authority has its home page and notes', () => {
    const html = authorityPage(authority);
    expect(html).toContain('<a href="https://www.town.gov.uk">Home page of authority</a>');
    expect(html).toContain('<article class="note">ask <a href="mailto:a@b.uk">a@b.uk</a></article>');
  });
  test('a text stands alone, without an authority', () => {
    expect(fromText('ask a@b.uk')).toContain('ask <a href="mailto:a@b.uk">a@b.uk</a>');
    expect(fromText('x')).not.toContain('/body/');
  });
  test('a webmail escapes what it is given', () => {
    const one = { name: '<i>', address: '"a"@b.uk' };
    const html = webmailPage({ list: [one], open: { ...one, to: one, subject: '<b>', bodyHtml: '<p>c@d.uk' } });
    expect(html).toContain('<span email="&quot;a&quot;@b.uk" name="&lt;i&gt;">&lt;i&gt;</span>');
    expect(html).not.toContain('<i>');
  });
});
