/** The answers of timelines. */
import { z } from 'zod';
import { enrollmentAnswer } from '../enrollments/index.ts';
import { stepAnswer } from '../passages/index.ts';
import { instantAnswer } from '../platform/index.ts';

const common = { id: z.string(), at: instantAnswer };

const sourceAnswer = z
  .strictObject({
    type: z.enum(['API', 'FORM', 'FLOW', 'IMPORT', 'MERGE', 'SYSTEM']),
    id: z.string().nullable().describe('The access token, the form or the flow'),
    name: z.string().nullable().describe('Of a flow that the caller may see'),
    enrollmentId: z.string().nullable(),
    actionId: z.string().nullable(),
  })
  .describe('Who made it');

const changeAnswer = z.strictObject({
  ...common,
  kind: z.literal('CHANGE'),
  change: z.enum([
    'CREATED',
    'UPDATED',
    'ARCHIVED',
    'RESTORED',
    'MERGED',
    'ASSOCIATED',
    'DISASSOCIATED',
    'LIST_JOINED',
    'LIST_LEFT',
  ]),
  objectId: z.string().describe('The id that the record had then'),
  source: sourceAnswer,
  properties: z
    .array(z.strictObject({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
    .describe('Of a record made or changed, without those that are closed to the caller'),
  association: z
    .strictObject({
      objectTypeId: z.string(),
      objectId: z.string(),
      category: z.string(),
      typeId: z.int(),
    })
    .nullable()
    .describe('The record at the other end, where its type is open to the caller'),
  listId: z.string().nullable(),
  mergedInto: z.string().nullable(),
});

const eventAnswer = z.strictObject({
  ...common,
  kind: z.literal('EVENT'),
  eventTypeId: z.string(),
  eventType: z.string(),
  properties: z.record(z.string(), z.string()),
});

const mailAnswer = z.strictObject({
  ...common,
  kind: z.literal('MAIL'),
  to: z.string(),
  subject: z.string().nullable().describe('Null where it may tell what is closed to the caller'),
  delivery: z.enum(['sent', 'captured', 'bounced']),
  isInternal: z.boolean(),
  emailId: z.string().nullable(),
  flowId: z.string().nullable(),
  enrollmentId: z.string().nullable(),
  actionId: z.string().nullable(),
});

const passageAnswer = z.strictObject({
  ...common,
  kind: z.literal('ENROLLMENT'),
  event: z.enum(['ENROLLED', 'ENDED']),
  enrollmentId: z.string(),
  flowId: z.string(),
  flowName: z.string().nullable(),
  status: enrollmentAnswer.shape.status.describe('As it is now'),
  endReason: z.string().nullable(),
  trigger: enrollmentAnswer.shape.trigger,
});

const stepEntryAnswer = z.strictObject({
  ...common,
  kind: z.literal('STEP'),
  flowName: z.string().nullable(),
  step: stepAnswer,
});

export const timelineEntryAnswer = z
  .discriminatedUnion('kind', [changeAnswer, eventAnswer, mailAnswer, passageAnswer, stepEntryAnswer])
  .meta({ id: 'TimelineEntry' });
