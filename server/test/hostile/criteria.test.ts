/**
 * Criteria over hostile texts: long ones that are one thing over and over, asked by what nearly fits everywhere. They may cost some
 * times what the same operation costs over prose of the same length; what goes back over a text costs thousands of times as much.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryPattern } from '../../../core/criteria/arbitrary-patterns.test-support.ts';
import { and, contextOf, criteria, property, record } from '../../../core/criteria/criteria.test-support.ts';
import { compileCriteria } from '../../../core/criteria/index.ts';
import { normalizeValue, type PropertyType } from '../../../core/property/index.ts';
import { cases } from '../support/cases.ts';
import { cpuMsOf, hostileText, plainText, randomFrom, SEED } from './cost.test-support.ts';

/** As long as a value may be. */
const CHARACTERS = 65_000;
const VALUES = 400;
/** Times the plain case. Twice over a text is 2; the square of its length is 65,000. */
const RATIO_MAX = 150;
/** What a plain case is taken for at least: below this the clock and the first compilation count for more than the work. */
const PLAIN_MS_MIN = 0.05;
const TRIALS = cases(4);

const random = randomFrom(SEED);

/** CPU of one question, compiled before. */
function costOf(type: PropertyType, operation: object, value: string): number {
  const compiled = compileCriteria(criteria(and(property('tested', operation))), contextOf({ tested: type }));
  expect(compiled.problems).toEqual([]);
  return cpuMsOf(() => {
    try {
      compiled.met(record({ tested: value }, { history: () => [{ value, at: 0 }] }), 0);
    } catch (error) {
      // Given up is an answer; the bound on the cost still holds.
      if (!(error instanceof Error && error.name === 'TooMuchWork')) throw error;
    }
  });
}

/** Texts that are nearly in the text everywhere: its beginning and its middle, with another end. */
function nearly(text: string, length: number): string {
  const from = random(Math.max(1, text.length - length));
  return `${text
    .slice(from, from + length)
    .toWellFormed()
    .replaceAll('\0', '')}${random(2) === 0 ? 'b' : '¤'}`;
}

const words = (count: number) => Array.from({ length: count }, (_, index) => `word ${index} of many`);

const KINDS: readonly (readonly [
  name: string,
  type: PropertyType,
  plain: object,
  hostile: (text: string) => object,
])[] = [
  ...['CONTAINS', 'STARTS_WITH', 'ENDS_WITH', 'IS_EQUAL_TO', 'HAS_EVER_CONTAINED'].map(
    (operator) =>
      [
        `STRING ${operator}`,
        'string',
        { operationType: 'STRING', operator, value: 'a word that is not there' },
        (text: string) => ({
          operationType: 'STRING',
          operator,
          value: nearly(text, [5, 50, 1_000, 30_000][random(4)] ?? 5),
        }),
      ] as const,
  ),
  ...['CONTAINS', 'CONTAINS_EXACTLY', 'DOES_NOT_CONTAIN', 'STARTS_WITH', 'ENDS_WITH', 'IS_EQUAL_TO'].map(
    (operator) =>
      [
        `MULTISTRING ${operator}`,
        'string',
        { operationType: 'MULTISTRING', operator, values: words(VALUES) },
        (text: string) => ({
          operationType: 'MULTISTRING',
          operator,
          values: Array.from({ length: VALUES }, (_, index) => nearly(text, 1 + (index % 60))),
        }),
      ] as const,
  ),
  ...['IS_ANY_OF', 'IS_NONE_OF', 'IS_EXACTLY', 'CONTAINS_ALL', 'HAS_EVER_BEEN_ANY_OF'].map(
    (operator) =>
      [
        `ENUMERATION ${operator}`,
        'enumeration',
        { operationType: 'ENUMERATION', operator, values: words(VALUES) },
        (text: string) => ({
          operationType: 'ENUMERATION',
          operator,
          values: [...Array.from({ length: 10_000 - 1 }, (_, index) => `v${index}`), nearly(text, 20)],
        }),
      ] as const,
  ),
  [
    'NUMBER IS_EQUAL_TO',
    'number',
    { operationType: 'NUMBER', operator: 'IS_EQUAL_TO', value: 12 },
    () => ({ operationType: 'NUMBER', operator: 'IS_EQUAL_TO', value: [1e300, 12, 0.1][random(3)] }),
  ],
  [
    'REGEX',
    'string',
    { operationType: 'REGEX', operator: 'MATCHES_REGEX', pattern: 'zebra' },
    () => {
      const [pattern] = fc.sample(
        arbitraryPattern.filter((source) => source !== ''),
        {
          numRuns: 1,
          seed: random(2 ** 31),
        },
      );
      return { operationType: 'REGEX', operator: 'MATCHES_REGEX', pattern };
    },
  ],
  [
    'REGEX that goes back in other engines',
    'string',
    { operationType: 'REGEX', operator: 'MATCHES_REGEX', pattern: 'zebra' },
    () => {
      const patterns = [
        '^.*a.*b.*c$',
        '[0-9]+-[0-9]+$',
        '(a+)+$',
        '^(a|a)*$',
        '(.*)*x',
        '(.*a){20}b',
        '^(a?){50}a{50}$',
        '(a|ab)*c',
      ];
      return {
        operationType: 'REGEX',
        operator: 'MATCHES_REGEX',
        pattern: patterns[random(patterns.length)],
      };
    },
  ],
];

describe(`criteria over hostile texts (HOSTILE_SEED=${SEED})`, () => {
  test.each(KINDS)(
    '%s',
    (_, type, plain, hostile) => {
      const plainMs = Math.max(PLAIN_MS_MIN, costOf(type, plain, plainText(CHARACTERS)));
      for (let trial = 0; trial < TRIALS; trial++) {
        const text = hostileText(random, CHARACTERS);
        const operation = hostile(text);
        const ratio = costOf(type, operation, text) / plainMs;
        const about = `${JSON.stringify(operation).slice(0, 120)} of ${JSON.stringify(text.slice(0, 20))}… trial ${trial}`;
        expect(ratio, about).toBeLessThan(RATIO_MAX);
      }
    },
    120_000,
  );
});

test.each<PropertyType>(['number', 'bool', 'date', 'datetime', 'enumeration', 'string', 'phone_number'])(
  'hostile values of the type %s are normalized or refused at the cost of reading them',
  (type) => {
    const options = Array.from({ length: 1_000 }, (_, index) => ({ value: `o${index}`, label: `o${index}` }));
    const definition = {
      ...contextOf({ tested: type }).propertyOf('0-1', 'tested')!,
      ...(type === 'enumeration' ? { fieldType: 'checkbox' as const, options: options as never } : {}),
    };
    const cost = (text: string) => cpuMsOf(() => void normalizeValue(definition, text));
    const plain = type === 'enumeration' ? 'o1;'.repeat(CHARACTERS / 3) : plainText(CHARACTERS);
    const plainMs = Math.max(PLAIN_MS_MIN, cost(plain));
    const texts = Array.from({ length: TRIALS }, () => hostileText(random, CHARACTERS));
    const all = [
      ...texts,
      `${'1'.repeat(CHARACTERS)}x`,
      `1${'0'.repeat(CHARACTERS)}1`,
      'o999;'.repeat(CHARACTERS / 5),
    ];
    for (const text of all)
      expect(cost(text) / plainMs, JSON.stringify(text.slice(0, 20))).toBeLessThan(RATIO_MAX);
  },
);
