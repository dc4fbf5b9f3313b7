import { describe, expect, it } from 'vitest';
import type { PropertyDefinition } from '../../../property/index.ts';
import { actionTypeOf } from '../../actions/index.ts';
import { parseFlowForCreate } from '../../definition/index.ts';
import { mentionsOf } from '../../mentions/index.ts';
import { type Finding, type LintWorld, lintFlow } from './index.ts';

const property = (name: string) =>
  ({ name, type: 'enumeration', readOnlyValue: name === 'locked', calculated: false }) as PropertyDefinition;
const world: LintWorld = {
  now: Date.UTC(2026, 0, 1),
  timeZone: 'UTC',
  hasObjectType: (id) => ['0-1', '0-2', '0-3'].includes(id),
  property: (_, name) => (/missing/i.test(name) ? undefined : property(name)),
  association: () => undefined,
  areAssociated: () => false,
  eventType: (id) => ({ id, properties: null }),
  has: (_, id) => id !== '404',
  list: () => undefined,
  flow: () => undefined,
  emailProblems: () => [],
  typeOf: (action) => actionTypeOf(action),
  lookUps: [],
  problemsOf: (action) =>
    'fields' in action && 'delta' in action.fields
      ? [{ path: 'fields.delta', code: 'INVALID', message: 'fields.delta is no number.' }]
      : [],
};

function lint(members: object): readonly Finding[] {
  const kind = { type: 'CONTACT_FLOW', flowType: 'WORKFLOW', objectTypeId: '0-1' };
  const parsed = parseFlowForCreate({ ...kind, ...members });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return lintFlow(parsed.value, mentionsOf(parsed.value), world);
}

function findings(members: object): string[] {
  const found = lint(members);
  for (const { path, message, fix } of found) {
    expect(message.startsWith(path)).toBe(true);
    expect(fix).toMatch(/\.$/);
  }
  return found.map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}

const to = (nextActionId: string, edgeType = 'STANDARD') => ({ edgeType, nextActionId });
const step = (actionId: string, actionTypeId: string, next?: string, edgeType?: string) => ({
  type: 'SINGLE_CONNECTION',
  actionId,
  actionTypeId,
  fields: {},
  ...(next === undefined ? {} : { connection: to(next, edgeType) }),
});
const first = (...actions: { actionId: string }[]) => ({ startActionId: actions[0]!.actionId, actions });
const filter = (property: string, values: string[]) => ({
  filterType: 'PROPERTY',
  property,
  operation: { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values },
});
const and = (...filters: object[]) => ({ filterBranchType: 'AND', filters });
const or = (...filterBranches: object[]) => ({ filterBranchType: 'OR', filterBranches });
const listBranch = (...filterBranches: object[]) =>
  first(
    {
      type: 'LIST_BRANCH',
      actionId: '1',
      listBranches: filterBranches.map((filterBranch) => ({ filterBranch, connection: to('2') })),
      defaultBranch: to('2'),
    } as { actionId: string },
    step('2', '0-5'),
  );

describe('lint', () => {
  it.each<[string, object, string[]]>([
    ['says nothing about a sound flow', first(step('1', '0-1', '2'), step('2', '0-5')), []],
    [
      'an action type of another vendor',
      first(step('1', '1-77')),
      ['error ACTION_NOT_SUPPORTED actions[0].actionTypeId'],
    ],
    [
      'a wait that does not run',
      first({ ...step('1', '0-987654'), fields: { expiration_minutes: '5' } } as { actionId: string }),
      ['error WAIT_NOT_SUPPORTED actions[0].actionTypeId'],
    ],
    [
      'an action that is half configured',
      first({ ...step('1', '0-1'), fields: { delta: '' } } as { actionId: string }),
      ['error INVALID actions[0].fields.delta'],
    ],
    [
      'things that are not there',
      {
        ...first({ ...step('1', '0-4'), fields: { content_id: '404' } } as { actionId: string }),
        suppressionListIds: [404, 5],
        goalFilterBranch: and(filter('missing', ['x'])),
        unEnrollmentSetting: { type: 'SELECTIVE', flowIds: ['404'] },
      },
      [
        'error UNKNOWN_PROPERTY goalFilterBranch.filters[0].property',
        'error UNKNOWN_LIST suppressionListIds[0]',
        'error UNKNOWN_FLOW unEnrollmentSetting.flowIds[0]',
        'error UNKNOWN_EMAIL actions[0].fields.content_id',
      ],
    ],
    [
      'an object type that is not there',
      { type: 'PLATFORM_FLOW', objectTypeId: '2-9', suppressionFilterBranch: and(filter('missing', ['x'])) },
      ['error UNKNOWN_OBJECT_TYPE objectTypeId'],
    ],
    [
      'a property that only the server sets',
      first({
        ...step('1', '0-5'),
        fields: { property_name: 'locked', value: { type: 'OBJECT_PROPERTY', propertyName: 'locked' } },
      } as { actionId: string }),
      ['error PROPERTY_IS_READ_ONLY actions[0].fields.property_name'],
    ],
    [
      'a loop on which nothing waits',
      first(step('1', '0-5', '2'), step('2', '0-5', '3'), step('3', '0-5', '2', 'GOTO')),
      ['warning LOOP_WITHOUT_WAIT actions[2].connection'],
    ],
    [
      'an action that leads to itself',
      first(step('1', '0-5', '1')),
      ['warning LOOP_WITHOUT_WAIT actions[0].connection'],
    ],
    [
      'a loop that waits is well',
      first(step('1', '0-5', '2'), step('2', '0-1', '3'), step('3', '0-5', '1', 'GOTO')),
      [],
    ],
    [
      'values that come twice',
      first(
        {
          type: 'STATIC_BRANCH',
          actionId: '1',
          staticBranches: [
            { branchValue: 'a', connection: to('2') },
            { branchValue: 'a', connection: to('2') },
          ],
        } as { actionId: string },
        step('2', '0-5'),
      ),
      [
        'warning BRANCH_NEVER_TAKEN actions[0].staticBranches[1].branchValue',
        'info NO_DEFAULT_BRANCH actions[0].defaultBranch',
      ],
    ],
    [
      'branches that go nowhere',
      first({ type: 'AB_TEST_BRANCH', actionId: '1', testBranches: [{}, {}] } as { actionId: string }),
      ['warning NO_BRANCH_LEADS_ON actions[0].testBranches'],
    ],
    [
      'a branch that ends',
      first(
        { type: 'AB_TEST_BRANCH', actionId: '1', testBranches: [{}, { connection: to('2') }] } as {
          actionId: string;
        },
        step('2', '0-5'),
      ),
      ['info BRANCH_ENDS actions[0].testBranches[0].connection'],
    ],
    [
      'a branch that asks for nothing',
      listBranch({}, and()),
      [
        'warning BRANCH_WITHOUT_FILTERS actions[0].listBranches[0].filterBranch',
        'warning BRANCH_WITHOUT_FILTERS actions[0].listBranches[1].filterBranch',
      ],
    ],
    [
      'the same filters again',
      listBranch(or(and(filter('city', ['Lyon']))), and(filter('city', ['Lyon']))),
      ['warning BRANCH_NEVER_TAKEN actions[0].listBranches[1].filterBranch'],
    ],
    [
      'narrower filters after wider ones',
      listBranch(and(filter('city', ['Lyon'])), and(filter('zip', ['1']), filter('city', ['Lyon']))),
      ['warning BRANCH_NEVER_TAKEN actions[0].listBranches[1].filterBranch'],
    ],
    [
      'fewer values after more',
      listBranch(and(filter('city', ['Lyon', 'Nice'])), and(filter('city', ['nice']))),
      ['warning BRANCH_NEVER_TAKEN actions[0].listBranches[1].filterBranch'],
    ],
    [
      'some of the same values',
      listBranch(and(filter('city', ['Lyon', 'Nice'])), and(filter('city', ['Nice', 'Brest']))),
      ['info BRANCHES_OVERLAP actions[0].listBranches[1].filterBranch'],
    ],
    [
      'wider filters after narrower ones are well',
      listBranch(and(filter('zip', ['1']), filter('city', ['Lyon'])), and(filter('city', ['Lyon']))),
      [],
    ],
    [
      'a flow that is on and enrolls no record',
      { isEnabled: true },
      ['info NO_ENROLLMENT_CRITERIA enrollmentCriteria'],
    ],
    [
      'a webhook that carries what the API has no member for',
      first({
        type: 'WEBHOOK',
        actionId: '1',
        method: 'POST',
        webhookUrl: 'https://hooks.example.test/x',
        queryParams: [],
        requestBody: '{}',
        headers: [],
      } as { actionId: string }),
      [
        'warning WEBHOOK_MEMBER_NOT_SENT actions[0].requestBody',
        'warning WEBHOOK_MEMBER_NOT_SENT actions[0].headers',
      ],
    ],
    [
      'data sets',
      { enrollmentCriteria: { type: 'DATASET', datasetId: 1, shouldReEnroll: false } },
      ['warning DATASET_NOT_SUPPORTED enrollmentCriteria'],
    ],
  ])('%s', (_, members, expected) => {
    expect(findings(members)).toEqual(expected);
  });

  it('walks 20,000 actions in a row, for which a recursive walk has no stack', () => {
    const actions = Array.from({ length: 20_000 }, (_, index) =>
      step(String(index + 1), '0-5', String(index + 2)),
    );
    actions.push(step('20001', '0-5', '1', 'GOTO'));
    expect(findings(first(...actions))).toEqual(['warning LOOP_WITHOUT_WAIT actions[20000].connection']);
  });

  it.each([
    ['missing', true],
    ['missing_2', true],
    ['Missing', false],
    ['missing one', false],
    ['2_missing', false],
    [`missing${'g'.repeat(93)}`, true],
    [`missing${'g'.repeat(94)}`, false],
  ])('offers to define what flows name, where a property can be called so: %s', (name, isOffered) => {
    const [finding] = lint({ actions: [], goalFilterBranch: and(filter(name, ['x'])) });
    expect(finding).toMatchObject({ code: 'UNKNOWN_PROPERTY' });
    expect(finding?.mend).toEqual(
      isOffered ? { kind: 'DEFINE_PROPERTY', objectTypeId: '0-1', name } : undefined,
    );
  });
});
