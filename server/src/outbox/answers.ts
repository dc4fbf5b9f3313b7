/** The answers of the routes of the outbox. */
import { z } from 'zod';
import { instantAnswer } from '../platform/index.ts';

export const capturedAnswer = z
  .strictObject({
    id: z.string(),
    at: instantAnswer.describe("On the account's clock"),
    kind: z.string().describe('Such as "webhook"'),
    method: z.string(),
    url: z.string(),
    host: z.string(),
    bodyBytes: z.int(),
    idempotencyKey: z.string().nullable().describe('The same at every try'),
    objectTypeId: z.string().nullable(),
    objectId: z.string().nullable(),
    flowId: z.string().nullable(),
    enrollmentId: z.string().nullable(),
    actionId: z.string().nullable(),
    ruleId: z.string().nullable().describe('The rule that answered it, if one did'),
    status: z.int().nullable().describe('The status of the answer; null when it hung'),
  })
  .meta({ id: 'CapturedRequest' });

export const wholeCapturedAnswer = capturedAnswer
  .extend({
    headers: z.record(z.string(), z.string()),
    body: z.string().nullable().describe('As text; null when there was none, or it was no text'),
    bodyBase64: z.string().optional().describe('A body that is no text'),
  })
  .meta({ id: 'WholeCapturedRequest' });

export const ruleAnswer = z
  .strictObject({
    id: z.string(),
    url: z.string().describe('The pattern of URLs'),
    method: z.string().nullable().describe('Null for any'),
    status: z.int(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    delay: z.int().nullable().describe('Milliseconds; null when it hangs'),
    hang: z.boolean(),
    times: z.int().nullable().describe('How many requests it answers; null for any number'),
    used: z.int(),
    createdAt: instantAnswer,
  })
  .meta({ id: 'OutboxRule' });
