/** Answers about steps. */
import { z } from 'zod';
import { authorAnswer, instantAnswer } from '../platform/index.ts';

export const stepAnswer = z
  .strictObject({
    flowId: z.string(),
    enrollmentId: z.string(),
    number: z.int(),
    objectId: z.string(),
    revisionId: z.string(),
    actionId: z.string(),
    actionTypeId: z.string(),
    outcome: z.enum(['SUCCEEDED', 'FAILED', 'SKIPPED']),
    reason: z.string().nullable(),
    detail: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('What the action did, in members of its own'),
    startedAt: instantAnswer,
    at: instantAnswer,
  })
  .meta({ id: 'Step' });

export const errorGroupAnswer = z.strictObject({
  flowId: z.string(),
  actionId: z.string(),
  actionTypeId: z.string(),
  reason: z.string(),
  count: z.int(),
  records: z.int().describe('How many records it happened to'),
  firstAt: instantAnswer,
  lastAt: instantAnswer,
  sample: z
    .strictObject({
      enrollmentId: z.string(),
      number: z.int(),
      objectId: z.string(),
      message: z.string().nullable(),
    })
    .describe('The latest of them'),
  expected: z
    .boolean()
    .describe('Whether somebody wants it so, as one who has unsubscribed: nothing is broken'),
  state: z
    .enum(['OPEN', 'FIXED', 'REMIND_LATER', 'IGNORED'])
    .describe('As somebody has said; OPEN again when it has come since, or its time is over'),
  said: z
    .strictObject({ at: instantAnswer, by: authorAnswer, until: instantAnswer.nullable() })
    .nullable()
    .describe('When somebody said so, and who, whether or not it still holds'),
  trend: z
    .array(z.strictObject({ hour: instantAnswer, count: z.int() }))
    .describe('By hour, in the last day; hours without are left out'),
});
