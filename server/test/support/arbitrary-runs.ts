/** Arbitrary flows over contacts that do something when they run: every kind of action, wired by chance. */
import fc from 'fast-check';
import { graphOf, nodeOf } from '../../../core/flow/definition/arbitrary.test-support.ts';
import type { JsonObject } from '../../../core/flow/definition/arbitrary-parts.test-support.ts';
import { action, allOf, is, isAnyOf, isKnown, property, sendEmail, setProperty, to } from './flow-bodies.ts';
import { inList } from './list-bodies.ts';
import type { Body } from './story.ts';

/** What the account has that the flows name. */
export interface Around {
  readonly listId: string;
  readonly dynamicListId: string;
  readonly emailId: string;
  readonly otherFlowId: string;
  readonly webhookUrl: string;
  readonly userIds: readonly string[];
}

const one = fc.constantFrom;
const words = one('Bern', 'Ulm', 'Basel');
const stages = one('lead', 'customer', 'opportunity');

const properties: fc.Arbitrary<Body> = fc.record({
  city: fc.option(words, { nil: '' }),
  jobtitle: fc.option(words, { nil: '' }),
  annualrevenue: fc.option(one('1', '5'), { nil: '' }),
  lifecyclestage: stages,
  hs_email_optout: one('', '', 'true'),
});

const filter = fc.oneof(
  words.map((word) => is('city', word)),
  words.map((word) => is('jobtitle', word)),
  stages.map((stage) => isAnyOf('lifecyclestage', stage)),
  one('city', 'jobtitle', 'hs_email_last_send_date').map((name) => isKnown(name)),
  words.map((word) => property('city', 'MULTISTRING', 'IS_NOT_EQUAL_TO', { values: [word] })),
  one(1, 20).map((days) =>
    property('hs_email_last_send_date', 'ROLLING_DATE_RANGE', 'IS_MORE_THAN_X_DAYS_AGO', {
      numberOfDays: days,
    }),
  ),
);

const values = fc.oneof(
  words.map((staticValue) => ({ type: 'STATIC_VALUE', staticValue })),
  one('city', 'jobtitle').map((propertyName) => ({ type: 'OBJECT_PROPERTY', propertyName })),
  fc.constant({ type: 'STATIC_VALUE', staticValue: '{{ enrolled_object.city|upper }}' }),
  fc.constant({ type: 'TIMESTAMP', timestampType: 'EXECUTION_TIME' }),
);

function actions({ listId, emailId, otherFlowId, userIds, webhookUrl }: Around): fc.Arbitrary<Body> {
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .integer({ min: 1, max: 20_000 })
        .map((delta) => action('0-1', { delta: String(delta), time_unit: 'MINUTES' })),
    },
    one('MONDAY', 'FRIDAY').map((day) =>
      action('0-1', { days_of_week: [day], time_of_day: { hour: 9, minute: 0 } }),
    ),
    fc.constant(
      action('0-35', {
        date: { type: 'OBJECT_PROPERTY', propertyName: 'closedate' },
        delta: '1',
        time_unit: 'DAYS',
      }),
    ),
    {
      weight: 3,
      arbitrary: fc.tuple(one('city', 'jobtitle'), values).map(([name, value]) => setProperty(name, value)),
    },
    stages.map((stage) => setProperty('lifecyclestage', stage)),
    fc.constant(setProperty('annualrevenue', { type: 'INCREMENT', incrementAmount: 3 })),
    one(3, 30).map((delta) =>
      setProperty('closedate', {
        type: 'RELATIVE_DATETIME',
        timeDelay: { delta, timeUnit: 'DAYS', daysOfWeek: [] },
      }),
    ),
    fc.constant(action('0-3', { task_type: 'TODO', subject: 'Call {{ enrolled_object.city }}' })),
    fc.constant(
      action('0-14', {
        object_type_id: '0-5',
        properties: [
          { targetProperty: 'subject', value: { type: 'OBJECT_PROPERTY', propertyName: 'jobtitle' } },
        ],
      }),
    ),
    one('0-63809083', '0-63863438').map((type) =>
      action(type, { listId, targetObject: '{{ enrolled_object }}' }),
    ),
    fc.constant(sendEmail(emailId)),
    fc.constant(action('0-15', { flow_id: otherFlowId })),
    fc.constant(action('0-11', { user_ids: userIds, target_property: 'hubspot_owner_id' })),
    fc.constant(action('0-33', { template: '{{ concat(enrolled_object.city, "!") }}' })),
    fc.constant(action('0-77777', {})),
    fc.constant({ type: 'WEBHOOK', method: 'POST', webhookUrl, queryParams: [] }),
    fc.constant({
      type: 'WEBHOOK',
      method: 'GET',
      webhookUrl,
      queryParams: [{ name: 'c', value: { type: 'OBJECT_PROPERTY', propertyName: 'city' } }],
    }),
  );
}

function branches({ listId, dynamicListId }: Around) {
  const member = one(listId, dynamicListId).chain((id) =>
    one('IN_LIST', 'NOT_IN_LIST').map((operator) => inList(id, operator)),
  );
  const tree = fc
    .array(fc.oneof(filter, member), { minLength: 1, maxLength: 2 })
    .map((filters) => allOf(filters));
  return {
    list: fc.array(tree, { minLength: 1, maxLength: 2 }).map((trees) => ({
      type: 'LIST_BRANCH',
      listBranches: trees.map((filterBranch) => ({ filterBranch })),
    })),
    value: fc.array(words, { minLength: 1, maxLength: 2 }).map((names) => ({
      type: 'STATIC_BRANCH',
      inputValue: { type: 'OBJECT_PROPERTY', propertyName: 'city' },
      staticBranches: names.map((branchValue) => ({ branchValue })),
    })),
    random: fc.constant({ type: 'AB_TEST_BRANCH', testBranches: [{ percentage: 30 }, { percentage: 70 }] }),
  };
}

const goal = fc.array(filter, { minLength: 1, maxLength: 2 }).map((filters) => allOf(filters));
const windows = one('MONDAY', 'WEDNESDAY', 'SATURDAY').map((day) => [
  { day, startTime: { hour: 9, minute: 0 }, endTime: { hour: 17, minute: 0 } },
]);

function seldom<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

/** A flow, and the contact that goes through it. */
export interface Run {
  readonly flow: Body;
  readonly contact: Body;
  /** Days until its date. */
  readonly closesIn: number | null;
  readonly hasCompany: boolean;
}

export function arbitraryRun(around: Around): fc.Arbitrary<Run> {
  const { list, value, random } = branches(around);
  const bodies = (arbitrary: fc.Arbitrary<Body>) => arbitrary as fc.Arbitrary<JsonObject>;
  const node = fc.oneof(
    { weight: 6, arbitrary: nodeOf(bodies(actions(around)), undefined, 'connection') },
    nodeOf(bodies(list), 'listBranches', 'defaultBranch'),
    nodeOf(bodies(value), 'staticBranches', 'defaultBranch'),
    nodeOf(bodies(random), 'testBranches'),
  );
  const flow = fc
    .record({
      graph: graphOf(node, 12, 2),
      goalFilterBranch: seldom(goal),
      timeWindows: seldom(windows),
    })
    .map(({ graph, goalFilterBranch, timeWindows }) => ({
      ...graph,
      ...(goalFilterBranch ? { goalFilterBranch } : {}),
      ...(timeWindows ? { timeWindows } : {}),
    }));
  const closesIn = fc.option(fc.integer({ min: -5, max: 50 }));
  return fc.record({ flow, contact: properties, closesIn, hasCompany: fc.boolean() });
}

/** One run that has every kind of action, in a row, and a branch of each kind. */
export function runOfEverything({
  listId,
  dynamicListId,
  emailId,
  otherFlowId,
  webhookUrl,
  userIds,
}: Around): Run {
  const toNext = (index: number) => to(String(index + 2));
  const kinds: ((next: Body) => Body)[] = [
    () => action('0-1', { delta: '90', time_unit: 'MINUTES' }),
    () => setProperty('lifecyclestage', 'customer'),
    () => action('0-3', { task_type: 'TODO', subject: 'Call' }),
    () => action('0-14', { object_type_id: '0-5', properties: [] }),
    () => sendEmail(emailId),
    () => ({ type: 'WEBHOOK', method: 'POST', webhookUrl, queryParams: [] }),
    () => action('0-63809083', { listId, targetObject: '{{ enrolled_object }}' }),
    () => action('0-15', { flow_id: otherFlowId }),
    () => action('0-11', { user_ids: userIds, target_property: 'hubspot_owner_id' }),
    (next) => ({
      type: 'LIST_BRANCH',
      listBranches: [{ filterBranch: allOf([inList(dynamicListId), inList(listId)]), connection: next }],
    }),
    (next) => ({
      type: 'STATIC_BRANCH',
      inputValue: { type: 'OBJECT_PROPERTY', propertyName: 'city' },
      defaultBranch: next,
      staticBranches: [{ branchValue: 'Bern', connection: next }],
    }),
    (next) => ({ type: 'AB_TEST_BRANCH', testBranches: [{ connection: next }, { connection: next }] }),
    () => action('0-33', { template: '{{ concat(enrolled_object.city, "!") }}' }),
  ];
  const actions = kinds.map((kind, index) => ({
    actionId: String(index + 1),
    ...kind(toNext(index)),
    ...(index + 1 < kinds.length ? { connection: toNext(index) } : {}),
  }));
  const contact = { city: 'Bern', lifecyclestage: 'lead' };
  return { flow: { actions, startActionId: '1' }, contact, closesIn: null, hasCompany: true };
}
