import { expect, test } from 'vitest';
import { withTracking } from './track.ts';

const OWN = 'https://m.example/email/';
const track = (html: string) =>
  withTracking(html, {
    openAddress: 'https://m.example/email/open/t?a&b',
    clickAddress: (url) => `https://m.example/c?to=${encodeURIComponent(url)}`,
    ownAddress: OWN,
  });
const IMAGE =
  '<img src="https://m.example/email/open/t?a&amp;b" width="1" height="1" alt="" style="border:0">';
const to = (url: string) => `https://m.example/c?to=${encodeURIComponent(url)}`.replaceAll("'", '&#39;');

test.each([
  ['<a href="https://a.example/x?y=1&amp;z=2">A</a>', `<a href="${to('https://a.example/x?y=1&z=2')}">A</a>`],
  ["<A class=x HREF='http://a.example/it&#39;s'>", `<A class=x HREF='${to("http://a.example/it's")}'>`],
  ['<a href=https://a.example/ id=b>', `<a href=${to('https://a.example/')} id=b>`],
  [
    '<area data-href="https://b.example" href="https://a.example">',
    `<area data-href="https://b.example" href="${to('https://a.example')}">`,
  ],
  ['<a href="mailto:us@a.example">', null],
  [`<a href="${OWN}unsubscribe/t">`, null],
  ['<a href="#top"><a href="/x"><a href=""><a><a href><a href="javascript:alert(1)">', null],
  ['<a href="https://"><link href="https://a.example"><img src="https://a.example">', null],
  ['<!-- <a href="https://a.example"> --><style>a[href="https://a.example"]{}</style>', null],
  ['text <a href="https://a.example', null],
])('%s', (html, expected) => {
  expect(track(html).replace(IMAGE, '')).toBe(expected ?? html);
});

test('the image stands at the end of the body', () => {
  expect(track('<body><p>A</p></BODY></html>')).toBe(`<body><p>A</p>${IMAGE}\n</BODY></html>`);
  expect(track('<p>A</p>')).toBe(`<p>A</p>${IMAGE}`);
});

test('what the account does not want to know is left out', () => {
  const html = '<a href="https://a.example">A</a>';
  expect(withTracking(html, { openAddress: null, clickAddress: null, ownAddress: OWN })).toBe(html);
});
