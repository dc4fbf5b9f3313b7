import { expect, test } from 'vitest';
import * as z from 'zod';
import { parseWith } from '../problem/index.ts';
import { filterBranchSchema, isEmpty, unifiedEventsBranchSchema } from './index.ts';
import { MAX_DEPTH, MAX_FILTERS } from './limits.ts';

const known = { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' };
const property = (operation: object) => ({ filterType: 'PROPERTY', property: 'name', operation });
const and = (...filters: unknown[]) => ({ filterBranchType: 'AND', filters });
const parse = (input: unknown) => parseWith(filterBranchSchema, input);
const problems = (input: unknown) => {
  const result = parse(input);
  return result.ok ? [] : result.problems.map((problem) => [problem.path, problem.message]);
};

test('both spellings of an operation are read into one', () => {
  const newer = {
    propertyType: 'datetime-ranged',
    operator: 'IS_BETWEEN',
    lowerBoundTimestamp: 1,
    upperBoundTimestamp: '2',
  };
  const older = { operationType: 'RANGED_DATE', operator: 'IS_BETWEEN', lowerBound: 1, upperBound: 2 };
  expect(parse(and(property(newer)))).toEqual(parse(and(property(older))));
});

test('what real definitions leave out is filled in', () => {
  const parsed = parse(
    and(property({ operationType: 'BOOL', operator: 'IS_EQUAL_TO', value: 'true', operatorName: 'x' })),
  );
  expect(parsed).toEqual({
    ok: true,
    value: {
      filterBranchType: 'AND',
      path: '',
      filterBranches: [],
      filters: [
        {
          filterType: 'PROPERTY',
          path: 'filters[0]',
          property: 'name',
          operation: {
            operationType: 'BOOL',
            operator: 'IS_EQUAL_TO',
            includeObjectsWithNoValueSet: false,
            value: true,
          },
        },
      ],
    },
  });
});

test('an empty place holds no criteria', () => {
  for (const input of [
    {},
    { filterBranchType: 'OR', filterBranches: [and()] },
    { filterBranchType: 'OR', filterBranches: [{}] },
  ]) {
    const parsed = parse(input);
    expect(parsed.ok && isEmpty(parsed.value)).toBe(true);
  }
});

test.each([
  ['no type', { filters: [] }, 'filterBranchType', /is required: one of "OR"/],
  ['an unknown type', { filterBranchType: 'XOR' }, 'filterBranchType', /not "XOR"/],
  ['not an object', and().filters, '', /must be an object/],
  ['filters that are no array', { filterBranchType: 'AND', filters: {} }, 'filters', /must be an array/],
  ['an unknown filter', and({ filterType: 'X' }), 'filters[0].filterType', /"X"/],
  [
    'a filter without its property',
    and({ filterType: 'PROPERTY', operation: known }),
    'filters[0].property',
    /is required/,
  ],
  ['no operation', and({ filterType: 'PROPERTY', property: 'a' }), 'filters[0].operation', /is required/],
  [
    'an unknown operation',
    and(property({ operationType: 'TEXT' })),
    'filters[0].operation.operationType',
    /not "TEXT"/,
  ],
  [
    'an operator of another type',
    and(property({ operationType: 'NUMBER', operator: 'CONTAINS', value: 1 })),
    'filters[0].operation.operator',
    /not "CONTAINS"/,
  ],
  [
    'ENUMERATION with IS_NOT_EQUAL_TO',
    and(property({ operationType: 'ENUMERATION', operator: 'IS_NOT_EQUAL_TO', values: ['a'] })),
    'filters[0].operation.operator',
    /use IS_NONE_OF/,
  ],
  [
    'a value of the wrong type',
    and(property({ operationType: 'NUMBER', operator: 'IS_EQUAL_TO', value: 'many' })),
    'filters[0].operation.value',
    /must be a number, not "many"/,
  ],
  [
    'a bound under its other name',
    and(
      property({
        propertyType: 'datetime-ranged',
        operator: 'IS_BETWEEN',
        lowerBoundTimestamp: 'x',
        upperBoundTimestamp: 1,
      }),
    ),
    'filters[0].operation.lowerBoundTimestamp',
    /not "x"/,
  ],
  [
    'an event inside an event',
    {
      filterBranchType: 'AND',
      filterBranches: [
        {
          filterBranchType: 'UNIFIED_EVENTS',
          eventTypeId: '4-1',
          filterBranches: [{ filterBranchType: 'UNIFIED_EVENTS' }],
        },
      ],
    },
    'filterBranches[0].filterBranches[0]',
    /cannot stand inside another/,
  ],
  [
    'a list filter in an event',
    {
      filterBranchType: 'UNIFIED_EVENTS',
      eventTypeId: '4-1',
      filters: [property(known), { filterType: 'IN_LIST', listId: 1 }],
    },
    'filters[1].filterType',
    /PROPERTY filters only/,
  ],
])('%s is refused where it stands', (_title, input, path, message) => {
  const found = problems(input);
  expect(found).toHaveLength(1);
  expect(found[0]![0]).toBe(path);
  expect(found[0]![1]).toMatch(message);
});

test('every problem is named, not only the first', () => {
  expect(
    problems(and({ filterType: 'X' }, property({ operationType: 'Y' }), { filterType: 'IN_LIST' })),
  ).toHaveLength(3);
});

test('limits hold, and a bottomless tree does not overflow the stack', () => {
  let deep: object = and(property(known));
  for (let level = 0; level < 5_000; level++) deep = { filterBranchType: 'AND', filterBranches: [deep] };
  expect(problems(deep)).toHaveLength(1);
  expect(problems(deep)[0]![1]).toContain(`more than ${MAX_DEPTH} levels`);
  expect(problems(and(...Array(MAX_FILTERS).fill(property(known))))).toEqual([]);
  expect(problems(and(...Array(MAX_FILTERS + 9).fill(property(known))))).toHaveLength(1);
});

test('it is a member of a bigger schema, and its problems carry the whole path', () => {
  const schema = z.object({
    goal: filterBranchSchema.optional(),
    events: z.array(unifiedEventsBranchSchema),
  });
  const result = parseWith(
    schema,
    { goal: and({ filterType: 'X' }), events: [and(property(known))] },
    'flow',
  );
  expect(result.ok ? [] : result.problems.map((problem) => problem.path)).toEqual([
    'flow.goal.filters[0].filterType',
    'flow.events[0].filterBranchType',
  ]);
  expect(parseWith(schema, { events: [] }).ok).toBe(true);
});

test('offsets beyond what clocks can count are refused', () => {
  const events = (pruningRefineBy: object) => ({
    filterBranchType: 'UNIFIED_EVENTS',
    eventTypeId: '6-1',
    pruningRefineBy,
  });
  const offset = (amount: number) => ({
    type: 'RELATIVE_COMPARATIVE',
    comparison: 'BEFORE',
    timeOffset: { amount, offsetDirection: 'PAST', timeUnit: 'YEARS' },
  });
  expect(problems(events(offset(1_000)))).toEqual([]);
  expect(problems(events(offset(1_001)))[0]![0]).toBe('pruningRefineBy.timeOffset.amount');
  const days = (numberOfDays: number) =>
    property({ operationType: 'ROLLING_DATE_RANGE', operator: 'IS_MORE_THAN_X_DAYS_AGO', numberOfDays });
  expect(problems(and(days(366_000)))).toEqual([]);
  expect(problems(and(days(366_001)))).toHaveLength(1);
});
