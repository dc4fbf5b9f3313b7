/** The body of a request to simulate: on whom, from when, and what is taken for granted. */
import { UNIQUE_VALUE_CHARACTERS_MAX } from '@millrace/core/crm';
import { ASSOCIATION_CATEGORIES } from '@millrace/core/record';
import { z } from 'zod';
import { flag, idOf, instant, whole } from '../platform/index.ts';
import { storableText } from '../schema/index.ts';
import { ASSUMPTIONS_MAX, MADE_UP_MAX, SIMULATED_STEPS_MAX, STEPS_USUAL } from './limits.ts';

const id = idOf('an id');
const objectTypeId = z
  .string()
  .regex(/^\d{1,9}-\d{1,15}$/, 'must be the id of an object type, such as "0-2"');
/** As the API of records takes them. */
const values = z.record(z.string(), z.unknown());
/** Events hold texts; numbers and booleans are written as texts. */
const eventProperties = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value)),
);
const eventTypeId = z.string().min(1).max(100);

const assumptions = <Item extends z.ZodType>(item: Item) => z.array(item).max(ASSUMPTIONS_MAX).default([]);

/** When something happens: at an instant, or so long after the start. */
const when = {
  at: instant.optional(),
  after: z.string().max(100).optional().describe('An ISO 8601 duration from the start, such as "P3D"'),
};
const isTimed = ({ at, after }: { at?: unknown; after?: unknown }) =>
  (at === undefined) !== (after === undefined);
const TIMED = 'must have either at, an instant, or after, an ISO 8601 duration from the start';

const madeUp = z.strictObject({
  properties: values.default({}),
  associations: z
    .array(
      z
        .strictObject({
          objectTypeId,
          objectId: id.optional(),
          properties: values.optional().describe('Of a record that is made up, too'),
          associationCategory: z.enum(ASSOCIATION_CATEGORIES).optional(),
          associationTypeId: z.int().min(1).optional(),
        })
        .refine(({ objectId, properties }) => (objectId === undefined) !== (properties === undefined), {
          message:
            'must have either objectId, a record that is there, or properties, those of one that is made up',
        }),
    )
    .max(MADE_UP_MAX)
    .default([]),
  lists: z.array(id).max(MADE_UP_MAX).default([]),
  subscriptions: z
    .array(z.strictObject({ subscriptionId: id, status: z.enum(['SUBSCRIBED', 'UNSUBSCRIBED']) }))
    .max(MADE_UP_MAX)
    .default([]),
});

const assume = z.strictObject({
  events: assumptions(
    z.strictObject({ eventTypeId, properties: eventProperties.default({}), ...when }).refine(isTimed, TIMED),
  ).describe('Events of the record; one from before the start has happened by then'),
  changes: assumptions(
    z
      .strictObject({
        properties: values,
        objectTypeId: objectTypeId.optional(),
        objectId: id.optional().describe('Another record than the one that is simulated'),
        ...when,
      })
      .refine(isTimed, TIMED)
      .refine((change) => (change.objectTypeId === undefined) === (change.objectId === undefined), {
        message: 'must have both objectTypeId and objectId, or neither',
      }),
  ),
  results: assumptions(
    z
      .strictObject({
        actionId: z.string().max(100),
        outcome: z.enum(['SUCCEEDED', 'FAILED']).optional(),
        outputs: eventProperties.default({}),
        reason: z.string().min(1).max(100).optional(),
        message: z.string().max(1_000).optional(),
        status: whole(100, 599).optional().describe('What the receiver of a request answers'),
      })
      .refine(({ status, outcome }) => status === undefined || outcome === undefined, {
        message: 'must have either outcome or status',
      })
      .refine(({ reason, message, outcome }) => (reason ?? message) === undefined || outcome === 'FAILED', {
        path: ['outcome'],
        message: 'must be FAILED where there is a reason or a message',
      }),
  ).describe('Several of one action are for its visits, one after the other; the last goes on'),
  branches: assumptions(z.strictObject({ actionId: z.string().max(100), index: whole(0, 1_000) })).describe(
    'The way that a random split takes, counted from 0',
  ),
});

const members = {
  objectId: storableText(UNIQUE_VALUE_CHARACTERS_MAX).min(1).optional(),
  idProperty: storableText(UNIQUE_VALUE_CHARACTERS_MAX).optional(),
  record: madeUp.optional(),
  recordAsOf: z
    .enum(['START', 'NOW'])
    .default('START')
    .describe('For a start in the past: the record as it was then, or as it is now'),
  startAt: instant.optional().describe("By default the account's time"),
  entry: z.enum(['AUTOMATIC', 'MANUAL']).default('AUTOMATIC'),
  event: z.strictObject({ eventTypeId, properties: eventProperties.default({}) }).optional(),
  joinedList: id
    .optional()
    .describe('The list that the record has joined, for a flow that is entered by that'),
  evenIfRefused: flag.describe('Go on where the door keeps the record out'),
  assume: assume.default({ events: [], changes: [], results: [], branches: [] }),
  follow: flag.describe('Simulate the passages, too, that actions begin in other flows'),
  runCode: flag.describe('Run custom code, cut off from the network; otherwise its results are assumed'),
  maxSteps: whole(1, SIMULATED_STEPS_MAX).default(STEPS_USUAL),
  until: instant.optional(),
};

type Asked = z.output<z.ZodObject<typeof members>>;

function checked(asked: Asked, context: z.RefinementCtx): void {
  const { objectId, idProperty, record, event, joinedList, entry, startAt, until } = asked;
  const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (objectId !== undefined && record !== undefined)
    refuse(
      ['record'],
      'goes without objectId: either a record that is there is simulated, or one that is made up',
    );
  if (objectId === undefined && record === undefined)
    refuse(['objectId'], 'is required, such as "101" or an email address, unless record is made up');
  if (idProperty !== undefined && objectId === undefined) refuse(['idProperty'], 'goes with objectId');
  if (event !== undefined && joinedList !== undefined)
    refuse(['joinedList'], 'goes without event: one thing lets a record in');
  const cause = event === undefined ? (joinedList === undefined ? null : 'joinedList') : 'event';
  if (cause && entry === 'MANUAL') refuse([cause], 'goes with entry AUTOMATIC: by hand, no trigger is asked');
  if (startAt !== undefined && until !== undefined && until < startAt)
    refuse(['until'], 'must not lie before startAt');
}

/** On a flow that is saved. */
export const simulateSaved = z.strictObject({ ...members, revisionId: id.optional() }).superRefine(checked);

/** On one that is not; `flow` is a body as it is posted. */
export const simulateUnsaved = z.strictObject({ ...members, flow: z.looseObject({}) }).superRefine(checked);

export type SimulateBody = Asked;
export type AssumedEvents = SimulateBody['assume']['events'];
