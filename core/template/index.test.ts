import { describe, expect, test } from 'vitest';
import { expectProportion } from '../problem/cost.test-support.ts';
import {
  Budget,
  OPERATIONS_MAX,
  readTemplate,
  TEMPLATE_CHARACTERS_MAX,
  type View,
  valuesIn,
} from './index.ts';

const view = {
  contact: {
    firstname: 'Ada',
    lastname: '',
    nickname: '<b>"A" & B</b>',
    score: '12',
    twin: 'true',
    role: 'role_1',
    tier: 'vip',
  },
  company: null,
};
/** Options of a property are known by their labels. */
const LABELS: Readonly<Record<string, string>> = { role_1: 'Head of kitchen', vip: '<VIP>' };

function rendering(values: View = view) {
  const shownAs = (_scope: string, _property: string, value: string) => LABELS[value] ?? value;
  return { valueAt: valuesIn(values, shownAs), budget: new Budget() };
}

const html = (text: string) => readTemplate(text).render(rendering(), 'html');
const text = (template: string) => readTemplate(template).render(rendering(), 'text');

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
  [
    '{{ contact.firstname|there }}, {{contact.lastname|there}}, {{ contact.none | valued customer }}',
    'Ada, there, valued customer',
  ],
  [
    '{{ contact.none is not defined }} {{ contact.firstname is none }} {{ contact.score|int > 11 }}',
    'true false true',
  ],
  [
    "{{ not contact.none and contact.score == 12 }} {{ contact.score not in '1, 2' }} {{ -contact.score }}",
    'true true -12',
  ],
  [
    '{{ contact.role }}, {{ contact.role | upper }}, {{ contact.role ~ "!" }}',
    'Head of kitchen, HEAD OF KITCHEN, Head of kitchen!',
  ],
  [
    "{{ personalization_token('contact.role', 'none') }}, {{ contact.role | default('none') }}",
    'Head of kitchen, Head of kitchen',
  ],
  [
    "{% if contact.role == 'role_1' and 'role' in contact.role and contact.role != 'Head of kitchen' %}by value{% endif %}",
    'by value',
  ],
  ['{{ contact.constructor }}{{ contact.__proto__ }}{{ constructor }}', ''],
  // A text is not repeated, however often it is asked for.
  ["{{ 'x' * 1000000 }} {{ contact.score * 2 + 1 }} {{ 7 // 2 }} {{ 7 % 4 }} [{{ 1 / 0 }}]", '0 25 3 3 []'],
])('%s', (template, expected) => expect(text(template)).toBe(expected));

describe('values in HTML are escaped', () => {
  test.each([
    ['<i title="{{ contact.nickname }}">', '<i title="&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;">'],
    ['{{ contact.none | default(contact.nickname) }}', '&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;'],
    ['{{ contact.nickname | escape }}', '&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;'],
    ['{{ contact.nickname | safe }}', '<b>"A" & B</b>'],
    ['{{ contact.tier }}', '&lt;VIP&gt;'],
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
  "{{ contact.firstname | shout('x') }}",
  '{{ 2 ** 9999 }}',
  `{{ ${'('.repeat(100_000)} }}`,
  "{{ 'quoted }}",
  `{{ ${'('.repeat(4_900)}1${')'.repeat(4_900)} }}`.replace('1', ''),
  'x'.repeat(TEMPLATE_CHARACTERS_MAX + 1),
])('%# is refused with an error', (template) => {
  expect(() => text(template)).toThrow(Error);
});

test.each([
  ['{% for x in contacts %}x{% endfor %}', 'Loops ({% for %}) are not supported here'],
  ['{% set a = 1 %}', 'Assignments ({% set %}) are not supported here'],
  ['{% macro m() %}{% endmacro %}', 'Macros ({% macro %}) are not supported here'],
  ['{% module "x" %}', 'Modules ({% module %}) are not supported here'],
  [
    '{% constructor %}',
    'Tags such as {% constructor %} are not supported here; there are if, elif, else, endif',
  ],
  ['{{ contact.firstname.upper() }}', 'calls such as "contact.firstname.upper()" are not supported here'],
  ['{{ range(10) }}', 'the function range() is not known here; there are personalization_token()'],
  ["{{ contact['a'] | shout('x') }}", 'the filter "shout" is not known here'],
  ['{{ contact.firstname is odd }}', 'the test "odd" is not known here'],
  ["{{ contact.role in ['a'] }}", 'lists ([…]) are not supported here'],
  ['{{ contact.firstname contact.lastname }}', '"contact" is not supported or not expected in'],
  ['{{ contact.firstname @ 1 }}', '"@" has no meaning in'],
  [
    '{% if contact.x %}{% else %}{% elif contact.y %}{% endif %}',
    '{% elif %} stands where there is no {% if %} for it',
  ],
  ['{{ a.b }}'.repeat(10_001), 'it has more than 10000 tokens and conditions'],
  ['{% endif %}', '{% endif %} stands where there is no {% if %} for it'],
  ['{% if contact.x %}', 'an {% if %} is not closed by {% endif %}'],
])('%.60s is refused in words that its author knows', (template, message) => {
  expect(() => readTemplate(template)).toThrow(message);
});

describe('work is bounded by operations, whatever the template and the values', () => {
  const long = 'Ab '.repeat(20_000);
  const render = (template: string) =>
    readTemplate(template).render(rendering({ contact: { long } }), 'html');
  test.each([
    ['values repeated', '{{ contact.long }}'.repeat(60)],
    ['values joined', `{{ ${Array(60).fill('contact.long').join(' ~ ')} }}`],
    ['a filter over a long value, repeated', '{{ contact.long|title }}'.repeat(20)],
    ['filters in a row', `{{ contact.long${'|title'.repeat(20)} }}`],
    [
      'filters whose results are thrown away',
      '{% if contact.long|title|length == 7 %}{% endif %}'.repeat(20),
    ],
    ['comparisons of long values', "{% if 'z' in contact.long %}{% endif %}".repeat(40)],
  ])('%s', (_, template) => expect(() => render(template)).toThrow(`more than ${OPERATIONS_MAX} operations`));

  test.each([
    ['conditions', `${'{% if contact.long %}'.repeat(51)}x${'{% endif %}'.repeat(51)}`],
    ['brackets', `{{ ${'('.repeat(101)}contact.long${')'.repeat(101)} }}`],
    ['negations', `{{ ${'not '.repeat(101)}contact.long }}`],
    ['signs', `{{ ${'-'.repeat(101)}1 }}`],
    ['members', `{{ contact${'.a'.repeat(201)} }}`],
    ['indexes', `{{ ${'contact['.repeat(101)}1${']'.repeat(101)} }}`],
    ['choices', `{{ ${'1 if contact.long else '.repeat(101)} 2 }}`],
  ])('%s inside each other', (_, template) =>
    expect(() => render(template)).toThrow(/more than 50|too many parts/),
  );

  test('the same mail is refused or not, whoever asks how often', () => {
    const spent = (times: number) => {
      const run = rendering({ contact: { name: 'ada '.repeat(1_000) } });
      readTemplate('{{ contact.name|title }}'.repeat(times)).render(run, 'html');
      return run.budget.spent;
    };
    expect(spent(2)).toBe(2 * spent(1));
    expect(spent(1)).toBeLessThan(60_000);
  });
});

test('reading takes time in proportion to the text, whatever it is made of', () => {
  const hostile = (times: number) => [
    `{{ contact.firstname }}${' \n\t'.repeat(times)}{%- if contact.firstname %}x{% endif %}`,
    `{{ contact.firstname ${' '.repeat(times)} }}`,
    'Dear {{ contact.firstname }}, '.repeat(times / 10),
    '{'.repeat(times),
    `{{ '${'\\'.repeat(times)}' }}`,
    `{{ contact.a|${'a '.repeat(times)}( }}`,
  ];
  expectProportion(hostile, 10_000, (text) => {
    try {
      readTemplate(text);
    } catch {
      // A refused template has been read, too.
    }
  });
});
