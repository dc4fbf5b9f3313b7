import { expect, test } from 'vitest';
import { expectProportion } from '../problem/cost.test-support.ts';
import { TemplateError } from './template-error.ts';
import { RENDERED_CHARACTERS_MAX, readTokens } from './tokens.ts';

const filled = (text: string) => readTokens(text).render((reference) => `<${reference.join('/')}>`);

test('tokens are filled in, all else stays', () => {
  const text =
    'Hi {{ enrolled_object.firstname }}{{ action_outputs.action_output_1.item-id }}, {{ not closed { } {{}}';
  expect(filled(text)).toBe(
    'Hi <enrolled_object/firstname><action_outputs/action_output_1/item-id>, {{ not closed { } {{}}',
  );
  for (const json of ['{"a":{"b":{}}}', '{{ 5 }}', '{{ "x" }}', '{{ a b }}', '{{ a | shout }}', '{% if a %}'])
    expect(filled(json)).toBe(json);
  expect(filled('{{ "a }} {{{ a.b }}}')).toBe('{{ "a }} {<a/b>}');
  expect(readTokens('{{ a.b }}!').render(() => null)).toBe('!');
});

test('expressions and filters are those of mails', () => {
  const ada = (text: string) =>
    readTokens(text).render((reference) => (reference.at(-1) === 'firstname' ? 'Ada' : null));
  expect(ada('{{ enrolled_object.firstname|upper }}')).toBe('ADA');
  expect(ada('{{ enrolled_object.lastname|default("nobody") }}')).toBe('nobody');
  expect(ada('{{ enrolled_object.lastname | there }}')).toBe('there');
  expect(ada('{{ enrolled_object.lastname or enrolled_object.firstname }}')).toBe('Ada');
  expect(ada("{{ personalization_token('contact.firstname', 'there') }}")).toBe('Ada');
  expect(ada('a {{- enrolled_object.firstname -}} b')).toBe('aAdab');
});

test('in HTML, values are escaped, and the text around them is not', () => {
  const html = (text: string) => readTokens(text).render(() => '<b>"Ada" & \'co\'</b>', 'html');
  expect(html('<p>{{ enrolled_object.name }}</p>')).toBe(
    '<p>&lt;b&gt;&quot;Ada&quot; &amp; &#39;co&#39;&lt;/b&gt;</p>',
  );
  expect(html('{{ enrolled_object.name|safe }}')).toBe('<b>"Ada" & \'co\'</b>');
});

test('what the tokens name is known before they are filled in', () => {
  const { count, references } = readTokens('{{ a.b.c }} {{ d|default(e.f) }} {{ g["h"] }} {{ i[j] }}');
  expect(count).toBe(4);
  expect(references.map((reference) => reference.join('.'))).toEqual(['a.b.c', 'd', 'e.f', 'g.h', 'i', 'j']);
});

test('a text that would get too long is refused', () => {
  const long = 'x'.repeat(RENDERED_CHARACTERS_MAX / 2);
  expect(readTokens('{{ a.b }}{{ a.b }}').render(() => long)).toHaveLength(RENDERED_CHARACTERS_MAX);
  expect(() => readTokens('{{ a.b }}{{ a.b }}!').render(() => long)).toThrow(TemplateError);
  expect(() => readTokens('{{ a.b }}'.repeat(10_000)).render(() => long)).toThrow(TemplateError);
});

test('a text is read in time in proportion to its length', () => {
  const hostile = (times: number) => [
    '{{ '.repeat(times),
    '{{ "'.repeat(times),
    '{{ a b }}'.repeat(times),
    `${'{{ a '.repeat(times)}}}`,
    `{{ ${' '.repeat(times)}`,
    `{{ a${'.a'.repeat(times)}`,
    `{{ ${'a'.repeat(times)}`,
    `{{ a${' '.repeat(times)}`,
    '{{ a.b -'.repeat(times),
  ];
  expectProportion(hostile, 2_000, readTokens);
});
