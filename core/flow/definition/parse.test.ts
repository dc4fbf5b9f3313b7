import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Criteria } from '../../criteria/index.ts';
import {
  associationValueSchema,
  definitionAfter,
  type FlowDefinition,
  flowCreateSchema,
  flowUpdateSchema,
  type ListBasedEnrollment,
  MAX_NESTING,
  parseFlowForCreate,
  parseFlowForUpdate,
  valueSchema,
} from './index.ts';

const email = { type: 'SINGLE_CONNECTION', actionId: '1', actionTypeId: '0-4', fields: { content_id: '7' } };
const flow = {
  name: 'Welcome',
  type: 'CONTACT_FLOW',
  flowType: 'WORKFLOW',
  isEnabled: true,
  objectTypeId: '0-1',
  startActionId: '1',
  actions: [email] as object[],
};

function accepted(body: object): FlowDefinition {
  const parsed = parseFlowForCreate(body);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

function problemsOf(body: unknown) {
  const parsed = parseFlowForCreate(body);
  return parsed.ok ? [] : parsed.problems;
}

function withAction(action: object) {
  return { ...flow, actions: [{ actionId: '1', ...action }] };
}

describe('what is left out', () => {
  it('gets the documented defaults', () => {
    const { isEnabled: _, actions: __, startActionId: ___, ...least } = flow;
    expect(accepted(least)).toEqual({
      ...least,
      isEnabled: false,
      actions: [],
      timeWindows: [],
      blockedDates: [],
      customProperties: {},
      dataSources: [],
      suppressionListIds: [],
      canEnrollFromSalesforce: false,
    });
  });

  it('is the same when it is null', () => {
    expect(accepted({ ...flow, timeWindows: null, description: null })).toEqual(accepted(flow));
  });

  it.each([
    ['an action', email, { actionTypeVersion: 0 }],
    ['an edge', { ...email, connection: { nextActionId: '1' } }, { connection: { edgeType: 'STANDARD' } }],
    ['a value branch', { type: 'STATIC_BRANCH' }, { staticBranches: [] }],
  ])('in %s', (_, action, expected) => {
    expect(accepted(withAction(action)).actions[0]).toMatchObject(expected);
  });
});

describe('what the samples of the API leave out', () => {
  it('a branch is known by its branches, a value by its member', () => {
    const action = { inputValue: { propertyName: 'city' }, staticBranches: [{ branchValue: 'Cork' }] };
    expect(accepted(withAction(action)).actions[0]).toMatchObject({
      type: 'STATIC_BRANCH',
      inputValue: { type: 'OBJECT_PROPERTY', propertyName: 'city' },
    });
    expect(accepted(withAction({ listBranches: [] })).actions[0]).toMatchObject({ type: 'LIST_BRANCH' });
    expect(valueSchema.parse({ staticValue: 'x' })).toEqual({ type: 'STATIC_VALUE', staticValue: 'x' });
  });

  it('other actions must say their type', () => {
    expect(problemsOf(withAction({ actionTypeId: '0-4', fields: {} }))).toMatchObject([
      { path: 'actions[0].type', code: 'REQUIRED' },
    ]);
  });
});

it('what is no input at all lacks no member', () => {
  expect(parseFlowForCreate(undefined)).toMatchObject({
    problems: [{ path: '', message: 'The input is required: an object.' }],
  });
});

describe('the texts of the original come first', () => {
  it.each([
    [{}, 'type', 'Some required fields were not set: [type]'],
    [
      { type: 'CONTACT_FLOW', objectTypeId: '0-1' },
      'flowType',
      'Some required fields were not set: [flowType]',
    ],
    [
      withAction({ ...email, connection: {} }),
      'actions[0].connection.nextActionId',
      'Some required fields were not set: [nextActionId]',
    ],
    [
      withAction({ listBranches: [], defaultBranch: {} }),
      'actions[0].defaultBranch.nextActionId',
      'Some required fields were not set: [nextActionId]',
    ],
    [
      withAction({ type: 'LIST_BRANCH', filterListBranches: [] }),
      'actions[0].listBranches',
      'Some required fields were not set: [listBranches]',
    ],
    [
      { ...flow, type: 'PLATFORM_FLOW' },
      'objectTypeId',
      'Expected an object type other than "0-1" objectType but got "0-1"',
    ],
    [{ ...flow, objectTypeId: '0-3' }, 'objectTypeId', 'Expected "0-1" objectType but got "0-3"'],
  ])('%j', (body, path, start) => {
    const [problem] = problemsOf(body);
    expect(problem?.path).toBe(path);
    expect(problem?.message.startsWith(start)).toBe(true);
  });
});

describe('a body that is refused', () => {
  it.each([
    [[], ''],
    ['flow', ''],
    [withAction({ ...email, actionTypeVersion: 'latest' }), 'actions[0].actionTypeVersion'],
    [withAction({ ...email, fields: [] }), 'actions[0].fields'],
    [withAction({ ...email, actionTypeId: false }), 'actions[0].actionTypeId'],
    [
      withAction({ ...email, connection: { edgeType: 'GO-TO', nextActionId: '1' } }),
      'actions[0].connection.edgeType',
    ],
    [{ ...flow, enrollmentCriteria: { type: 'LIST_BASED' } }, 'enrollmentCriteria.listFilterBranch'],
    [
      { ...flow, enrollmentCriteria: { type: 'LIST_BASED', listFilterBranch: { filterBranchType: 'XOR' } } },
      'enrollmentCriteria.listFilterBranch.filterBranchType',
    ],
    [
      { ...flow, timeWindows: [{ day: 'MONDAY', startTime: { hour: 24, minute: 0 } }] },
      'timeWindows[0].startTime.hour',
    ],
    [
      { ...flow, enrollmentSchedule: { type: 'WEEKLY', daysOfWeek: [], timeOfDay: { hour: 1, minute: 1 } } },
      'enrollmentSchedule.daysOfWeek',
    ],
    [{ ...flow, name: 'a\0b' }, 'name'],
    [withAction({ ...email, fields: { body: ['\udc00'] } }), 'actions[0].fields.body[0]'],
  ])('%j', (body, path) => {
    expect(problemsOf(body).map((problem) => problem.path)).toEqual([path]);
  });

  it('nests without end', () => {
    let deep: object = {};
    for (let i = 0; i < 100_000; i++) deep = { deep };
    const [problem] = problemsOf({ ...flow, fields: deep });
    expect(problem).toMatchObject({ path: 'fields', code: 'TOO_DEEP' });
    expect(problem?.message).toContain(String(MAX_NESTING));
  });
});

describe('an update', () => {
  const put = { type: 'CONTACT_FLOW', revisionId: '3' };

  it.each(['type', 'revisionId'])('needs %s', (member) => {
    const parsed = parseFlowForUpdate({ ...put, [member]: undefined });
    expect(parsed).toMatchObject({ problems: [{ path: member, code: 'REQUIRED' }] });
  });

  it('clears what it leaves out, and keeps what is fixed at creation', () => {
    const dataSource = {
      type: 'ASSOCIATION',
      name: 'company',
      objectTypeId: '0-2',
      associationCategory: 'HUBSPOT_DEFINED',
      associationTypeId: 279,
    };
    const current = accepted({ ...flow, dataSources: [dataSource] });
    const parsed = parseFlowForUpdate(put);
    if (!parsed.ok) throw new Error('refused');
    const after = definitionAfter(parsed.value, current);
    expect(after).toMatchObject({ objectTypeId: '0-1', flowType: 'WORKFLOW', dataSources: [dataSource] });
    expect(after).toMatchObject({ actions: [], isEnabled: false });
    expect(after.name).toBeUndefined();
    expect(after).not.toHaveProperty('revisionId');
  });
});

describe('values inside the fields of actions', () => {
  it('know the enrolled record and copied associations, where associations are made', () => {
    const copied = {
      type: 'COPY_ASSOCIATION',
      sourceSpec: { associationCategory: 'USER_DEFINED', associationTypeId: 12 },
    };
    expect(associationValueSchema.parse(copied)).toEqual(copied);
    expect(associationValueSchema.parse({ type: 'ENROLLED_OBJECT' })).toEqual({ type: 'ENROLLED_OBJECT' });
    expect(valueSchema.safeParse(copied).success).toBe(false);
  });
});

describe('the schemas', () => {
  it.each([
    ['create', flowCreateSchema],
    ['update', flowUpdateSchema],
    ['value', valueSchema],
    ['association value', associationValueSchema],
  ])('%s is representable as JSON Schema', (_, schema) => {
    expect(JSON.stringify(z.toJSONSchema(schema, { io: 'input' }))).toContain('STATIC_VALUE');
  });

  it('infer filters as core/criteria knows them', () => {
    const criteriaOf = (enrollment: ListBasedEnrollment): Criteria => enrollment.listFilterBranch;
    const body = { type: 'LIST_BASED', listFilterBranch: { filterBranchType: 'AND' } };
    const { enrollmentCriteria } = accepted({ ...flow, enrollmentCriteria: body });
    expect(criteriaOf(enrollmentCriteria as ListBasedEnrollment)).toMatchObject({ filterBranchType: 'AND' });
  });
});

describe('texts are bounded, and told by their place', () => {
  const flow = { type: 'CONTACT_FLOW', flowType: 'WORKFLOW', objectTypeId: '0-1' };
  const long = (characters: number) => 'x'.repeat(characters);
  const action = { type: 'SINGLE_CONNECTION', actionId: '1', actionTypeId: '0-5' };
  const criteria = (filterBranchOperator: unknown) => ({
    enrollmentCriteria: {
      type: 'LIST_BASED',
      shouldReEnroll: false,
      listFilterBranch: { filterBranchType: 'OR', filterBranchOperator, filterBranches: [], filters: [] },
    },
  });

  it.each<[object, string]>([
    [{ name: long(9_000_000) }, 'name'],
    [{ name: long(2_000) }, 'name'],
    [{ description: long(600_000) }, 'description'],
    [{ startActionId: '1', actions: [{ ...action, actionId: '9'.repeat(100_000) }] }, 'actions[0].actionId'],
    [{ startActionId: '1', actions: [{ ...action, actionTypeId: long(200) }] }, 'actions[0].actionTypeId'],
    [
      { startActionId: '1', actions: [{ ...action, fields: { body: long(600_000) } }] },
      'actions[0].fields.body',
    ],
    [{ customProperties: { note: long(600_000) } }, 'customProperties.note'],
    [criteria(7), 'enrollmentCriteria.listFilterBranch.filterBranchOperator'],
    [criteria({}), 'enrollmentCriteria.listFilterBranch.filterBranchOperator'],
  ])('%#: %s', (members, path) => {
    const parsed = parseFlowForCreate({ ...flow, ...members });
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.path)).toEqual([path]);
  });
});
