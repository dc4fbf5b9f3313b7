/** What the routes of effects answer. */
import { z } from 'zod';
import { instantAnswer } from '../platform/index.ts';

/** How often an effect was tried, what went wrong, and when it is tried next. */
export const triesAnswer = z.strictObject({
  attempts: z.int(),
  lastTriedAt: instantAnswer.nullable(),
  lastError: z.string().nullable().describe('Shown to who may read contacts'),
  nextTryAt: instantAnswer.nullable().describe('Null while it is in hand'),
  inHand: z.boolean(),
});

export const effectAnswer = z
  .strictObject({
    id: z.string(),
    kind: z.string().describe('Such as "email"'),
    flowId: z.string().nullable().describe('Null where no passage asked for it'),
    enrollmentId: z.string().nullable(),
    actionId: z.string().nullable(),
    createdAt: instantAnswer,
    ...triesAnswer.shape,
  })
  .meta({ id: 'Effect' });

export const cancelledAnswer = z.strictObject({ cancelled: z.int() });
