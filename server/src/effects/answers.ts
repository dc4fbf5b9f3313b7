/** Answers of the routes of effects. */
import { z } from 'zod';
import { instantAnswer } from '../platform/index.ts';
import { EFFECT_STATUSES } from './queries/status.ts';

/** An effect's tries, its last error, and the next try or the deadline of its outcome. */
export const triesAnswer = z.strictObject({
  attempts: z.int(),
  lastTriedAt: instantAnswer.nullable(),
  lastError: z.string().nullable().describe('Shown to who may read contacts'),
  nextTryAt: instantAnswer
    .nullable()
    .describe('Null while it is in hand, while its outcome is to follow, and when it has ended'),
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
    status: z.enum(EFFECT_STATUSES),
    kind: z.string().describe('Such as "email"'),
    target: targetAnswer,
    flowId: z.string().nullable().describe('Null where no passage asked for it'),
    enrollmentId: z.string().nullable(),
    actionId: z.string().nullable(),
    createdAt: instantAnswer,
    finishedAt: instantAnswer.nullable(),
    reason: z.string().nullable().describe('Why it has failed, or was not to be done'),
    ...triesAnswer.shape,
  })
  .meta({ id: 'Effect' });

const bodyDigest = z
  .strictObject({
    bytes: z.int(),
    sha256: z.string(),
    excerpt: z.string().nullable().describe('Its beginning, without secrets; shown to who may read contacts'),
  })
  .nullable();

export const tryAnswer = z
  .strictObject({
    number: z.int(),
    startedAt: instantAnswer.nullable(),
    durationMs: z.int().nullable(),
    outcome: z
      .enum(['DONE', 'FAILED', 'RETRY', 'FOLLOWS', 'LOST'])
      .describe('LOST: its process ended, or its result came too late to count'),
    error: z.string().nullable(),
    request: z
      .strictObject({
        method: z.string(),
        url: z.string().describe('Without the values of its query'),
        body: bodyDigest,
      })
      .nullable(),
    response: z.strictObject({ status: z.int().nullable(), body: bodyDigest }).nullable(),
  })
  .meta({ id: 'EffectTry' });

export const effectWithTriesAnswer = effectAnswer
  .extend({
    idempotencyKey: z.string().describe('The same at every try, and told to the receiver'),
    retry: z.strictObject({
      firstGapMs: z.int(),
      gapMaxMs: z.int(),
      giveUpMs: z.int(),
      timeoutMs: z.int().nullable(),
    }),
    tries: z.array(tryAnswer).describe('The last 100'),
  })
  .meta({ id: 'EffectWithTries' });

export const cancelledAnswer = z.strictObject({ cancelled: z.int() });
