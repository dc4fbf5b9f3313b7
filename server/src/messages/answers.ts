/** The answers of the routes of messages. */
import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type AnswerOf, instantAnswer } from '../platform/index.ts';
import type { KeptHandOff } from './queries/hand-offs.ts';
import type { KeptNotification } from './queries/notifications.ts';

const origin = {
  objectTypeId: z.string(),
  objectId: z.string(),
  flowId: z.string(),
  enrollmentId: z.string(),
  actionId: z.string(),
  at: instantAnswer,
};

export const notificationAnswer = z
  .strictObject({
    id: z.string(),
    userId: z.string(),
    subject: z.string().describe('Plain text'),
    body: z.string().describe('Plain text'),
    ...origin,
    isRead: z.boolean(),
    readAt: instantAnswer.nullable(),
  })
  .meta({ id: 'Notification' });

export const markedAnswer = z.strictObject({ marked: z.int() });

export const handOffAnswer = z
  .strictObject({
    id: z.string(),
    actionTypeId: z.string().describe('Such as "0-40900952", send SMS'),
    content: z
      .record(z.string(), z.unknown())
      .describe('The fields of the action, tokens and values filled in'),
    ...origin,
    isDone: z.boolean(),
    doneAt: instantAnswer.nullable(),
  })
  .meta({ id: 'HandOff' });

export function presentNotification(kept: KeptNotification): AnswerOf<typeof notificationAnswer> {
  const { id, userId, subject, body, readAt } = kept;
  return {
    id,
    userId: String(userId),
    subject,
    body,
    ...originOf(kept),
    isRead: readAt !== null,
    readAt: readAt === null ? null : iso(readAt),
  };
}

export function presentHandOff(kept: KeptHandOff): AnswerOf<typeof handOffAnswer> {
  const { id, actionTypeId, content, doneAt } = kept;
  return {
    id,
    actionTypeId,
    content,
    ...originOf(kept),
    isDone: doneAt !== null,
    doneAt: doneAt === null ? null : iso(doneAt),
  };
}

function originOf({
  objectTypeId,
  recordId,
  flowId,
  enrollmentId,
  actionId,
  at,
}: KeptNotification | KeptHandOff) {
  return { objectTypeId, objectId: recordId, flowId, enrollmentId, actionId, at: iso(at) };
}
