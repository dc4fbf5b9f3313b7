import type { RawObject } from '@millrace/core/raw';
import { expect, it } from 'vitest';
import { alike } from './alike.ts';
import { changesBetween } from './changes.ts';
import { referencesIn, withIds, withNames } from './named.ts';
import { sitesOf } from './sites.ts';

const flow = (content_id: RawObject | string, more: RawObject = {}): RawObject => ({
  name: 'N',
  type: 'CONTACT_FLOW',
  flowType: 'WORKFLOW',
  objectTypeId: '0-1',
  isEnabled: false,
  startActionId: '1',
  actions: [
    {
      type: 'SINGLE_CONNECTION',
      actionId: '1',
      actionTypeId: '0-4',
      actionTypeVersion: 0,
      fields: { content_id },
    },
  ],
  ...more,
});
const inList = (listId: RawObject | string): RawObject => ({
  filterBranchType: 'AND',
  filterBranchOperator: 'AND',
  filterBranches: [],
  filters: [{ filterType: 'IN_LIST', operator: 'IN_LIST', listId }],
});

it('changes are said with the names that stand in the files', () => {
  const before = flow({ email: 'Welcome 1' });
  expect(changesBetween(before, flow({ email: 'Welcome 2' })).join()).toContain('Welcome 2');
  const goal = flow({ email: 'Welcome 1' }, { goalFilterBranch: inList({ list: 'Customers' }) });
  expect(changesBetween(before, goal).join()).toContain('Customers');
  const kept = flow({ email: 'Welcome 1' }, { suppressionListIds: [{ list: 'Customers' }] });
  expect(changesBetween(before, kept).join()).toContain('in the list Customers');
});

it('names go in and ids come out, numbers where the API has numbers, and what looks like a name stays what it was', () => {
  const body = flow('7', {
    suppressionListIds: [12],
    goalFilterBranch: inList('12'),
    'x-own': { odd: { email: 'no reference' }, wrapped: { literal: { list: 'x' } } },
  });
  const ids: Record<string, string> = { 'email Welcome': '7', 'list Customers': '12' };
  const names = new Map(
    Object.entries(ids).map(([name, id]) => [`${name.split(' ')[0]} ${id}`, name.split(' ')[1]!]),
  );
  const named = withNames(body, sitesOf(body), ({ kind, id }) => names.get(`${kind} ${id}`));
  expect(named).toMatchObject({
    suppressionListIds: [{ list: 'Customers' }],
    'x-own': {
      odd: { literal: { email: 'no reference' } },
      wrapped: { literal: { literal: { list: 'x' } } },
    },
  });
  expect(
    referencesIn(named)
      .map(({ kind, name }) => `${kind} ${name}`)
      .toSorted(),
  ).toEqual(['email Welcome', 'list Customers', 'list Customers']);
  expect(withIds(named, ({ kind, name }) => ids[`${kind} ${name}`]!)).toEqual(body);
});

it('custom objects, labels of associations, pipelines, stages and owners are found where they stand', () => {
  const owned = {
    filterType: 'PROPERTY',
    property: 'hubspot_owner_id',
    operation: {
      operationType: 'ENUMERATION',
      operator: 'IS_ANY_OF',
      includeObjectsWithNoValueSet: false,
      values: ['12', 'nobody'],
    },
  };
  const stage = {
    filterType: 'PROPERTY',
    property: 'dealstage',
    operation: {
      operationType: 'ENUMERATION',
      operator: 'IS_ANY_OF',
      includeObjectsWithNoValueSet: false,
      values: ['won', 'lost'],
    },
  };
  const body = flow('7', {
    type: 'PLATFORM_FLOW',
    objectTypeId: '2-7',
    suppressionFilterBranch: {
      filterBranchType: 'AND',
      filterBranchOperator: 'AND',
      filters: [stage, owned],
      filterBranches: [
        {
          filterBranchType: 'ASSOCIATION',
          filterBranchOperator: 'AND',
          operator: 'IN_LIST',
          objectTypeId: '2-8',
          associationCategory: 'USER_DEFINED',
          associationTypeId: 31,
          filters: [],
          filterBranches: [],
        },
      ],
    },
  });
  expect(
    sitesOf(body)
      .map(({ kind, id }) => `${kind} ${id}`)
      .toSorted(),
  ).toEqual([
    'association 31',
    'email 7',
    'objectType 2-7',
    'objectType 2-8',
    'owner 12',
    'stage lost',
    'stage won',
  ]);
});

it('what a server fills in and a file leaves out is the same; anything else is not', () => {
  expect(alike({ a: 1 }, { a: 1, timeWindows: [], more: {}, none: null, off: false })).toBe(true);
  expect(alike({ a: 1 }, { a: 1, timeWindows: [{}] })).toBe(false);
  expect(alike([1, 2], [2, 1])).toBe(false);
  expect(alike({ a: '1' }, { a: 1 })).toBe(false);
});
