import { describe, expect, test } from 'vitest';
import { RENDERED_CHARACTERS_MAX, readTemplate, TEMPLATE_CHARACTERS_MAX } from './index.ts';

const view = {
  contact: { firstname: 'Ada', lastname: '', nickname: '<b>"A" & B</b>', score: '12', twin: 'true' },
  company: null,
};
const html = (text: string) => readTemplate(text).render(view, 'html');
const text = (template: string) => readTemplate(template).render(view, 'text');

test.each([
  ['Dear {{ contact.firstname }}!', 'Dear Ada!'],
  ['Dear {{contact.firstname}}!', 'Dear Ada!'],
  ['{{ contact["firstname"] }}', 'Ada'],
  ["{{ contact.lastname | default('friend') }}", 'friend'],
  ["{{ contact.firstname|default('friend', true) }}", 'Ada'],
  ["{{ contact.none|default('friend')|upper }}", 'FRIEND'],
  ["{{ personalization_token('contact.firstname', 'there') }}", 'Ada'],
  ["{{ personalization_token('contact.none', 'there') }}", 'there'],
  ["{{ personalization_token('company.name') }}", ''],
  ['[{{ company.name }}{{ owner.email }}{{ nothing.at.all }}{{ contact }}]', '[]'],
  ["{{ contact.none or contact.firstname or 'x' }}", 'Ada'],
  ["{% if contact.firstname == 'Ada' %}yes{% else %}no{% endif %}", 'yes'],
  ['{% if contact.none %}a{% elif contact.score >= 12 %}b{% else %}c{% endif %}', 'b'],
  ["{{ 'vip' if contact.score > 100 }}", ''],
  ["{{ 'vip' if contact.score > 10 else 'guest' }}", 'vip'],
  ['{% if company.name is defined %}a{% else %}b{% endif %}{# a remark #}', 'b'],
  ['{{ contact.firstname ~ " " ~ contact.score }}', 'Ada 12'],
  ["{{ 'ada king-noel' | title }} {{ contact.firstname | lower | capitalize }}", 'Ada King-Noel Ada'],
  ['{{ "abcdef" | truncate(4) }} {{ contact.firstname | length }}', 'abc… 3'],
  ['a { b } c }} d', 'a { b } c }} d'],
  ["{{ contact.none or '}}' }}{{ 'it\\'s' }}", "}}it's"],
  ['a\n {{- contact.firstname -}} \n b {#- x -#} c\n', 'aAdabc\n'],
  ['{% if contact.twin %}\nyes\n{% endif %}', '\nyes\n'],
  ['{{ contact.constructor }}{{ contact.__proto__ }}{{ constructor }}', ''],
])('%s', (template, expected) => expect(text(template)).toBe(expected));

describe('values in HTML are escaped', () => {
  test.each([
    ['<i title="{{ contact.nickname }}">', '<i title="&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;">'],
    ['{{ contact.none | default(contact.nickname) }}', '&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;'],
    ['{{ contact.nickname | escape }}', '&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;'],
    ['{{ contact.nickname | safe }}', '<b>"A" & B</b>'],
  ])('%s', (template, expected) => expect(html(template)).toBe(expected));
  test('and in plain text they are not', () => expect(text('{{ contact.nickname }}')).toBe('<b>"A" & B</b>'));
});

test.each([
  '{{ contact.firstname',
  '{% if contact.firstname %}',
  '{% for x in range(1000000000) %}x{% endfor %}',
  '{% set a = 1 %}',
  '{% macro m() %}{% endmacro %}',
  '{{ range(10) }}',
  '{{ contact.firstname.upper() }}',
  '{{ contact.firstname | shout }}',
  '{{ 2 ** 9999 }}',
  "{{ 'x' * 1000000 }}",
  `{{ ${'('.repeat(100_000)} }}`,
  "{{ 'quoted }}",
  `{{ contact.firstname ${' '.repeat(20_000)} }}`,
  `{{ ${'('.repeat(4_900)}1${')'.repeat(4_900)} }}`.replace('1', ''),
  'x'.repeat(TEMPLATE_CHARACTERS_MAX + 1),
])('%# is refused with an error', (template) => {
  expect(() => text(template)).toThrow(Error);
});

test('what is rendered is bounded', () => {
  const long = readTemplate('{{ contact.long }}'.repeat(60));
  const huge = { contact: { long: 'y'.repeat(RENDERED_CHARACTERS_MAX / 50) } };
  expect(() => long.render(huge, 'text')).toThrow(/characters/);
  const joined = readTemplate(`{{ ${Array(60).fill('contact.long').join(' ~ ')} }}`);
  expect(() => joined.render(huge, 'text')).toThrow(/characters/);
});

test('runs of spaces take no time', () => {
  const begun = performance.now();
  text(`{{ contact.firstname }}${' \n\t'.repeat(200_000)}{%- if contact.firstname %}x{% endif %}`);
  expect(performance.now() - begun).toBeLessThan(1_000);
});

test('a long text with many tokens is read in reasonable time', () => {
  const template = 'Dear {{ contact.firstname }}, '.repeat(TEMPLATE_CHARACTERS_MAX / 30);
  const begun = performance.now();
  expect(text(template).length).toBeGreaterThan(100_000);
  expect(performance.now() - begun).toBeLessThan(5_000);
});
