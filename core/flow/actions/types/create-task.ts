import { delayed, iso } from '../../../time/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import type { RunContext } from '../../engine/index.ts';
import { type Resolved, resolveText, resolveValue } from '../../values/index.ts';
import { type CompileContext, internal } from '../action-type.ts';
import {
  choice,
  flag,
  type Given,
  html,
  newAssociations,
  optional,
  ownerAssignment,
  said,
  text,
  timeDelay,
  withDefault,
} from '../fields.ts';
import { makeActivity, valuesFrom } from '../parts/make-activity.ts';
import { MAKING_REASONS } from '../parts/make-record.ts';
import { foreseenLinks } from '../parts/record-links.ts';
import { sayCreateTask } from './create-task.say.ts';

const TASK = '0-27';

/** The types that a task can have; the original's form offers the first three. */
const TASK_TYPES = [
  'TODO',
  'CALL',
  'EMAIL',
  'LINKED_IN',
  'LINKED_IN_CONNECT',
  'LINKED_IN_MESSAGE',
  'MEETING',
  'SALES_NAVIGATOR',
] as const;

const fields = {
  task_type: said(
    withDefault(choice('Type', TASK_TYPES, ['TODO', 'CALL', 'EMAIL']), 'TODO'),
    'What is to be done.',
  ),
  subject: said(text('Title'), 'What the task is called; tokens are filled in.'),
  body: said(optional(html('Notes')), 'What whoever does it should know.'),
  priority: said(
    withDefault(choice('Priority', ['NONE', 'LOW', 'MEDIUM', 'HIGH']), 'NONE'),
    'How urgent it is.',
  ),
  due_time: said(optional(timeDelay('Due')), 'How long after the task is made; empty: at once.'),
  owner_assignment: said(
    optional(ownerAssignment('Assigned to')),
    'An owner, or the property of the record that names one.',
  ),
  associations: said(
    newAssociations('Associated with'),
    'Records that the task is about, beside the enrolled one.',
  ),
  use_explicit_associations: said(
    flag('Only these associations'),
    'The task is not associated with the enrolled record, unless it is named.',
  ),
};
type Fields = Given<typeof fields>;

export const createTask = internal({
  id: '0-3',
  say: sayCreateTask,
  name: 'Create task',
  says:
    'Makes a task (`0-27`), linked by `associations`, and, unless `use_explicit_associations`, to the enrolled record when there are none. ' +
    "It is due after `due_time`, on the calendar of the account's zone: moved to `timeOfDay`, and on to the first of `daysOfWeek`; " +
    'without `due_time` at once. It belongs to the owner whose id `owner_assignment` gives: written out, or from a property, such as ' +
    '`hubspot_owner_id` of the enrolled record; to nobody when there is none. Tokens in `body` are escaped, since it is HTML.',
  summary: 'Makes a task for somebody.',
  icon: 'square-check-big',
  group: 'CRM',
  outputs: [{ key: 'hs_object_id', says: 'The id of the new task.' }],
  reasons: {
    ...MAKING_REASONS,
    LOOP_PREVENTED: 'In a flow over tasks: the enrolled task was created by this flow.',
  },
  fields,
  compile: (read, action: SingleConnectionAction, context) =>
    makeActivity(
      {
        objectTypeId: TASK,
        associations: read.associations,
        isExplicit: read.use_explicit_associations,
        valuesOf: (run) => valuesFrom(valuesOf(read, run, context)),
      },
      action,
      context,
    ),
  foresee: ({ associations }) => foreseenLinks(associations),
  examples: [
    {
      shows: 'A call, due on the second working day, for the owner of the contact.',
      action: {
        fields: {
          task_type: 'CALL',
          subject: 'Call {{ enrolled_object.firstname }}',
          body: '<p>{{ enrolled_object.firstname }} wants to know more.</p>',
          priority: 'HIGH',
          due_time: {
            delta: 5,
            timeUnit: 'DAYS',
            timeOfDay: { hour: 8, minute: 0 },
            daysOfWeek: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'],
          },
          owner_assignment: {
            type: 'CUSTOM',
            value: { type: 'OBJECT_PROPERTY', propertyName: 'hubspot_owner_id' },
          },
          associations: [
            {
              target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 204 },
              value: { type: 'ENROLLED_OBJECT' },
            },
          ],
          use_explicit_associations: 'true',
        },
      },
      properties: { firstname: 'Ada & Co', hubspot_owner_id: '77' },
      timeZone: 'Europe/Berlin',
      known: [
        { ask: { kind: 'reservation', pool: 'record ids', claim: '1:1:1' }, answer: '301' },
        {
          ask: {
            kind: 'associated',
            from: { objectTypeId: '0-1', id: '101' },
            association: { category: 'HUBSPOT_DEFINED', typeId: 203 },
          },
          answer: [],
        },
      ],
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        outputs: { hs_object_id: '301' },
        detail: {
          objectTypeId: '0-27',
          recordId: '301',
          associations: [{ objectTypeId: '0-1', id: '101' }],
        },
      },
    },
    {
      shows: 'A task without a title cannot be made.',
      action: { fields: { task_type: 'TODO' } },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', changes: [] },
    },
    {
      shows: 'A record to link to that is not there.',
      action: {
        fields: {
          subject: 'Call',
          associations: [
            {
              target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 192 },
              value: { type: 'STATIC_VALUE', staticValue: '404' },
            },
          ],
        },
      },
      outcome: { outcome: 'FAILED', reason: 'ASSOCIATED_RECORD_NOT_FOUND', next: '2', changes: [] },
    },
    {
      shows: 'In a flow over tasks, a task that the flow itself has made makes no other.',
      action: { fields: { subject: 'And then' } },
      objectTypeId: '0-27',
      isOwnRecord: true,
      outcome: { outcome: 'SKIPPED', reason: 'LOOP_PREVENTED', next: '2', changes: [] },
    },
  ],
});

function valuesOf(read: Fields, run: RunContext, context: CompileContext): Record<string, Resolved> {
  const { task_type, subject, body, priority, due_time } = read;
  const due = due_time ? delayed(run.now, due_time, context.timeZone) : run.now;
  return {
    hs_task_type: found(task_type),
    hs_task_priority: found(priority),
    hs_task_status: found('NOT_STARTED'),
    hs_timestamp: found(iso(due)),
    hs_task_subject: resolveText(subject, run),
    hs_task_body: body === undefined ? found(null) : resolveText(body, run, 'html'),
    hubspot_owner_id: ownerOf(read, run, context),
  };
}

function ownerOf({ owner_assignment: given }: Fields, run: RunContext, { timeZone }: CompileContext) {
  return given?.type === 'CUSTOM' ? resolveValue(given.value, run, timeZone) : found(null);
}

function found(value: string | null): Resolved {
  return { kind: 'value', value };
}
