import { expect, test } from 'vitest';
import { sampleEmail } from '../../test/support/marketing-email.ts';
import { RenderError } from './errors.ts';
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

test('HTML that would keep the server busy is refused, long lists of plain elements are not', () => {
  const widgets = (html: string) => ({ content: { widgets: { a: { body: { html } } } } });
  const begun = performance.now();
  expect(() => renderEmail(sampleEmail(widgets('<div>'.repeat(100_000))), view)).toThrow('not closed');
  expect(renderEmail(sampleEmail(widgets('<p>line<br>'.repeat(10_000))), view).text.length).toBeGreaterThan(
    40_000,
  );
  expect(performance.now() - begun).toBeLessThan(3_000);
});
