/** Templates of hostile shapes and over hostile values: rendered or given up, at some times the cost of a plain one of the same size. */

import { Budget, readTemplate, TemplateError, valuesIn } from '@millrace/core/template';
import { expect, test } from 'vitest';
import { cpuMsOf, hostileText, plainText, randomFrom, SEED } from './cost.test-support.ts';

const VALUE_CHARACTERS = 60_000;
const TEMPLATE_CHARACTERS = 200_000;
const TRIALS = 40;
/** Times a plain rendering that looks at every character of such a value; where each looks at all others, it is thousands. */
const RATIO_MAX = 150;

const random = randomFrom(SEED);

function costOf(template: string, value: string): number {
  const into = random(2) === 0 ? 'html' : 'text';
  return cpuMsOf(() => {
    try {
      const view = { contact: { firstname: value, lastname: value } };
      const rendering = { valueAt: valuesIn(view, (_scope, _name, text) => text), budget: new Budget() };
      readTemplate(template).render(rendering, into);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
    }
  });
}

const FILTERS = [
  'title',
  'upper',
  'lower',
  'capitalize',
  'trim',
  'length',
  'truncate(10)',
  'default("x")',
  'int',
  'escape',
  'striptags',
  'replace("a", "aaaaaaaa")',
  'cut("a")',
  'split("a")|join("bb")',
  'split(" ")|unique|reverse|first',
  'remove_option("a")',
  'wordcount|add(1)|round(2)|format_number("de")',
  'unique',
  'reverse',
  'concat(contact.lastname)',
  'format_date("yyyy")',
];
const OPENINGS = [
  '{{ ',
  '{% if ',
  '{# ',
  '{{ (',
  '{{ "',
  '{{ contact.',
  "{% if contact.firstname == '",
  '{{ -',
  '{{ not ',
];

function hostileTemplate(): string {
  const pick = (from: readonly string[]) => from[random(from.length)] ?? '';
  const filters = () => Array.from({ length: 1 + random(20) }, () => ` | ${pick(FILTERS)}`).join('');
  switch (random(5)) {
    case 0:
      return pick(OPENINGS).repeat(TEMPLATE_CHARACTERS / 10);
    case 1:
      return `{{ contact.firstname${filters()} }}`.repeat(300);
    case 2:
      return `{{ ${'contact.firstname ~ '.repeat(400)}"x" }}`;
    case 3:
      return (
        '{% if contact.firstname == contact.lastname %}a'.repeat(2_000) + '{% endif %}'.repeat(random(2_001))
      );
    default:
      return hostileText(random, TEMPLATE_CHARACTERS);
  }
}

test(`templates (HOSTILE_SEED=${SEED})`, () => {
  const plainMs = costOf('{{ contact.firstname | title }}', plainText(VALUE_CHARACTERS));
  for (let trial = 0; trial < TRIALS; trial++) {
    const template = hostileTemplate();
    const value = hostileText(random, VALUE_CHARACTERS);
    const about = `${JSON.stringify(template.slice(0, 80))}… over ${JSON.stringify(value.slice(0, 20))}…`;
    expect(costOf(template, value) / plainMs, about).toBeLessThan(RATIO_MAX);
  }
}, 120_000);
