import { describe, expect, test } from 'vitest';
import { and, COMPANY, contextOf, criteria, definition, property, record } from '../criteria.test-support.ts';
import {
  type Branch,
  compileCriteria,
  compileEvent,
  type Subject,
  type UnifiedEventsBranch,
} from '../index.ts';

const NOW = Date.parse('2026-05-31T10:00:00.000Z');
const context = contextOf({ name: 'string', age: 'number', born: 'date' });
const is = (name: string, value: string, flags = {}) =>
  property(name, { operationType: 'STRING', operator: 'IS_EQUAL_TO', value, ...flags });
const unknown = (name: string) => property(name, { operationType: 'ALL_PROPERTY', operator: 'IS_UNKNOWN' });
const met = (tree: unknown, subject: Subject) => compileCriteria(criteria(tree), context).met(subject, NOW);
const ada = record({ name: 'Ada' });

describe('branches', () => {
  test.each([
    ['AND', false],
    ['OR', true],
    ['NOT_ALL', true],
    ['NOT_ANY', false],
    ['RESTRICTED', false],
  ])('%s of one met and one not', (filterBranchType, expected) => {
    expect(met({ filterBranchType, filters: [is('name', 'Ada'), is('name', 'Bob')] }, ada)).toBe(expected);
  });

  test('one without any filter is passed over, and by itself is never met', () => {
    const empty = { filterBranchType: 'AND' };
    expect(met({ filterBranchType: 'OR', filterBranches: [empty, and(is('name', 'Bob'))] }, ada)).toBe(false);
    expect(met({ filterBranchType: 'AND', filters: [is('name', 'Ada')], filterBranches: [empty] }, ada)).toBe(
      true,
    );
    expect(met(empty, ada)).toBe(false);
    expect(met({}, ada)).toBe(false);
  });

  test('what is hidden makes nothing met, be it denied or not', () => {
    const hidden = { filterBranchType: 'RESTRICTED' };
    expect(
      met({ filterBranchType: 'AND', filters: [is('name', 'Ada')], filterBranches: [hidden] }, ada),
    ).toBe(false);
    expect(met({ filterBranchType: 'OR', filters: [is('name', 'Ada')], filterBranches: [hidden] }, ada)).toBe(
      true,
    );
    expect(met({ filterBranchType: 'NOT_ANY', filterBranches: [hidden] }, ada)).toBe(false);
  });
});

describe('what cannot be evaluated', () => {
  test.each([
    [
      'a property that is not there',
      is('gone', 'x'),
      'UNKNOWN_PROPERTY',
      /no property "gone" of object type 0-1/,
    ],
    [
      'an operation that does not fit',
      property('name', { operationType: 'NUMBER', operator: 'IS_EQUAL_TO', value: 1 }),
      'OPERATION_DOES_NOT_FIT',
      /NUMBER does not fit the property "name" of type string/,
    ],
    [
      'another property that does not fit',
      property('age', {
        propertyType: 'number-comparative',
        operator: 'IS_EQUAL_TO',
        comparisonPropertyName: 'name',
      }),
      'OPERATION_DOES_NOT_FIT',
      /"name" is of type string, not a number/,
    ],
    [
      'a regular expression that both sides would read differently',
      property('name', { operationType: 'REGEX', operator: 'MATCHES_REGEX', pattern: '(?=a)' }),
      'PATTERN_NOT_SUPPORTED',
      /look-around/,
    ],
    ['a list that has no id', { filterType: 'IN_LIST', listId: 'vip' }, 'NOT_A_LIST', /"vip"/],
  ])('%s is named, and neither it nor its opposite is met', (_title, filter, code, message) => {
    const compiled = compileCriteria(criteria(and(filter)), context);
    expect(compiled.problems).toEqual([
      { path: 'filters[0]', code, message: expect.stringMatching(message) },
    ]);
    expect(compiled.met(ada, NOW)).toBe(false);
    expect(met({ filterBranchType: 'NOT_ANY', filters: [filter] }, ada)).toBe(false);
    expect(met({ filterBranchType: 'OR', filters: [filter, is('name', 'Ada')] }, ada)).toBe(true);
  });

  test('a calculated property keeps no history', () => {
    const calculated = { ...context, propertyOf: () => definition('name', 'string', true) };
    const ever = property('name', { operationType: 'STRING', operator: 'HAS_EVER_CONTAINED', value: 'x' });
    expect(compileCriteria(criteria(and(ever)), calculated).problems.map((problem) => problem.code)).toEqual([
      'NO_HISTORY',
    ]);
  });

  test('what is inherited from Object is no value', () => {
    const odd = { ...context, propertyOf: () => definition('constructor', 'string') };
    expect(compileCriteria(criteria(and(unknown('constructor'))), odd).met(ada, NOW)).toBe(true);
  });
});

describe('associations', () => {
  const company = (properties: Record<string, string>): Subject => ({
    ...record(properties),
    objectTypeId: COMPANY,
  });
  const of = (...companies: Subject[]) => record({}, { associated: () => companies });
  const branch = (operator: string, ...filters: unknown[]) => ({
    filterBranchType: 'ASSOCIATION',
    objectTypeId: COMPANY,
    associationCategory: 'HUBSPOT_DEFINED',
    associationTypeId: 279,
    operator,
    filters,
  });

  test('one record has to satisfy all filters', () => {
    const tree = branch(
      'IN_LIST',
      is('name', 'Acme'),
      property('age', { operationType: 'NUMBER', operator: 'IS_EQUAL_TO', value: 5 }),
    );
    expect(met(tree, of(company({ name: 'Acme' }), company({ age: '5' })))).toBe(false);
    expect(met(tree, of(company({ name: 'Acme', age: '5' }), company({})))).toBe(true);
  });

  test('NOT_IN_LIST: none does', () => {
    expect(met(branch('NOT_IN_LIST', is('name', 'Acme')), of(company({ name: 'Acme' })))).toBe(false);
    expect(met(branch('NOT_IN_LIST', is('name', 'Acme')), of())).toBe(true);
  });

  test('with none there, the filters are asked of a record without values', () => {
    expect(met(branch('IN_LIST', is('name', 'Acme')), of())).toBe(false);
    expect(met(branch('IN_LIST', unknown('name')), of())).toBe(true);
    expect(met(branch('IN_LIST', is('name', 'Acme', { includeObjectsWithNoValueSet: true })), of())).toBe(
      true,
    );
    expect(met(branch('IN_LIST'), of())).toBe(false);
    expect(met(branch('IN_LIST'), of(company({})))).toBe(true);
  });
});

describe('reads', () => {
  test('names all that a record needs loaded', () => {
    const tree = {
      filterBranchType: 'AND',
      filters: [
        property('name', { operationType: 'STRING', operator: 'HAS_EVER_CONTAINED', value: 'x' }),
        { filterType: 'IN_LIST', listId: 7, metadata: [{ id: '9', inListType: 'WORKFLOWS_ACTIVE' }] },
        { filterType: 'IN_LIST', listId: 7 },
        property('born', {
          operationType: 'TIME_POINT',
          operator: 'IS_BEFORE',
          timePoint: { timeType: 'INDEXED', indexReference: { referenceType: 'TODAY' } },
        }),
      ],
      filterBranches: [
        { filterBranchType: 'UNIFIED_EVENTS', eventTypeId: '6-1' },
        {
          filterBranchType: 'ASSOCIATION',
          objectTypeId: COMPANY,
          associationCategory: 'HUBSPOT_DEFINED',
          associationTypeId: 279,
          filters: [is('name', 'Acme')],
        },
      ],
    };
    const none = { properties: [], history: [], events: [], lists: [], associations: [], now: false };
    expect(compileCriteria(criteria(tree), context).reads).toEqual({
      properties: ['born', 'name'],
      history: ['name'],
      events: ['6-1'],
      lists: ['7', 'WORKFLOWS_ACTIVE:9'],
      associations: [
        {
          association: { objectTypeId: COMPANY, category: 'HUBSPOT_DEFINED', typeId: 279 },
          reads: { ...none, properties: ['name'] },
        },
      ],
      now: true,
    });
  });

  test('what was not loaded is a bug, and said so', () => {
    expect(() => met(and({ filterType: 'IN_LIST', listId: 7 }), ada)).toThrow(/list 7 .* not loaded/);
    expect(() => met({ filterBranchType: 'UNIFIED_EVENTS', eventTypeId: '6-1' }, ada)).toThrow(
      /"6-1" .* not loaded/,
    );
  });
});

describe('events', () => {
  const branch = (...filters: unknown[]) =>
    criteria({
      filterBranchType: 'UNIFIED_EVENTS',
      eventTypeId: '4-655002',
      filters,
    }) as Branch as UnifiedEventsBranch;
  const occurs = (properties: Record<string, string>, ...filters: unknown[]) =>
    compileEvent(branch(...filters), context).met({ properties, occurredAt: NOW }, NOW);

  test('a property change is told by its name and its value', () => {
    const changed = [
      is('hs_name', 'age'),
      property('hs_value', { operationType: 'NUMBER', operator: 'IS_GREATER_THAN', value: 9 }),
    ];
    expect(occurs({ hs_name: 'age', hs_value: '10' }, ...changed)).toBe(true);
    expect(occurs({ hs_name: 'age', hs_value: 'ten' }, ...changed)).toBe(false);
    expect(occurs({ hs_name: 'age' }, is('hs_name', 'age'), unknown('hs_value'))).toBe(true);
  });

  test('times are read however they were sent', () => {
    const today = property('at', {
      operationType: 'CALENDAR_DATE',
      operator: 'IN_THIS_TIME_UNIT',
      timeUnit: 'DAY',
    });
    for (const at of ['2026-05-31', '2026-05-31T23:59Z', '2026-05-31T00:00:00.5Z', String(NOW)]) {
      expect(occurs({ at }, today), at).toBe(true);
    }
    for (const at of ['2026-05-30', '2026-02-30', 'today', '12'])
      expect(occurs({ at }, today), at).toBe(false);
  });

  test('an event has no history', () => {
    const ever = property('a', { operationType: 'STRING', operator: 'HAS_EVER_CONTAINED', value: 'x' });
    const compiled = compileEvent(branch(ever), context);
    expect(compiled.problems.map((problem) => problem.code)).toEqual(['NO_HISTORY']);
    expect(compiled.met({ properties: { a: 'x' }, occurredAt: NOW }, NOW)).toBe(false);
  });
});
