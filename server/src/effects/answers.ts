/** Answers of the routes of effects. */
import { z } from 'zod';
import { instantAnswer } from '../platform/index.ts';

/** An effect's tries, its last error, and the next try or the deadline of its outcome. */
export const triesAnswer = z.strictObject({
  attempts: z.int(),
  lastTriedAt: instantAnswer.nullable(),
  lastError: z.string().nullable().describe('Shown to who may read contacts'),
  nextTryAt: instantAnswer
    .nullable()
    .describe('Null while it is in hand, and while its outcome is to follow'),
  inHand: z.boolean(),
  awaitedSince: instantAnswer
    .nullable()
    .describe('Since when it is taken, and its outcome is to follow; else null'),
  awaitedUntil: instantAnswer.nullable().describe('When the outcome is no longer waited for'),
});

export const targetAnswer = z.string().describe('What it goes to: a host, or its kind where that says all');

export const effectAnswer = z
  .strictObject({
    id: z.string(),
    kind: z.string().describe('Such as "email"'),
    target: targetAnswer,
    flowId: z.string().nullable().describe('Null where no passage asked for it'),
    enrollmentId: z.string().nullable(),
    actionId: z.string().nullable(),
    createdAt: instantAnswer,
    ...triesAnswer.shape,
  })
  .meta({ id: 'Effect' });

export const cancelledAnswer = z.strictObject({ cancelled: z.int() });
