import { quote } from '../../../problem/index.ts';
import { localeTag, readTemplate, TemplateError } from '../../../template/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import { resolveText, textReadsRecordAlone } from '../../values/index.ts';
import { internal, misconfigured } from '../action-type.ts';
import { optional, said, text } from '../fields.ts';
import { sayFormatData } from './format-data.say.ts';

/** The original's name for it is not known. */
const OUTPUT = 'formatted_value';

const fields = {
  template: said(text('Formula'), 'Text with tokens and filters; its result is an output.'),
  locale: said(optional(text('Locale')), 'Of numbers and dates, such as en-GB or de-DE.'),
};

export const formatData = internal({
  id: '0-33',
  say: sayFormatData,
  name: 'Format data',
  says:
    'Makes a text of `template` for later actions: tokens with [filters](../filters.md), which compute and format. `locale`, such as `de-DE`, ' +
    'is how dates and numbers are written where the filter does not say. A text without anything in it is no value.',
  summary: 'Computes a text or number from tokens and filters.',
  icon: 'square-function',
  group: 'CRM',
  outputs: [{ key: OUTPUT, says: 'The text.' }],
  reasons: {
    FILTER_FAILED: 'A filter can do nothing with a value: a text is not added to a number.',
    TEXT_TOO_LONG: 'The text gets too long, or takes too many operations.',
  },
  fields,
  staysWithRecord: ({ template }) => textReadsRecordAlone(template),
  compile: ({ template, locale }, action: SingleConnectionAction) => {
    const problems = [...wrongTemplate(template), ...wrongLocale(locale)];
    if (problems.length > 0) return misconfigured(problems);
    const place = locale ? { locale } : {};
    return (run) => {
      const resolved = resolveText(template, run, 'text', place);
      if (resolved.kind !== 'value') return resolved;
      const value = resolved.value ?? '';
      return {
        kind: 'done',
        connection: action.connection,
        outputs: { [OUTPUT]: value },
        detail: { [OUTPUT]: value },
      };
    };
  },
  examples: [
    {
      shows: 'A name as it is written, whatever was typed.',
      action: { fields: { template: '{{ enrolled_object.firstname|trim|title }}' } },
      properties: { firstname: ' ada king ' },
      outcome: { outcome: 'SUCCEEDED', next: '2', outputs: { formatted_value: 'Ada King' } },
    },
    {
      shows: 'A number in a locale.',
      action: {
        fields: {
          template: '{{ (enrolled_object.hs_analytics_revenue * 1.19)|format_number }}',
          locale: 'de-DE',
        },
      },
      properties: { hs_analytics_revenue: '1000' },
      outcome: { outcome: 'SUCCEEDED', outputs: { formatted_value: '1.190' } },
    },
    {
      shows: 'A text cannot be rounded.',
      action: { fields: { template: '{{ enrolled_object.firstname|round(2) }}' } },
      properties: { firstname: 'Ada' },
      outcome: { outcome: 'FAILED', reason: 'FILTER_FAILED', next: '2' },
    },
    {
      shows: 'A text that would grow without end.',
      action: {
        fields: { template: `{{ enrolled_object.firstname${'|replace("a", "aaaaaaaa")'.repeat(8)} }}` },
      },
      properties: { firstname: 'aa' },
      outcome: { outcome: 'FAILED', reason: 'TEXT_TOO_LONG', next: '2' },
    },
    {
      shows: 'A filter that there is not.',
      action: {
        fields: { template: '{{ enrolled_object.firstname|shout }}!{{ enrolled_object.city|loud("x") }}' },
      },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2' },
    },
  ],
});

/** Everywhere else what is no token stays as it stands; a formula that cannot be read is a mistake. */
function wrongTemplate(template: string) {
  const path = 'fields.template';
  const wrong = (why: string) => [
    { path, code: 'INVALID_TEMPLATE', message: `${path} cannot be read: ${why}.` },
  ];
  // What a flow reads is found in its tokens, and only there.
  if (template.includes('{%'))
    return wrong('{% … %} is not supported in it; write {{ a if condition else b }}');
  try {
    readTemplate(template);
    return [];
  } catch (error) {
    if (error instanceof TemplateError) return wrong(error.message);
    throw error;
  }
}

function wrongLocale(locale: string | undefined) {
  if (!locale || localeTag(locale) !== undefined) return [];
  const path = 'fields.locale';
  return [
    { path, code: 'INVALID_LOCALE', message: `${path} ${quote(locale)} is no locale, such as "en-US".` },
  ];
}
