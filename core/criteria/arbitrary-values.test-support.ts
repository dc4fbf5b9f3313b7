/** Random values: texts, numbers and times where the two back ends could part. */
import fc from 'fast-check';
import type { PropertyType } from '../property/index.ts';
import { DAY, HOUR, iso } from '../time/index.ts';

export const PROPERTIES = {
  text: 'string',
  text2: 'string',
  amount: 'number',
  amount2: 'number',
  choice: 'enumeration',
  flag: 'bool',
  flag2: 'bool',
  day: 'date',
  day2: 'date',
  moment: 'datetime',
  moment2: 'datetime',
} as const satisfies Record<string, PropertyType>;
export type Name = keyof typeof PROPERTIES;
export const NAMES = Object.keys(PROPERTIES) as Name[];

/** Around changes of the clock, leap days, ends of years and months. */
export const NOWS = [
  '2026-03-08T06:59:59.999Z',
  '2026-03-08T07:00:00.000Z',
  '2026-11-01T05:30:00.000Z',
  '2026-11-01T06:30:00.000Z',
  '2024-02-29T12:00:00.000Z',
  '2025-02-28T23:59:59.999Z',
  '2025-12-31T23:30:00.000Z',
  '2026-05-31T10:00:00.000Z',
  '2026-04-05T15:00:00.000Z',
].map((text) => Date.parse(text));

export const words = fc.constantFrom(
  'Ada',
  'ADA',
  'ada',
  'da',
  'É',
  'é',
  'e\u0301',
  'İ',
  'i',
  'ß',
  'SS',
  'ss',
  '\u212A',
  'k',
  'ΑΣ',
  'ας',
  'ασ',
  'ǅ',
  'ﬃ',
  '%',
  '_',
  '\\',
  '100%',
  'a_b',
  ' ',
  'a ',
  "o'b",
  '"',
  '$1',
  '😀',
  '\n',
  'x;y',
  '1',
  'true',
);
export const text = fc.oneof(
  { weight: 5, arbitrary: words },
  { weight: 1, arbitrary: fc.tuple(words, words).map(([a, b]) => a + b) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'binary', minLength: 1, maxLength: 6 })
      .filter((value) => !value.includes('\0')),
  },
);
export const numbers = fc.constantFrom(
  '0',
  '1',
  '1.0',
  '-1',
  '2',
  '10',
  '9',
  '0.1',
  '0.3',
  '0.10000000000000000001',
  '9007199254740992',
  '9007199254740993',
  '1e3',
  '1000',
  '123456789012345678901234567890',
  `1${'0'.repeat(350)}`,
  `0.${'0'.repeat(350)}1`,
  '.5',
  '5.',
  '+5',
  '5',
  '-0',
  '-0.0',
);
export const notNumbers = fc.constantFrom(
  'many',
  '0x10',
  ' 1',
  '1 ',
  '١٢',
  '１',
  '1_0',
  'NaN',
  'Infinity',
  '-',
  '.',
  '1e9999',
  '--1',
  '1.2.3',
);
export const amount = fc.oneof(
  { weight: 8, arbitrary: numbers },
  { weight: 1, arbitrary: notNumbers },
  {
    weight: 2,
    arbitrary: fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
      .map((value) => value.toFixed(3)),
  },
);
export const options = fc.constantFrom('a', 'b', 'c', 'ab', 'A', 'é');
export const choice = fc.array(options, { minLength: 1, maxLength: 4 }).map((values) => values.join(';'));
export const moment = fc
  .tuple(
    fc.constantFrom(...NOWS),
    fc.oneof(fc.integer({ min: -800, max: 800 }), fc.constantFrom(0, 1, -1, 7, -7, 30, -30)),
    fc.oneof(fc.constantFrom(0, 1, -1, HOUR, -HOUR), fc.integer({ min: -DAY, max: DAY })),
  )
  .map(([near, days, millis]) => near + days * DAY + millis);
export const instant = fc.oneof(
  { weight: 9, arbitrary: moment.map(iso) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '0001-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
      '2000-02-29T00:00:00.000Z',
      'soon',
    ),
  },
);
export const day = fc.oneof(
  { weight: 9, arbitrary: moment.map((at) => iso(at).slice(0, 10)) },
  { weight: 1, arbitrary: fc.constantFrom('2000-02-29', '1999-02-28', '1990-01-01', '1990-12-31', 'later') },
);
export const flag = fc.constantFrom('true', 'false');

export const VALUES: Readonly<Record<PropertyType, fc.Arbitrary<string>>> = {
  string: text,
  number: amount,
  enumeration: choice,
  bool: flag,
  date: day,
  datetime: instant,
  json: text,
  phone_number: text,
  object_coordinates: text,
};

export function withoutAbsent(
  entries: readonly (readonly [string, string | null])[],
): Record<string, string> {
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}
