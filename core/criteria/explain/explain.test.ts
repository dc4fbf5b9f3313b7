import { expect, test } from 'vitest';
import { and, COMPANY, contextOf, criteria, property, record } from '../criteria.test-support.ts';
import { explainCriteria } from '../index.ts';

const NOW = Date.parse('2026-05-31T10:00:00.000Z');
const context = contextOf({ name: 'string', age: 'number', limit: 'number', seen: 'datetime' });

test('every place of the tree says what was wanted, what was found, and the verdict', () => {
  const tree = {
    filterBranchType: 'OR',
    filterBranches: [
      and(
        property('name', { operationType: 'STRING', operator: 'CONTAINS', value: 'love' }),
        property('age', {
          propertyType: 'number-comparative',
          operator: 'IS_GREATER_THAN',
          comparisonPropertyName: 'limit',
        }),
      ),
      and(property('gone', { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' })),
      and({ filterType: 'IN_LIST', listId: 7, operator: 'NOT_IN_LIST' }),
    ],
  };
  const subject = record({ name: 'Ada Lovelace', limit: '5' }, { inList: () => true });
  const explained = explainCriteria(criteria(tree), context, subject, NOW);
  expect(explained.verdict).toBe('UNKNOWN');
  expect(explained.holdsUntil).toBeNull();
  const [first, second, third] = explained.filterBranches;
  expect(first).toEqual({
    path: 'filterBranches[0]',
    filterBranchType: 'AND',
    verdict: 'NOT_MET',
    filterBranches: [],
    filters: [
      {
        path: 'filterBranches[0].filters[0]',
        filterType: 'PROPERTY',
        property: 'name',
        operator: 'CONTAINS',
        wanted: { operationType: 'STRING', value: 'love', includeObjectsWithNoValueSet: false },
        value: 'Ada Lovelace',
        verdict: 'MET',
      },
      {
        path: 'filterBranches[0].filters[1]',
        filterType: 'PROPERTY',
        property: 'age',
        operator: 'IS_GREATER_THAN',
        wanted: {
          operationType: 'NUMBER_COMPARATIVE',
          comparisonPropertyName: 'limit',
          includeObjectsWithNoValueSet: false,
        },
        value: null,
        comparedWith: { property: 'limit', value: '5' },
        verdict: 'NOT_MET',
      },
    ],
  });
  expect(second?.filters[0]).toMatchObject({
    verdict: 'UNKNOWN',
    reason: expect.stringContaining('no property "gone"'),
  });
  expect(third?.filters[0]).toMatchObject({
    filterType: 'IN_LIST',
    operator: 'NOT_IN_LIST',
    wanted: { listId: '7' },
    verdict: 'NOT_MET',
  });
});

test('associated records and events are shown one by one', () => {
  const tree = {
    filterBranchType: 'AND',
    filterBranches: [
      {
        filterBranchType: 'ASSOCIATION',
        objectTypeId: COMPANY,
        associationCategory: 'HUBSPOT_DEFINED',
        associationTypeId: 279,
        filters: [property('age', { operationType: 'NUMBER', operator: 'IS_EQUAL_TO', value: 5 })],
      },
      {
        filterBranchType: 'UNIFIED_EVENTS',
        eventTypeId: '6-1',
        filters: [property('a', { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: 'x' })],
      },
    ],
  };
  const company = (id: string, age: string) => ({ ...record({ age }), id, objectTypeId: COMPANY });
  const subject = record(
    {},
    {
      associated: () => [company('8', '4'), company('9', '5')],
      events: () => [
        { properties: { a: 'y' }, occurredAt: NOW - 2 },
        { properties: { a: 'X' }, occurredAt: NOW - 1 },
      ],
    },
  );
  const explained = explainCriteria(criteria(tree), context, subject, NOW);
  expect(explained.verdict).toBe('MET');
  expect(explained.filterBranches[0]?.associated?.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['8', 'NOT_MET'],
    ['9', 'MET'],
  ]);
  expect(explained.filterBranches[1]?.events).toEqual([
    { occurredAt: '2026-05-31T09:59:59.999Z', verdict: 'MET' },
    { occurredAt: '2026-05-31T09:59:59.998Z', verdict: 'NOT_MET' },
  ]);
});

test('says until when time leaves it so', () => {
  const rolling = property('seen', {
    operationType: 'ROLLING_DATE_RANGE',
    operator: 'IS_MORE_THAN_X_DAYS_AGO',
    numberOfDays: 30,
  });
  const explained = explainCriteria(
    criteria(and(rolling)),
    context,
    record({ seen: '2026-05-31T10:00:00.000Z' }),
    NOW,
  );
  expect(explained).toMatchObject({ verdict: 'NOT_MET', holdsUntil: '2026-06-30T10:00:00.001Z' });
});

test('criteria that are not there are met by nobody', () => {
  expect(explainCriteria(criteria({}), context, record({}), NOW)).toMatchObject({
    filterBranchType: 'EMPTY',
    verdict: 'NOT_MET',
  });
});
