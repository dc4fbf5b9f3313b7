import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CrmSchema, schemaNames } from '../../crm/index.ts';
import { ACTION_TYPES } from '../actions/list.ts';
import { ACTION_SAYS } from '../actions/types/says.ts';
import { flowBody } from '../definition/arbitrary.test-support.ts';
import { parseFlowForCreate } from '../definition/index.ts';
import { REASONS } from '../reasons/index.ts';
import {
  joined,
  type Names,
  NO_NAMES,
  namesOf,
  type Part,
  sayAction,
  sayDelay,
  sayDiff,
  sayEnd,
  sayEnrollment,
  sayLanes,
  sayOutcome,
  sayReason,
  saySettings,
  sayTrigger,
} from './index.ts';

const schema = new CrmSchema({
  objectTypes: [],
  properties: [],
  groups: [],
  associationTypes: [],
  pipelines: [],
});
const things = namesOf({
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  things: {
    email: { 44: 'Welcome', 45: 'Welcome 2' },
    list: { 7: 'Customers' },
    flow: { 8: 'Nurture' },
    user: { 5: 'Ada' },
    team: { 3: 'Sales' },
    owner: { 60: 'Ada Lovelace' },
    actionType: { '1-99': 'Send a fax' },
  },
});
const names: Names = { ...things, ...schemaNames(schema) };

const flow = (more: object = {}) => ({
  type: 'CONTACT_FLOW',
  objectTypeId: '0-1',
  isEnabled: true,
  actions: [],
  ...more,
});
const single = (actionId: string, actionTypeId: string, fields: object, nextActionId?: string) => ({
  type: 'SINGLE_CONNECTION',
  actionId,
  actionTypeId,
  fields,
  ...(nextActionId === undefined ? {} : { connection: { edgeType: 'STANDARD', nextActionId } }),
});
const say = (actionTypeId: string, fields: object, of: object = flow()) =>
  joined(sayAction(single('1', actionTypeId, fields), of, names));
const property = (name: string, ...values: string[]) => ({
  filterType: 'PROPERTY',
  property: name,
  operation: { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values },
});
const all = (...filters: object[]) => ({ filterBranchType: 'AND', filters, filterBranches: [] });

describe('an action', () => {
  test('is something to do, with the names of what it is about', () => {
    expect(say('0-4', { content_id: '44' })).toBe('Send email Welcome');
    expect(say('0-4', { content_id: '46' })).toBe('Send email 46');
    expect(say('0-63809083', { listId: '7' })).toBe('Add to list Customers');
    expect(say('0-15', { flow_id: '8' })).toBe('Enroll in workflow Nurture');
    expect(say('0-11', { user_ids: ['5', '6'], team_ids: ['3'] })).toBe(
      'Rotate Owner among Ada, user 6 and the team Sales',
    );
    expect(say('0-8', { user_ids: ['5'], subject: 'News of {{ enrolled_object.firstname }}' })).toBe(
      'Send an internal email to Ada: “News of [First Name]”',
    );
    expect(say('1-99', { to: '{{ enrolled_object.fax }}', pages: 2 })).toBe(
      'Send a fax: to Fax Number and pages 2',
    );
    expect(say('0-18', {})).toBe('Create Salesforce task');
    expect(say('1-4711', {})).toBe('App action 1-4711');
  });

  test('sets, clears, counts up and adds to a property, by the labels of its options', () => {
    const set = (value: object, more: object = {}) =>
      say('0-5', { property_name: 'lifecyclestage', value, ...more });
    expect(set({ type: 'STATIC_VALUE', staticValue: 'customer' })).toBe('Set Lifecycle Stage to Customer');
    expect(set({ type: 'STATIC_VALUE', staticValue: '' })).toBe('Clear Lifecycle Stage');
    expect(set({ type: 'OBJECT_PROPERTY', propertyName: 'city' })).toBe('Set Lifecycle Stage to City');
    expect(set({ type: 'INCREMENT', incrementAmount: -1_500 })).toBe('Decrease Lifecycle Stage by 1,500');
    expect(set({ type: 'STATIC_APPEND_VALUE', staticAppendValue: 'lead' })).toBe(
      'Add Lead to Lifecycle Stage',
    );
    const companies = { association: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 } };
    expect(
      say('0-5', {
        property_name: 'city',
        value: { type: 'STATIC_VALUE', staticValue: 'Ulm' },
        ...companies,
      }),
    ).toBe('Set City of associated companies to Ulm');
    expect(say('0-5', { property_name: 'hubspot_owner_id', value: { staticValue: '60' } })).toBe(
      'Set Owner to Ada Lovelace',
    );
    expect(say('0-5', {})).toBe('Set (no property chosen) to (no value chosen)');
  });

  test('waits as people say it', () => {
    expect(say('0-1', { delta: '4320', time_unit: 'MINUTES' })).toBe('Wait 3 days');
    expect(say('0-1', { delta: 90, time_unit: 'MINUTES' })).toBe('Wait 1 hour and 30 minutes');
    expect(say('0-1', { delta: '7200', time_unit: 'MINUTES', business_days_only: 'true' })).toBe(
      'Wait 5 business days',
    );
    expect(say('0-1', { delta: '90', time_unit: 'MINUTES', business_days_only: 'true' })).toBe(
      'Wait 1 hour and 30 minutes, on business days',
    );
    const nine = { hour: 9, minute: 0 };
    expect(
      say('0-1', { delta: 2, time_unit: 'WEEKS', days_of_week: ['FRIDAY', 'MONDAY'], time_of_day: nine }),
    ).toBe('Wait 2 weeks, then until Monday or Friday at 09:00');
    expect(say('0-1', {})).toBe('Wait (no time chosen)');
    const wait = single('1', '0-1', { delta: 2, time_unit: 'DAYS' });
    expect(joined(sayDelay(wait, flow(), names))).toBe('2 days');
    const anchor = { eventAnchor: { type: 'CONTACT_PROPERTY_ANCHOR', contactProperty: 'closedate' } };
    expect(say('0-1', { delta: '-1440' }, flow(anchor))).toBe('Wait until 1 day before Close Date');
    expect(
      say('0-35', {
        date: { type: 'OBJECT_PROPERTY', propertyName: 'closedate' },
        delta: '-2',
        time_unit: 'DAYS',
      }),
    ).toBe('Wait until 2 days before Close Date');
    const opened = { filterBranchType: 'UNIFIED_EVENTS', eventTypeId: '4-666440', filters: [] };
    expect(say('0-29', { event_filter_branches: [opened], expiration_minutes: 4320 })).toBe(
      'Wait until the contact has opened a marketing email, for 3 days at most',
    );
  });

  test('of every type has a sentence of its own', () => {
    expect(ACTION_TYPES.map(({ id }) => ACTION_SAYS[id])).toEqual(ACTION_TYPES.map((type) => type.say));
    expect(Object.keys(ACTION_SAYS).length).toBe(ACTION_TYPES.length);
  });
});

test('the lanes of a branch have names, and say who goes there', () => {
  const branch = {
    type: 'LIST_BRANCH',
    actionId: '1',
    defaultBranchName: 'Others',
    listBranches: [
      {
        branchName: 'Customers',
        filterBranch: all(property('lifecyclestage', 'customer'), property('city', 'Ulm')),
      },
      { filterBranch: all() },
    ],
  };
  expect(joined(sayAction(branch, flow(), names))).toBe('Branch: Customers, else branch 2, otherwise Others');
  const lanes = sayLanes(branch, flow(), names);
  expect(lanes.map(({ member, name, parts }) => [member, name, joined(parts)])).toEqual([
    ['listBranches[0].connection', 'Customers', 'Lifecycle Stage is Customer and City is Ulm'],
    ['listBranches[1].connection', 'branch 2', 'no criteria: nobody goes here'],
    ['defaultBranch', 'Others', 'everybody else'],
  ]);
  expect(lanes[0]!.parts.filter(({ path }) => path === 'filters[1]')).toHaveLength(3);
  const byValue = {
    inputValue: { propertyName: 'lifecyclestage' },
    staticBranches: [{ branchValue: 'lead' }],
  };
  expect(sayLanes(byValue, flow(), names).map(({ name }) => name)).toEqual(['Lead', 'otherwise']);
  expect(sayLanes(single('1', '0-1', {}), flow(), names)).toEqual([]);
});

test('the rules of a flow', () => {
  const body = flow({
    enrollmentCriteria: {
      type: 'LIST_BASED',
      shouldReEnroll: true,
      unEnrollObjectsNotMeetingCriteria: true,
      listFilterBranch: all(property('lifecyclestage', 'lead', 'customer')),
      reEnrollmentTriggersFilterBranches: [
        all({
          property: 'hs_name',
          filterType: 'PROPERTY',
          operation: { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: 'lifecyclestage' },
        }),
      ],
    },
    goalFilterBranch: all(property('lifecyclestage', 'customer')),
    suppressionListIds: [7, 9],
    unEnrollmentSetting: { type: 'SELECTIVE', flowIds: ['8'] },
    timeWindows: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map((day) => ({
      day,
      startTime: { hour: 9, minute: 0 },
      endTime: { hour: 17, minute: 0 },
    })),
    blockedDates: [{ month: 'DECEMBER', dayOfMonth: 25 }],
  });
  expect(saySettings(body, names).map(({ label, parts }) => `${label}: ${joined(parts)}`)).toEqual([
    'Enrollment: Contacts enroll when Lifecycle Stage is any of Lead or Customer',
    'Re-enrollment: Contacts may enroll again when Lifecycle Stage has changed',
    'Goal: Contacts leave when the goal is reached: Lifecycle Stage is Customer',
    'Leaving: Contacts leave when they no longer meet the enrollment criteria',
    'Suppression: Contacts in any of the lists Customers or 9 are kept out, and leave',
    'Other workflows: Contacts that enroll leave the workflow Nurture',
    'Hours: Actions run on weekdays from 09:00 to 17:00, but not on 25 December',
  ]);
  const weekly = { type: 'WEEKLY', daysOfWeek: ['MONDAY'], timeOfDay: { hour: 9, minute: 0 } };
  const scheduled = { ...flow(), enrollmentCriteria: { type: 'MANUAL' }, enrollmentSchedule: weekly };
  expect(joined(sayEnrollment(scheduled, names))).toBe('Every Monday at 09:00, all contacts enroll');
});

describe('what an edit changes', () => {
  const before = flow({
    name: 'Welcome',
    startActionId: '3',
    actions: [
      single('3', '0-1', { delta: '7', time_unit: 'DAYS' }, '4'),
      single('4', '0-4', { content_id: '44' }),
    ],
  });
  const diff = (after: object, from: object = before) => sayDiff(from, after, names).map(joined);

  test('of a text in quotes the whole is said, though both begin alike', () => {
    const task = (subject: string) => flow({ actions: [single('3', '0-3', { task_type: 'CALL', subject })] });
    expect(
      diff(task('Thank them for the order'), task('Thank {{ enrolled_object.firstname }} for the order')),
    ).toEqual([
      'Create task 3: create a call “Thank them for the order” instead of “Thank [First Name] for the order”',
    ]);
  });

  test('is said in a sentence for each change', () => {
    const waits = single('3', '0-1', { delta: '4320', time_unit: 'MINUTES' }, '4');
    expect(diff({ ...before, actions: [waits, before.actions[1]] })).toEqual([
      'Delay 3: wait 3 days instead of 7 days',
    ]);
    const sends = single('4', '0-4', { content_id: '44' }, '5');
    expect(
      diff({ ...before, actions: [before.actions[0], sends, single('5', '0-4', { content_id: '45' })] }),
    ).toEqual(['Added Send email Welcome 2 after 4']);
    expect(diff({ ...before, actions: [before.actions[1]], startActionId: '4' })).toEqual([
      'Removed Wait 7 days (3)',
    ]);
    expect(diff({ ...before, name: 'Hello', isEnabled: false, suppressionListIds: [7] })).toEqual([
      'Renamed Welcome to Hello',
      'Turned off',
      'Suppression: contacts in the list Customers are kept out, and leave',
    ]);
    expect(diff(before)).toEqual([]);
  });

  test('follows the edges: what came or went explains them, the rest is said', () => {
    const between = single('9', '0-1', { delta: '1', time_unit: 'DAYS' }, '4');
    const first = single('3', '0-1', { delta: '7', time_unit: 'DAYS' }, '9');
    expect(diff({ ...before, actions: [first, between, before.actions[1]] })).toEqual([
      'Added Wait 1 day after 3',
    ]);
    const loop = single('4', '0-4', { content_id: '44' }, '3');
    expect(diff({ ...before, actions: [before.actions[0], loop] })).toEqual(['Action 4 leads to 3']);
    const short = single('3', '0-1', { delta: '7', time_unit: 'DAYS' });
    expect(diff({ ...before, actions: [short, before.actions[1]] })).toEqual([
      'Action 3 ends the path instead of leading to 4',
    ]);
    expect(diff({ ...before, startActionId: '4' })).toEqual(['The flow begins with 4 instead of 3']);
  });

  test('names the lanes of a branch, and members that no sentence tells', () => {
    const branch = (value: string, name = 'EU') => ({
      type: 'LIST_BRANCH',
      actionId: '8',
      listBranches: [{ branchName: name, filterBranch: all(property('country', value)) }],
    });
    const from = flow({ actions: [branch('DE')] });
    expect(diff(flow({ actions: [branch('AT')] }), from)).toEqual([
      'Branch 8: EU when Country/Region is AT instead of DE',
    ]);
    expect(diff(flow({ actions: [branch('DE', 'Europe')] }), from)).toEqual([
      'Branch 8: renamed the branch EU to Europe',
    ]);
    const two = {
      ...branch('DE'),
      listBranches: [
        ...branch('DE').listBranches,
        { branchName: 'US', filterBranch: all(property('country', 'US')) },
      ],
    };
    expect(diff(flow({ actions: [two] }), from)).toEqual([
      'Branch 8: added the branch US: Country/Region is US',
    ]);
    const tells = (body: string) =>
      flow({ actions: [single('5', '0-9', { user_ids: ['5'], subject: 'News', body })] });
    expect(diff(tells('b'), tells('a'))).toEqual(['Send in-app notification 5: changed “Text”']);
    const criteria = (shouldReEnroll: boolean) =>
      flow({ enrollmentCriteria: { type: 'MANUAL', shouldReEnroll } });
    expect(diff(criteria(true), criteria(false))).toEqual([
      'Re-enrollment: contacts may enroll again instead of enroll only once',
    ]);
  });
});

test('what became of a step, and of an enrollment', () => {
  const step = (outcome: 'SUCCEEDED' | 'FAILED' | 'SKIPPED' | 'WAITING', more: object = {}) =>
    joined(sayOutcome({ outcome, ...more }, names));
  expect(step('SUCCEEDED')).toBe('Done');
  expect(step('SUCCEEDED', { detail: { branch: 'Customers' } })).toBe('Done: went down Customers');
  expect(
    step('FAILED', { reason: 'UNSUBSCRIBED', detail: { message: 'ada@example.test has unsubscribed.' } }),
  ).toBe('Failed: ada@example.test has unsubscribed');
  expect(step('SKIPPED', { reason: 'FLOW_TURNED_OFF' })).toBe('Skipped: the workflow is turned off');
  expect(step('WAITING', { until: '2026-03-02T09:00:00.000Z' })).toBe('Waiting until 2 March 2026, 10:00');
  expect(joined(sayEnd({ status: 'UNENROLLED', reason: 'GOAL_MET' }))).toBe('Left: it reached the goal');
  expect(joined(sayEnd({ status: 'ACTIVE' }))).toBe('Active');
  expect(joined(sayTrigger({ kind: 'FLOW', by: { flowId: '8' } }, names))).toBe(
    'Enrolled by the workflow Nurture',
  );
});

test('of any flow: every sentence is one line, and the same of the body as of the parsed definition', () => {
  fc.assert(
    fc.property(flowBody, fc.boolean(), (body, known) => {
      const with_ = known ? names : NO_NAMES;
      const parsed = parseFlowForCreate(body);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      const own = JSON.stringify(body);
      for (const [flow_, actions] of [
        [body, (body['actions'] ?? []) as unknown[]],
        [parsed.value, parsed.value.actions],
      ] as const) {
        for (const { parts } of saySettings(flow_, with_)) expectSaid(parts, own);
        for (const action of actions) {
          expectSaid(sayAction(action, flow_, with_), own);
          for (const { parts, name } of sayLanes(action, flow_, with_)) {
            expectSaid(parts, own);
            expect(name.trim()).not.toBe('');
          }
        }
      }
      const said = (of: unknown) => saySettings(of, with_).map(({ parts }) => joined(parts));
      expect(said(body)).toEqual(said(parsed.value));
    }),
    { numRuns: 300 },
  );
});

test('of any edit: a sentence for what differs, none where nothing does', () => {
  fc.assert(
    fc.property(flowBody, flowBody, (before, after) => {
      expect(sayDiff(before, before, names)).toEqual([]);
      const own = JSON.stringify([before, after]);
      const said = sayDiff(before, after, names);
      for (const parts of said) expectSaid(parts, own);
      const ids = (of: typeof before) =>
        ((of['actions'] ?? []) as { actionId: string }[]).map(({ actionId }) => actionId);
      const came = ids(after).filter((id) => !ids(before).includes(id));
      expect(said.filter((parts) => joined(parts).startsWith('Added '))).toHaveLength(
        came.length + sources(before, after),
      );
    }),
    { numRuns: 200 },
  );
});

test('of anything at all that stands in an action', () => {
  const ids = [...Object.keys(ACTION_SAYS), '1-1', 'NEW', ''];
  const members = ACTION_TYPES.flatMap(({ fields }) => Object.keys(fields));
  const odd = fc.constantFrom<unknown>(
    null,
    true,
    -1,
    12.5,
    '',
    'x',
    ' ',
    {},
    [],
    [null],
    [[]],
    { type: 'LIST' },
    { staticValue: null },
    { delta: 'x' },
  );
  const action = fc.record(
    {
      type: fc.constantFrom(
        'SINGLE_CONNECTION',
        'LIST_BRANCH',
        'STATIC_BRANCH',
        'AB_TEST_BRANCH',
        'WEBHOOK',
        'CUSTOM_CODE',
        null,
      ),
      actionTypeId: fc.constantFrom(...ids),
      fields: fc.oneof(odd, fc.dictionary(fc.constantFrom(...members), odd, { maxKeys: 6 })),
      listBranches: odd,
      staticBranches: odd,
      testBranches: odd,
      inputValue: odd,
      sourceCode: odd,
      outputFields: odd,
      webhookUrl: odd,
      authSettings: odd,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(action, odd, (given, of) => {
      expectSaid(sayAction(given, of, names), '');
      for (const { parts } of sayLanes(given, of, names)) expectSaid(parts, '');
      for (const parts of sayDiff({ actions: [{ ...given, actionId: '1' }] }, { actions: [of] }, names))
        expectSaid(parts, '');
    }),
    { numRuns: 2_000 },
  );
});

/** Data sources that came are added, too. */
function sources(before: unknown, after: unknown): number {
  const namesIn = (of: unknown) =>
    ((of as { dataSources?: { name: string }[] }).dataSources ?? []).map(({ name }) => name);
  return new Set(namesIn(after).filter((name) => !namesIn(before).includes(name))).size;
}

/** What no sentence may have in it unless the flow itself does, and what every sentence is. */
function expectSaid(parts: readonly Part[], own: string): void {
  const line = joined(parts);
  expect(line.trim()).not.toBe('');
  expect(line).not.toMatch(/\n|\[object/);
  for (const word of ['undefined', 'null', 'NaN']) if (!own.includes(word)) expect(line).not.toContain(word);
  for (const part of parts) if ('label' in part) expect(part.label.trim()).not.toBe('');
}

test('says every reason in words of its own, and one that only an app knows as it is written', () => {
  for (const [code, words] of Object.entries(REASONS)) {
    expect(sayReason(code)).toBe(words);
    expect(words).toMatch(/^[A-Z][^_]+[^.]$/);
  }
  expect(sayReason('NO_SEAT_LEFT')).toBe('No seat left');
  expect(sayReason('a < b')).toBe('“a < b”');
  expect(sayReason('constructor')).toBe('constructor');
});
