/** Answers about steps. */
import { z } from 'zod';
import { instantAnswer } from '../platform/index.ts';

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
});
