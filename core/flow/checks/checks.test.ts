import { describe, expect, it } from 'vitest';
import { type FlowDefinition, parseFlowForCreate } from '../definition/index.ts';
import { checkFlow, MAX_LIST_BRANCHES, MAX_STATIC_BRANCHES, type PreviousRevisions } from './index.ts';

function flow(members: object): FlowDefinition {
  const parsed = parseFlowForCreate({
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    objectTypeId: '0-1',
    ...members,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

function action(actionId: string, nextActionId?: string) {
  const edge = nextActionId === undefined ? {} : { connection: { edgeType: 'STANDARD', nextActionId } };
  return { type: 'SINGLE_CONNECTION', actionId, actionTypeId: '0-1', fields: {}, ...edge };
}

function placesOf(members: object, previous?: PreviousRevisions): string[] {
  return checkFlow(flow(members), previous).map(({ path, code }) => `${code} ${path}`);
}

const split = (...percentages: (number | undefined)[]) => ({
  startActionId: '1',
  actions: [
    {
      type: 'AB_TEST_BRANCH',
      actionId: '1',
      testBranches: percentages.map((percentage) => ({ percentage })),
    },
  ],
});
const branches = (type: string, member: string, count: number) => ({
  startActionId: '1',
  actions: [
    { type, actionId: '1', [member]: Array.from({ length: count }, (_, i) => ({ branchValue: `${i}` })) },
  ],
});

describe('a flow is refused', () => {
  it.each([
    ['no start', { actions: [action('1')] }, ['START_ACTION_MISSING startActionId']],
    ['a start without actions', { startActionId: '1' }, ['START_ACTION_NOT_FOUND startActionId']],
    [
      'a start that is no action',
      { startActionId: '2', actions: [action('1')] },
      ['START_ACTION_NOT_FOUND startActionId'],
    ],
    [
      'an id used twice',
      { startActionId: '1', actions: [action('1'), action('1')] },
      ['DUPLICATE_ACTION_ID actions[1].actionId'],
    ],
    [
      'an edge to nowhere',
      { startActionId: '1', actions: [action('1', '9')] },
      ['CONNECTION_LEADS_NOWHERE actions[0].connection.nextActionId'],
    ],
    [
      'an edge of a branch to nowhere',
      {
        startActionId: '1',
        actions: [
          {
            type: 'STATIC_BRANCH',
            actionId: '1',
            staticBranches: [{ branchValue: 'a' }, { branchValue: 'b', connection: { nextActionId: '9' } }],
          },
        ],
      },
      ['CONNECTION_LEADS_NOWHERE actions[0].staticBranches[1].connection.nextActionId'],
    ],
    [
      'an action out of reach',
      { startActionId: '2', actions: [action('1', '2'), action('2')] },
      ['ACTION_NOT_REACHED actions[0]'],
    ],
    [
      'an island',
      { startActionId: '1', actions: [action('1'), action('2', '3'), action('3', '2')] },
      ['ACTION_NOT_REACHED actions[1]', 'ACTION_NOT_REACHED actions[2]'],
    ],
    [
      'too many list branches',
      branches('LIST_BRANCH', 'listBranches', MAX_LIST_BRANCHES + 1),
      ['TOO_MANY_BRANCHES actions[0].listBranches'],
    ],
    [
      'too many static branches',
      branches('STATIC_BRANCH', 'staticBranches', MAX_STATIC_BRANCHES + 1),
      ['TOO_MANY_BRANCHES actions[0].staticBranches'],
    ],
    ['more than the whole', split(60, 41), ['PERCENTAGES_DO_NOT_FIT actions[0].testBranches']],
    ['nothing at all', split(0, 0), ['PERCENTAGES_DO_NOT_FIT actions[0].testBranches']],
    [
      'a day off the calendar',
      { blockedDates: [{ month: 'FEBRUARY', dayOfMonth: 29, year: 2027 }] },
      ['DATE_DOES_NOT_EXIST blockedDates[0].dayOfMonth'],
    ],
    [
      'a century that is no leap year',
      { blockedDates: [{ month: 'FEBRUARY', dayOfMonth: 29, year: 1900 }] },
      ['DATE_DOES_NOT_EXIST blockedDates[0].dayOfMonth'],
    ],
    [
      'a yearly schedule off the calendar',
      {
        enrollmentSchedule: {
          type: 'YEARLY',
          month: 'APRIL',
          dayOfMonth: 31,
          timeOfDay: { hour: 0, minute: 0 },
        },
      },
      ['DATE_DOES_NOT_EXIST enrollmentSchedule.dayOfMonth'],
    ],
    [
      'an anchor off the calendar',
      { eventAnchor: { type: 'STATIC_DATE_ANCHOR', month: 'JUNE', dayOfMonth: 31 } },
      ['DATE_DOES_NOT_EXIST eventAnchor.dayOfMonth'],
    ],
  ])('for %s', (_, members, places) => {
    expect(placesOf(members)).toEqual(places);
  });
});

describe('a flow is accepted', () => {
  it.each([
    ['with a loop', { startActionId: '1', actions: [action('1', '2'), action('2', '1')] }],
    ['with an action that leads to itself', { startActionId: '1', actions: [action('1', '1')] }],
    ['with as many list branches as may be', branches('LIST_BRANCH', 'listBranches', MAX_LIST_BRANCHES)],
    [
      'with as many static branches as may be',
      branches('STATIC_BRANCH', 'staticBranches', MAX_STATIC_BRANCHES),
    ],
    ['with thirds in whole numbers', split(33, 33, 33)],
    ['with shares for some', split(40, undefined, undefined)],
    ['with 29 February of every year', { blockedDates: [{ month: 'FEBRUARY', dayOfMonth: 29 }] }],
    [
      'with 29 February of a leap year',
      { blockedDates: [{ month: 'FEBRUARY', dayOfMonth: 29, year: 2028 }] },
    ],
  ])('%s', (_, members) => {
    expect(placesOf(members)).toEqual([]);
  });
});

describe('an update is refused', () => {
  const current = flow({ startActionId: '1', actions: [action('1', '2'), action('2')] });
  const previous = { definition: current, earlierActionIds: new Set(['1', '2', '3']) };

  it.each([
    [
      'when an action changes its type',
      { startActionId: '1', actions: [action('1', '2'), { actionId: '2', type: 'STATIC_BRANCH' }] },
      ['ACTION_TYPE_CHANGED actions[1].type'],
    ],
    [
      'when an id comes back',
      { startActionId: '1', actions: [action('1', '3'), action('3')] },
      ['ACTION_ID_REUSED actions[1].actionId'],
    ],
    [
      'when the flow changes its kind',
      { type: 'PLATFORM_FLOW', objectTypeId: '0-2' },
      ['FLOW_KIND_CHANGED type', 'FLOW_KIND_CHANGED objectTypeId'],
    ],
  ])('%s', (_, members, places) => {
    expect(placesOf(members, previous)).toEqual(places);
  });

  it('but not for actions that stay, go, or are new', () => {
    expect(placesOf({ startActionId: '2', actions: [action('2', '4'), action('4')] }, previous)).toEqual([]);
  });
});

it('tells the member, the value and the remedy', () => {
  const [problem] = checkFlow(flow({ startActionId: '1', actions: [action('1', '9')] }));
  expect(problem?.message).toBe(
    'actions[0].connection.nextActionId "9" is not the actionId of any action. ' +
      'Name an action that exists, or leave the connection out to end the path there.',
  );
});
