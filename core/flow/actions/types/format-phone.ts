import { quote } from '../../../problem/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import type { RunContext, Write } from '../../engine/index.ts';
import { type CompileContext, internal, misconfigured } from '../action-type.ts';
import { type Given, optional, propertyName, propertyOfOther, said, text } from '../fields.ts';
import { countryOf, readPhoneNumber } from '../parts/phone-number.ts';
import { recordsToWrite, unknownProperty, writeOf } from '../parts/written-property.ts';
import { sayFormatPhone } from './format-phone.say.ts';

const fields = {
  phone_property: said(propertyOfOther('Property with the number'), 'The number as somebody has written it.'),
  country_property: said(
    optional(propertyOfOther('Property with the country')),
    'For numbers without a country code.',
  ),
  default_country: said(optional(text('Default country')), 'Where the record has none: CH or Switzerland.'),
  target_property: said(
    optional(propertyName('Property to set')),
    'Gets the number as +41446681800; empty: it is an output only.',
  ),
};
type Fields = Given<typeof fields>;

const NONE = { is_valid: 'false', formatted_phone_number: '', international: '', national: '', country: '' };

export const formatPhone = internal({
  id: '0-225935194',
  say: sayFormatPhone,
  name: 'Validate and format phone number',
  says:
    'Reads the number in `phone_property`. One without a country code is of the country in `country_property` (two letters or an English name), ' +
    'else of `default_country`. A valid one is written to `target_property`, if given, as `+41446681800`. A number that is not valid is no failure: the output says so.',
  summary: 'Checks a phone number and writes it in one form.',
  icon: 'phone',
  group: 'CRM',
  outputs: [
    { key: 'is_valid', says: '`true` or `false`.' },
    {
      key: 'formatted_phone_number',
      says: 'As machines dial it, `+41446681800`; empty when it is not valid.',
    },
    { key: 'international', says: 'As people write it, `+41 44 668 18 00`.' },
    { key: 'national', says: 'Without the country code, `044 668 18 00`.' },
    { key: 'country', says: 'Its country, two letters.' },
  ],
  fields,
  compile: (given, action: SingleConnectionAction, context) => {
    const problems = problemsOf(given, context);
    if (problems.length > 0) return misconfigured(problems);
    return (run) => {
      const outputs = outputsOf(given, run);
      const written = write(given, outputs, run, context);
      if (written.kind !== 'writes') return written;
      const { writes } = written;
      return { kind: 'done', connection: action.connection, outputs, detail: outputs, writes };
    };
  },
  examples: [
    {
      shows: 'A number of the country that stands beside it.',
      action: {
        fields: { phone_property: 'phone', country_property: 'country', target_property: 'mobilephone' },
      },
      properties: { phone: '044 668 18 00', country: 'Switzerland' },
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        outputs: {
          is_valid: 'true',
          formatted_phone_number: '+41446681800',
          country: 'CH',
          international: '+41 44 668 18 00',
          national: '044 668 18 00',
        },
        changes: [{ record: '0-1/101', kind: 'updated', after: { mobilephone: '+41446681800' } }],
      },
    },
    {
      shows: 'A number that nobody can have: the output says so, and nothing is written.',
      action: { fields: { phone_property: 'phone', default_country: 'US', target_property: 'phone' } },
      properties: { phone: '(123) 456-7890' },
      outcome: { outcome: 'SUCCEEDED', outputs: NONE, changes: [] },
    },
    {
      shows: 'A default country that there is not.',
      action: { fields: { phone_property: 'phone', default_country: 'Atlantis' } },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2' },
    },
  ],
});

function problemsOf(given: Fields, context: CompileContext) {
  const { schema, objectTypeId } = context;
  const type = schema.objectType(objectTypeId);
  const names = { ...given, default_country: undefined };
  const missing = Object.entries(names).flatMap(([member, name]) =>
    name === undefined || schema.properties(objectTypeId).has(name)
      ? []
      : [unknownProperty(`fields.${member}`, name, type, context)],
  );
  const country = given.default_country;
  if (!country || countryOf(country)) return missing;
  const path = 'fields.default_country';
  const message = `${path} ${quote(country)} is no country, such as "CH" or "Switzerland".`;
  return [...missing, { path, code: 'INVALID_COUNTRY', message }];
}

function outputsOf(given: Fields, { record: { properties } }: RunContext) {
  const told = given.country_property && properties[given.country_property];
  const country = (told && countryOf(told)) || (given.default_country && countryOf(given.default_country));
  const number = readPhoneNumber(properties[given.phone_property] ?? '', country || undefined);
  if (!number?.isValid) return NONE;
  return {
    is_valid: 'true',
    formatted_phone_number: number.e164,
    international: number.international,
    national: number.national,
    country: number.country ?? '',
  };
}

function write(
  { target_property: name }: Fields,
  { formatted_phone_number: number }: typeof NONE,
  run: RunContext,
  context: CompileContext,
) {
  const done = (writes: readonly Write[]) => ({ kind: 'writes', writes }) as const;
  if (name === undefined || number === '') return done([]);
  const own = recordsToWrite(run, [run.record]);
  if (own.kind !== 'ready') return own;
  const [image] = own.images;
  if (!image) return done([]);
  const type = context.schema.objectType(context.objectTypeId)!;
  const written = writeOf({ type, name }, number, image, run, context);
  return written.kind === 'write' ? done([written.write]) : written;
}
