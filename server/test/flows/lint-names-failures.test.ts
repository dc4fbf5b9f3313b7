import { readdirSync, readFileSync } from 'node:fs';
import { ACTION_TYPES } from '@millrace/core/flow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customCode } from '../support/code-bodies.ts';
import {
  action,
  allOf,
  contactFlow,
  flowOver,
  inARow,
  is,
  isKnown,
  manual,
  property,
  setProperty,
  whenEvent,
  whenMet,
} from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
/** Ids of what some flows name. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  story = await tellStory();
  const { post } = story.millrace;
  const list = async (processingType: string, objectTypeId: string, more: Body = {}) =>
    (
      await post('/crm/v3/lists', {
        name: `${processingType} ${objectTypeId}`,
        objectTypeId,
        processingType,
        ...more,
      })
    ).body.list.listId;
  const filterBranch = {
    filterBranchType: 'OR',
    filters: [],
    filterBranches: [
      {
        filterBranchType: 'AND',
        filterBranches: [],
        filters: [
          {
            filterType: 'PROPERTY',
            property: 'city',
            operation: { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' },
          },
        ],
      },
    ],
  };
  ids['dynamic'] = await list('DYNAMIC', '0-1', { filterBranch });
  ids['companies'] = await list('MANUAL', '0-2');
  ids['off'] = await story.givenFlow(contactFlow([], manual, { isEnabled: false }));
  const email = async (body: Body) =>
    (await post('/marketing/v3/emails', { name: 'Hello', subject: 'Hi', ...body })).body.id;
  const published = async (body: Body) => {
    const id = await email(body);
    expect(await post(`/marketing/v3/emails/${id}/publish`)).toMatchObject({ status: 204 });
    return id;
  };
  ids['draft'] = await email({});
  ids['batch'] = await published({ subcategory: 'batch' });
  // Publishing refuses what cannot be rendered; one that is made as published is not looked at.
  ids['loop'] = await email({ state: 'AUTOMATED', subject: '{% for x in y %}' });
  ids['token'] = await published({ subject: '{{ contact.no_such }}' });
  ids['sender'] = await published({ from: { fromName: 'Ada', replyTo: 'nobody' } });
  ids['deleted'] = await published({});
  await story.millrace.delete(`/marketing/v3/emails/${ids['deleted']}`);
  const event = await post('/events/v3/event-definitions', {
    name: 'bought',
    label: 'Bought',
    primaryObject: 'CONTACT',
    propertyDefinitions: [{ name: 'sku', label: 'SKU', type: 'string' }],
  });
  ids['event'] = event.body.objectTypeId;
});
afterAll(() => story.stop());

const text = (staticValue: string) => ({ type: 'STATIC_VALUE', staticValue });
const one = (actionTypeId: string, fields: Body) => contactFlow(inARow(action(actionTypeId, fields)));
const set = (property: string, value: string | Body) => contactFlow(inARow(setProperty(property, value)));
const ticket = (properties: Body, more: Body = {}) =>
  one('0-14', {
    object_type_id: '0-5',
    properties: Object.entries(properties).map(([targetProperty, value]) => ({
      targetProperty,
      value: typeof value === 'string' ? text(value) : value,
    })),
    ...more,
  });
const source = (more: Body) => ({
  name: 'company',
  type: 'ASSOCIATION',
  objectTypeId: '0-2',
  associationCategory: 'HUBSPOT_DEFINED',
  associationTypeId: 279,
  ...more,
});
const code = (source: string, more: Body = {}) => contactFlow(inARow(customCode(source, {}, more)));
const mail = (id: string) => () => one('0-4', { content_id: ids[id] });

/** What a step fails, is skipped or held for that can be known at save: a flow with it, and what lint says. */
const LINTED: Record<string, [flow: () => Body, code: string, path: string]> = {
  ACTION_NOT_SUPPORTED: [() => one('1-4711', {}), 'ACTION_NOT_SUPPORTED', 'actions[0].actionTypeId'],
  INVALID_CONFIGURATION: [
    () => one('0-5', { value: text('x') }),
    'REQUIRED',
    'actions[0].fields.property_name',
  ],
  UNKNOWN_OBJECT_TYPE: [
    () => one('0-14', { object_type_id: '2-404' }),
    'UNKNOWN_OBJECT_TYPE',
    'actions[0].fields.object_type_id',
  ],
  UNKNOWN_ASSOCIATION_TYPE: [
    () =>
      one('0-5', {
        property_name: 'city',
        value: text('Bern'),
        association: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 4711 },
      }),
    'UNKNOWN_ASSOCIATION_TYPE',
    'actions[0].fields.association',
  ],
  PROPERTY_DOESNT_EXIST: [
    () => one('0-5', { property_name: 'no_such', value: text('x') }),
    'UNKNOWN_PROPERTY',
    'actions[0].fields.property_name',
  ],
  UNKNOWN_PROPERTY: [
    () => set('city', '{{ enrolled_object.no_such }}'),
    'UNKNOWN_PROPERTY',
    'actions[0].fields.value.staticValue',
  ],
  UNKNOWN_TOKEN: [
    () => set('city', '{{ contact.city }}'),
    'UNKNOWN_TOKEN',
    'actions[0].fields.value.staticValue',
  ],
  UNKNOWN_DATA_SOURCE: [
    () => set('city', '{{ fetched_objects.none.city }}'),
    'UNKNOWN_DATA_SOURCE',
    'actions[0].fields.value.staticValue',
  ],
  DATA_SOURCE_NOT_SUPPORTED: [
    () =>
      contactFlow(inARow(setProperty('city', '{{ fetched_objects.company.city }}')), manual, {
        dataSources: [
          {
            name: 'company',
            type: 'DATASET_FIELD_PROPERTY_FILTER',
            propertyName: 'city',
            datasetFieldName: 'x',
          },
        ],
      }),
    'DATA_SOURCE_NOT_SUPPORTED',
    'dataSources[0].type',
  ],
  FETCHED_OBJECT_MISSING: [
    () => contactFlow([], manual, { dataSources: [source({ associationTypeId: 280 })] }),
    'UNKNOWN_ASSOCIATION_TYPE',
    'dataSources[0].associationTypeId',
  ],
  OUTPUT_MISSING: [
    () => set('city', { type: 'FIELD_DATA', actionId: '9', dataKey: 'x' }),
    'OUTPUT_MISSING',
    'actions[0].fields.value',
  ],
  EVENT_MISSING: [
    () => set('city', '{{ enrollment_events.event.sku }}'),
    'EVENT_MISSING',
    'actions[0].fields.value.staticValue',
  ],
  INVALID_TOKEN: [
    () => set('city', { type: 'FETCHED_OBJECT_PROPERTY', propertyToken: 'company.name' }),
    'INVALID_TOKEN',
    'actions[0].fields.value.propertyToken',
  ],
  DATASET_MISSING: [
    () => set('city', { type: 'ENROLLMENT_DATASET_COLUMN', enrollmentDatasetColumnToken: 'x' }),
    'DATASET_MISSING',
    'actions[0].fields.value.type',
  ],
  TEXT_TOO_LONG: [
    () => set('city', '{{ enrolled_object.city }}'.repeat(501)),
    'TEXT_TOO_LONG',
    'actions[0].fields.value.staticValue',
  ],
  NOT_A_NUMBER: [
    () => set('city', { type: 'INCREMENT', incrementAmount: 1 }),
    'VALUE_MAY_NOT_FIT',
    'actions[0].fields.value',
  ],
  LIST_NOT_FOUND: [() => one('0-63809083', { listId: '404' }), 'UNKNOWN_LIST', 'actions[0].fields.listId'],
  LIST_IS_DYNAMIC: [
    () => one('0-63809083', { listId: ids['dynamic'] }),
    'LIST_IS_DYNAMIC',
    'actions[0].fields.listId',
  ],
  OBJECT_TYPE_DOES_NOT_FIT: [
    () => one('0-63863438', { listId: ids['companies'] }),
    'OBJECT_TYPE_DOES_NOT_FIT',
    'actions[0].fields.listId',
  ],
  NO_RECIPIENT: [
    () => flowOver('0-53', inARow(action('0-4', { content_id: '1' })), manual),
    'MAILS_ASSOCIATED_CONTACTS',
    'actions[0].actionTypeId',
  ],
  ASSOCIATED_RECORD_NOT_FOUND: [
    () =>
      ticket(
        { subject: 'x' },
        {
          associations: [
            { target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 16 }, value: text('Ada') },
          ],
        },
      ),
    'ASSOCIATED_RECORD_NOT_FOUND',
    'actions[0].fields.associations[0].value',
  ],
  MISSING_REQUIRED_PROPERTY: [
    () => one('0-14', { object_type_id: '0-46', properties: [] }),
    'MISSING_REQUIRED_PROPERTY',
    'actions[0].fields.properties',
  ],
  READ_ONLY_VALUE: [
    () => set('createdate', '2026-01-01'),
    'PROPERTY_IS_READ_ONLY',
    'actions[0].fields.property_name',
  ],
  INVALID_INTEGER: [
    () => ticket({ created_by: 'Ada' }),
    'INVALID_INTEGER',
    'actions[0].fields.properties[0].value',
  ],
  INVALID_DATE: [
    () => one('0-35', { date: text('tomorrow') }),
    'INVALID_DATE',
    'actions[0].fields.date.staticValue',
  ],
  INVALID_OPTION: [
    () => ticket({ subject: 'x', hs_pipeline_stage: '4711' }),
    'INVALID_OPTION',
    'actions[0].fields.properties[1].value',
  ],
  INVALID_EMAIL: [() => set('email', 'nobody'), 'INVALID_EMAIL', 'actions[0].fields.value.staticValue'],
  VALUE_TOO_LONG: [
    () => set('email', `${'a'.repeat(600)}@example.test`),
    'VALUE_TOO_LONG',
    'actions[0].fields.value.staticValue',
  ],
  UNIQUE_VALUE_TAKEN: [
    () => set('email', 'ada@example.test'),
    'UNIQUE_VALUE_TAKEN',
    'actions[0].fields.value',
  ],
  FLOW_NOT_FOUND: [() => one('0-15', { flow_id: '404' }), 'UNKNOWN_FLOW', 'actions[0].fields.flow_id'],
  TARGET_FLOW_TURNED_OFF: [
    () => one('0-15', { flow_id: ids['off']! }),
    'TARGET_FLOW_TURNED_OFF',
    'actions[0].fields.flow_id',
  ],
  EMAIL_NOT_FOUND: [() => one('0-4', { content_id: '404' }), 'UNKNOWN_EMAIL', 'actions[0].fields.content_id'],
  EMAIL_DELETED: [mail('deleted'), 'EMAIL_DELETED', 'actions[0].fields.content_id'],
  EMAIL_NOT_PUBLISHED: [mail('draft'), 'EMAIL_NOT_PUBLISHED', 'actions[0].fields.content_id'],
  EMAIL_NOT_AUTOMATED: [mail('batch'), 'EMAIL_NOT_AUTOMATED', 'actions[0].fields.content_id'],
  INVALID_SENDER: [mail('sender'), 'INVALID_SENDER', 'actions[0].fields.content_id'],
  RENDER_ERROR: [mail('loop'), 'RENDER_ERROR', 'actions[0].fields.content_id'],
  SECRET_MISSING: [() => code('', { secretNames: ['NONE'] }), 'UNKNOWN_SECRET', 'actions[0].secretNames[0]'],
  SYNTAX_ERROR: [() => code('exports.main = ('), 'SYNTAX_ERROR', 'actions[0].sourceCode'],
  RUNTIME_UNKNOWN: [() => code('', { runtime: 'RUBY27' }), 'UNKNOWN_RUNTIME', 'actions[0].runtime'],
};

/** What depends on the record, the time, the mail server or a hand: nobody knows it at save. */
const NOT_KNOWN_AT_SAVE: Record<string, string> = {
  ALREADY_ACTIVE: 'of the record',
  APP_ACTION_DELETED: 'of the app',
  APP_DELETED: 'of the app',
  ENROLLED_BEFORE: 'of the record',
  FAILED_BY_APP: 'of the app',
  FUNCTION_FAILED: 'of the code, as it runs',
  INVALID_ANSWER: 'of the receiver',
  NO_ADDRESS: 'of the contact',
  NO_ASSOCIATED_RECORD: 'of the record',
  NO_MATCH: 'of the records',
  NO_VALUE_TO_MATCH: 'of the record',
  TOO_MANY_ASSOCIATIONS: 'of the record',
  TOO_MANY_MATCHES: 'of the records',
  LOOP_ENDED: 'of the flows that led there',
  NO_OWNER_AVAILABLE: 'of the account, then; lint names a user that is not there now',
  APP_MISSING: 'of the account, then',
  ASSOCIATED_RECORD_MISSING: 'of the record',
  BOUNCED: 'of the contact',
  CANCELLED: 'by hand',
  CODE_FAILED: 'of the code, as it runs',
  CODE_GONE: 'by hand',
  DATE_PASSED: 'of the record and the time; lint names a day that is over',
  FILTER_FAILED: 'of the values',
  FLOW_TURNED_OFF: 'by hand',
  INVALID_CHARACTERS: 'refused at save',
  INVALID_RECIPIENT: 'of the contact',
  INVALID_TYPE: 'of values that are objects, and those of actions are texts',
  MEMORY_LIMIT_EXCEEDED: 'of the code, as it runs',
  NEVER_SETTLED: 'of the code, as it runs',
  NO_ENTRY: 'of the code, as it runs',
  LOOP_PREVENTED: 'of the record: it was made by the flow',
  MAILBOX_FULL: 'of the mail server',
  MAILBOX_UNKNOWN: 'of the mail server',
  NON_MARKETABLE: 'of the contact',
  NO_DATE: 'of the record',
  QUARANTINED: 'of the contact',
  RECIPIENT_DEACTIVATED: 'of the account, then; lint names a user that is not there now',
  RECIPIENT_NOT_FOUND: 'of the account, then; lint names a user that is not there now',
  RECORD_DELETED: 'of the record',
  OUTCOME_EXPIRED: 'of the receiver',
  OUTPUT_VALUES_INVALID: 'of the code, as it runs',
  OUTPUT_VALUES_TOO_LARGE: 'of the code, as it runs',
  PROCESS_ENDED: 'of the code, as it runs',
  REFUSED_BY_MAIL_SERVER: 'of the mail server',
  REFUSED_BY_RECEIVER: 'of the receiver',
  RESULT_NOT_STORABLE: 'of what a receiver answers',
  RESULT_INVALID: 'of the code, as it runs',
  RETRIES_EXHAUSTED: 'of the receiver',
  RUNTIME_UNAVAILABLE: 'of the server',
  SECRET_UNREADABLE: 'of the server',
  TIME_LIMIT_EXCEEDED: 'of the code, as it runs',
  TOO_MANY_RECORDS_FOUND: 'of the records',
  TOO_MANY_RECIPIENTS: 'of the record',
  UNSUBSCRIBED: 'of the contact',
  URL_TOO_LONG: 'of the record',
  WAIT_SKIPPED: 'by hand',
};

/** Other words in capitals in the same files. */
const NO_REASONS = new Set(
  `AB_TEST_BRANCH ACTION_OUTPUT_OBJECT_PROPERTY ACTION_REMOVED APPEND_OBJECT_PROPERTY ASSOCIATION ASSOCIATION_TIMESTAMP COMPLETED
   CONTACT_FLOW COPY_ASSOCIATION DAYS DESC ENROLLED_OBJECT ENROLLMENT_DATASET_COLUMN SCHEDULE ENROLLMENT_EVENT_PROPERTY EVENT END_OF_PATH FAILED
   FAILURE FETCHED_OBJECT_PROPERTY FIELD_DATA FLOW FLOW_DELETED GOAL_MET INCREMENT LIST LIST_BRANCH MAP MERGED MINUTES HOURS SECONDS WEEKS
   OBJECT_PROPERTY RELATIVE_DATETIME SINGLE_CONNECTION SINGLE_OBJECT_COORDINATES SKIPPED STATIC_APPEND_VALUE STATIC_BRANCH STATIC_VALUE
   STEP_BUDGET_EXCEEDED SUCCEEDED SUCCESS TIMESTAMP UNENROLLED VALUE_MAY_NOT_FIT WRONG_TYPE CRITERIA CRITERIA_NO_LONGER_MET ENGINE_ERROR
   HUBSPOT_DEFINED SUPPRESSED UNENROLLMENT_CRITERIA_MET UNKNOWN DYNAMIC MANUAL SYSTEM AND API BRANCHES COMMUNICATION CRM DELAYS ENUMERATION
   ABORTED BOOLEAN CONTACT CUSTOM_CODE DATE DATETIME DUPLICATE_INPUT NUMBER RUN STRING TOO_MANY_INPUTS UNKNOWN_RUNTIME
   ASYNC AWAITED BLOCK FAIL_CONTINUE IN_HAND LOST NO_STATUS_CHANGE OBJECT_TYPE_NOT_SUPPORTED PENDING POST_ACTION_EXECUTION
   PRE_ACTION_EXECUTION REFUSED REQUIRED SUBSCRIBED UNKNOWN_SUBSCRIPTION_TYPE
   AUTH_KEY CONNECT DELETE EMAIL HEADER HUBSPOT INVALID_URL METHOD_NOT_SUPPORTED PATCH POST PUT QUERY_PARAM SIGNATURE TOO_MANY_REDIRECTS WEBHOOK
   ACTION_FAILED INVALID_TEMPLATE INVALID_LOCALE INVALID_COUNTRY PLANET
   CONTACT_PROPERTY_ANCHOR NOT_ALLOWED ONCE OUT_OF_RANGE YEARLY
   STATIC_PROPERTY_FILTER ENROLLED_RECORD_PROPERTY_FILTER DATASET_FIELD_PROPERTY_FILTER ENROLLED_ARGUMENT_PROPERTY_FILTER
   NOT_A_LABEL SAME_LABEL USER_DEFINED
   ACCOUNT ALL CODE HAS_COMPLETED HAS_NOT_COMPLETED NEVER NOT_AWAITABLE NOT_OF_A_FLOW NOT_READ OTHER_FLOW_ENTERED PASSED REQUEST UNIFIED_EVENTS UNKNOWN_ACTION
   NODE PYTHON STATIC_DATE_ANCHOR
   CUSTOM DONE FOLLOWS NOT_STARTED RETRY UNASSIGNED FRIDAY IS_ANY_OF LISTS OTHER PLATFORM_FLOW PROPERTY STANDARD UTC WAITING WORKFLOW`.split(
    /\s+/,
  ),
);

const SOURCES = [
  'core/flow/values',
  'core/flow/engine',
  'core/flow/actions',
  'core/flow/actions/parts',
  'core/flow/actions/types',
  'server/src/enrollments/answer-admissions.ts',
  'server/src/mail/compose.ts',
  'core/crm/check-properties.ts',
  'server/src/effects',
  'server/src/performers',
  'server/src/performers/parts/app-action',
  'server/src/code/job.ts',
  'server/src/code/outputs.ts',
  'server/src/performers/parts',
  'server/src/performers/parts/webhook',
];

function reasons(): string[] {
  const files = SOURCES.flatMap((source) =>
    source.endsWith('.ts')
      ? [source]
      : readdirSync(source).flatMap((name) =>
          name.endsWith('.ts') && !name.includes('test') ? [`${source}/${name}`] : [],
        ),
  );
  const words = files.flatMap(
    (file) => withoutExamples(readFileSync(file, 'utf8')).match(/(?<=')[A-Z]{2,}(_[A-Z0-9]+)*(?=')/g) ?? [],
  );
  const choices = new Set(
    ACTION_TYPES.flatMap(({ fields }) =>
      Object.values(fields).flatMap(({ choices = [], schema }) => [...choices, ...optionsOf(schema)]),
    ),
  );
  const isReason = (word: string) => word in LINTED || word in NOT_KNOWN_AT_SAVE;
  return [...new Set(words)]
    .filter((word) => !NO_REASONS.has(word) && (!choices.has(word) || isReason(word)))
    .sort();
}

/** The words of examples and of what forms are told are those of flows, or stand where the reason is given, too. */
function withoutExamples(source: string): string {
  return source.replace(/^ {2}(examples: \[|members: \{)[\s\S]*?^ {2}[\]}],/gm, '');
}

/** What a field takes, beside the choices that it offers. */
function optionsOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if ('options' in schema && Array.isArray(schema.options)) return schema.options;
  return 'unwrap' in schema && typeof schema.unwrap === 'function' ? optionsOf(schema.unwrap()) : [];
}

async function lint(flow: Body): Promise<Body[]> {
  const answer = await story.millrace.post('/millrace/v1/flows/lint', flow);
  expect([answer.status, answer.body.problems]).toEqual([200, []]);
  return answer.body.results;
}

const scheduled = (schedule: object) => ({
  enrollmentSchedule: { timeOfDay: { hour: 9, minute: 0 }, ...schedule },
});

describe('lint', () => {
  test('knows every reason for which a step fails, is skipped or held, or it is said why not', () => {
    expect(reasons()).toEqual([...Object.keys(LINTED), ...Object.keys(NOT_KNOWN_AT_SAVE)].sort());
  });

  const filtered = (filter: Body, more: Body = {}) => contactFlow([], whenMet([filter]), more);
  const at = 'enrollmentCriteria.listFilterBranch.filterBranches[0]';

  test.each<[string, () => Body, string, string, string]>([
    [
      'an event type that is not there',
      () => contactFlow([], whenEvent('6-404', [])),
      'error',
      'UNKNOWN_EVENT_TYPE',
      'enrollmentCriteria.eventFilterBranches[0].eventTypeId',
    ],
    [
      'an event type by its name',
      () => contactFlow([], whenEvent('bought', [])),
      'error',
      'UNKNOWN_EVENT_TYPE',
      'enrollmentCriteria.eventFilterBranches[0].eventTypeId',
    ],
    [
      'an event type of the original that nobody knows',
      () => contactFlow([], whenEvent('4-1', [])),
      'warning',
      'UNKNOWN_EVENT_TYPE',
      'enrollmentCriteria.eventFilterBranches[0].eventTypeId',
    ],
    [
      'a property that the event type does not have',
      () => contactFlow([], whenEvent(ids['event']!, [is('color', 'red')])),
      'error',
      'UNKNOWN_EVENT_PROPERTY',
      'enrollmentCriteria.eventFilterBranches[0].filters[0].property',
    ],
    [
      'a token of a property that the event type does not have',
      () =>
        contactFlow(
          inARow(setProperty('city', '{{ enrollment_events.e.color }}')),
          whenEvent(ids['event']!, []),
        ),
      'error',
      'UNKNOWN_EVENT_PROPERTY',
      'actions[0].fields.value.staticValue',
    ],
    [
      'an operation that does not fit',
      () => filtered(property('city', 'NUMBER', 'IS_EQUAL_TO', { value: 1 })),
      'error',
      'OPERATION_DOES_NOT_FIT',
      `${at}.filters[0]`,
    ],
    [
      'an association the wrong way round',
      () =>
        contactFlow(
          [],
          whenMet([], {
            listFilterBranch: allOf(
              [],
              [
                {
                  filterBranchType: 'ASSOCIATION',
                  objectTypeId: '0-2',
                  operator: 'IN_LIST',
                  associationCategory: 'HUBSPOT_DEFINED',
                  associationTypeId: 280,
                  filters: [isKnown('name')],
                },
              ],
            ),
          }),
        ),
      'error',
      'UNKNOWN_ASSOCIATION_TYPE',
      'enrollmentCriteria.listFilterBranch.filterBranches[0].associationTypeId',
    ],
    [
      'an AND that says OR',
      () =>
        contactFlow(
          [],
          whenMet([], { listFilterBranch: { ...allOf([isKnown('city')]), filterBranchOperator: 'OR' } }),
        ),
      'warning',
      'OPERATOR_CONTRADICTS_TYPE',
      'enrollmentCriteria.listFilterBranch.filterBranchOperator',
    ],
    [
      'criteria that ask for nothing',
      () => contactFlow([], whenMet([])),
      'warning',
      'NOBODY_IS_ENROLLED',
      'enrollmentCriteria',
    ],
    [
      'a schedule that is over',
      () => contactFlow([], manual, scheduled({ type: 'ONCE', year: 2020, month: 'MAY', dayOfMonth: 4 })),
      'warning',
      'SCHEDULE_IS_OVER',
      'enrollmentSchedule',
    ],
    [
      'a schedule by a property that is no date',
      () =>
        contactFlow([], manual, scheduled({ type: 'PROPERTY_BASED', dateProperty: 'city', daysDelta: 0 })),
      'error',
      'WRONG_TYPE',
      'enrollmentSchedule.dateProperty',
    ],
    [
      'a schedule by a property that there is not',
      () =>
        contactFlow([], manual, scheduled({ type: 'PROPERTY_BASED', dateProperty: 'born', daysDelta: 0 })),
      'error',
      'UNKNOWN_PROPERTY',
      'enrollmentSchedule.dateProperty',
    ],
    [
      'a day that months do not have',
      () => contactFlow([], manual, scheduled({ type: 'MONTHLY_SPECIFIC_DAYS', daysOfMonth: [1, 31] })),
      'info',
      'MONTHS_LEFT_OUT',
      'enrollmentSchedule.daysOfMonth',
    ],
    [
      'a schedule that enrolls each record once',
      () => contactFlow([], whenMet([isKnown('city')]), scheduled({ type: 'DAILY' })),
      'info',
      'ENROLLS_ONCE',
      'enrollmentSchedule',
    ],
    [
      'a schedule without filters',
      () => contactFlow([], { ...manual, shouldReEnroll: true }, scheduled({ type: 'DAILY' })),
      'info',
      'ENROLLS_EVERYBODY',
      'enrollmentSchedule',
    ],
    [
      'an anchor that is no date',
      () =>
        contactFlow([], manual, {
          eventAnchor: { type: 'CONTACT_PROPERTY_ANCHOR', contactProperty: 'city' },
        }),
      'error',
      'WRONG_TYPE',
      'eventAnchor.contactProperty',
    ],
    [
      'an anchor that is over',
      () =>
        contactFlow([], manual, {
          eventAnchor: { type: 'STATIC_DATE_ANCHOR', month: 'OCTOBER', dayOfMonth: 6, year: 2020 },
        }),
      'info',
      'ANCHOR_IS_OVER',
      'eventAnchor',
    ],
    [
      'a list of other records',
      () => filtered({ filterType: 'IN_LIST', operator: 'IN_LIST', listId: ids['companies'] }),
      'error',
      'OBJECT_TYPE_DOES_NOT_FIT',
      `${at}.filters[0].listId`,
    ],
    [
      'an output of what comes later',
      () =>
        contactFlow(
          inARow(
            setProperty('city', { type: 'FIELD_DATA', actionId: '2', dataKey: 'hs_object_id' }),
            action('0-14', { object_type_id: '0-5' }),
          ),
        ),
      'error',
      'OUTPUT_MISSING',
      'actions[0].fields.value',
    ],
    [
      'an output that an action does not give',
      () =>
        contactFlow(
          inARow(
            action('0-14', { object_type_id: '0-5' }),
            setProperty('city', '{{ action_outputs.action_output_1.name }}'),
          ),
        ),
      'error',
      'OUTPUT_MISSING',
      'actions[1].fields.value.staticValue',
    ],
    [
      'a text that is put into a number',
      () => ticket({ created_by: { type: 'OBJECT_PROPERTY', propertyName: 'city' } }),
      'warning',
      'VALUE_MAY_NOT_FIT',
      'actions[0].fields.properties[0].value',
    ],
    [
      'an instant that is put into a number',
      () => ticket({ created_by: { type: 'TIMESTAMP', timestampType: 'EXECUTION_TIME' } }),
      'error',
      'WRONG_TYPE',
      'actions[0].fields.properties[0].value',
    ],
    [
      'an owner that is not there',
      () => set('hubspot_owner_id', '4711'),
      'info',
      'UNKNOWN_OWNER',
      'actions[0].fields.value.staticValue',
    ],
    ['a token in a mail', mail('token'), 'warning', 'UNKNOWN_TOKEN', 'actions[0].fields.content_id'],
  ])('names %s', async (_, flow, severity, code, path) => {
    expect(await lint(flow())).toContainEqual(expect.objectContaining({ severity, code, path }));
  });

  test('says nothing of outputs that come before, tokens that are known, and events that are there', async () => {
    const flow = contactFlow(
      inARow(
        action('0-14', {
          object_type_id: '0-5',
          properties: [{ targetProperty: 'subject', value: text('x') }],
        }),
        setProperty('city', '{{ action_outputs.action_output_1.hs_object_id }} {{ enrolled_object.email }}'),
        setProperty('jobtitle', { type: 'FIELD_DATA', actionId: '1', dataKey: 'hs_execution_state' }),
        setProperty('zip', '{{ enrollment_events.e.sku }} {{ fetched_objects.company.name }} {{ _0_1.zip }}'),
      ),
      whenEvent(ids['event']!, [is('sku', 'a')]),
      { dataSources: [source({})] },
    );
    expect(await lint(flow)).toEqual([]);
  });

  test.each(Object.keys(LINTED))('names a step that ends with %s', async (reason) => {
    const [flow, code, path] = LINTED[reason]!;
    const found = await lint(flow());
    expect(found).toContainEqual(expect.objectContaining({ code, path }));
    for (const { message, path, fix } of found) {
      expect(message.startsWith(path), message).toBe(true);
      expect([message.at(-1), fix.at(-1)]).toEqual(['.', '.']);
      expect(message).not.toMatch(/\.\.|[^.] Every run/);
    }
  });
});
