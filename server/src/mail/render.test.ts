import { expect, test } from 'vitest';
import { expectProportion } from '../../../core/problem/cost.test-support.ts';
import { sampleEmail } from '../../test/support/marketing-email.ts';
import { RenderError } from './errors.ts';
import { htmlToText } from './html-to-text.ts';
import { DEFAULT_SENDER, renderEmail } from './render.ts';

const view = { contact: { firstname: 'Ada <x>' }, company: { name: 'Engines & Co' } };

test('subject, HTML, and a text made from the HTML', () => {
  const rendered = renderEmail(sampleEmail(), view);
  expect(rendered).toMatchObject({
    subject: 'Hello Ada <x>',
    text: 'Dear Ada <x> of Engines & Co',
    from: { name: 'Team', address: 'team@example.com' },
    replyTo: null,
  });
  expect(rendered.html).toContain('<p>Dear Ada &lt;x&gt; of Engines &amp; Co</p>');
});

test('widgets come in the order of the flexible areas, then by order and name', () => {
  const widget = (html: string, order?: number) => ({
    body: { html },
    ...(order === undefined ? {} : { order }),
  });
  const content = {
    flexAreas: {
      footer: { sections: [{ columns: [{ widgets: ['f'] }] }] },
      main: {
        sections: [{ columns: [{ widgets: ['b', 'missing'] }, { widgets: ['a', 5] }] }, { columns: 'none' }],
      },
    },
    widgets: {
      a: widget('2'),
      b: widget('1'),
      f: widget('3'),
      z: widget('4', 1),
      n: widget('5', 2),
      m: widget('6'),
      preview_text: { body: { value: 'Psst {{ contact.firstname }}' } },
      image: { body: { img: { src: 'https://example.com/a.png', alt: 'A "cat"' } }, order: 8 },
      button: {
        body: { text: 'Go', destination: 'https://example.com/{{ contact.firstname | urlencode }}' },
        order: 9,
      },
      odd: 7,
    },
  };
  const { html, text } = renderEmail(sampleEmail({ content }), view);
  expect(html?.match(/[1-6](?=\n)/g)).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(html).toContain('<div style="display:none">Psst Ada &lt;x&gt;</div>');
  expect(html).toContain('alt="A &quot;cat&quot;"');
  expect(html).toContain('href="https://example.com/Ada%20%3Cx%3E"');
  expect(text).not.toContain('Psst');
  expect(text).toContain('Go [https://example.com/Ada%20%3Cx%3E]');
});

test('the text that the author wrote is used as it is', () => {
  const content = { plainTextVersion: 'Hi {{ contact.firstname }}\n' };
  expect(renderEmail(sampleEmail({ content }), view)).toMatchObject({ html: null, text: 'Hi Ada <x>\n' });
});

test('headers stay on one line, and a sender is always there', () => {
  const subject = 'a\r\nBcc: all@example.com {{ contact.firstname }}';
  const rendered = renderEmail(sampleEmail({ subject, from: {}, content: {} }), view);
  expect(rendered).toMatchObject({
    subject: 'a Bcc: all@example.com Ada <x>',
    from: DEFAULT_SENDER,
    html: null,
    text: '',
  });
  const from = {
    fromName: '{{ owner.name }}Support',
    replyTo: 's@example.com',
    customReplyTo: 'r@example.com',
  };
  expect(renderEmail(sampleEmail({ from }), view)).toMatchObject({
    from: { name: 'Support', address: 's@example.com' },
    replyTo: 'r@example.com',
  });
});

test.each([
  [{ subject: '{{ oops' }, 'subject'],
  [{ content: { widgets: { a: { body: { html: '{% for %}' } } } } }, 'HTML'],
  [{ content: { plainTextVersion: '{{ x | y }}' } }, 'plainTextVersion'],
])('a broken template names its part: %j', (changed, part) => {
  expect(() => renderEmail(sampleEmail(changed), view)).toThrow(RenderError);
  expect(() => renderEmail(sampleEmail(changed), view)).toThrow(part);
});

test('the text of a document takes time in proportion to its length, however it is nested', () => {
  const hostile = (times: number) => [
    '<div></x>'.repeat(times),
    '<div>'.repeat(times),
    '<p>line<br>'.repeat(times),
    '<b title="'.repeat(times),
    '<!--'.repeat(times),
    '<style></styl>'.repeat(times),
    '<a href=x>y'.repeat(times),
    '&lt'.repeat(times),
    '<'.repeat(times),
    `<a ${'x '.repeat(times)}>`,
    `<a style=${'"'.repeat(times)}>`,
  ];
  expectProportion(hostile, 2_000, htmlToText);
});

test('what a document says as text', () => {
  const document = `<html><head><title>no</title><style>a>b{}</style></head><body>
    <div style="display: none">hidden <div>inside</div> too</div>
    <h1>Hello &amp; welcome</h1><p>One<br>two&nbsp;three</p>
    <ul><li>first</li><li><b>sec</b>ond</li></ul>
    <p><a href="https://example.com/?a=1&amp;b=2">Go</a> or <a href="https://example.com">https://example.com</a>,
      <a href="mailto:a@example.com">a@example.com</a></p><img src="x.png" alt="no">
    <table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table><script>if (1 < 2) no()</script>5 < 6</body></html>`;
  expect(htmlToText(document)).toBe(
    'Hello & welcome\n\nOne\ntwo three\n\n* first\n* second\n\n' +
      'Go [https://example.com/?a=1&b=2] or https://example.com, a@example.com\n\na b\nc\n5 < 6',
  );
});
