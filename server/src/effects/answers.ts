/** What the routes of effects answer. */
import { z } from 'zod';
import { instantAnswer } from '../platform/index.ts';

/** How often an effect was tried, what went wrong, and when it is tried next, or until when its outcome is waited for. */
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
