/** What the routes of single sends answer. */
import { z } from 'zod';
import { instantAnswer } from '../platform/index.ts';

export const sendAnswer = z
  .strictObject({
    statusId: z.string(),
    status: z.enum(['PENDING', 'PROCESSING', 'CANCELED', 'COMPLETE']),
    sendResult: z.string().optional().describe('Such as "SENT", "ADDRESS_OPTED_OUT" or "IDEMPOTENT_IGNORE"'),
    requestedAt: instantAnswer,
    startedAt: instantAnswer.optional(),
    completedAt: instantAnswer.optional(),
    eventId: z.strictObject({ id: z.string(), created: instantAnswer }).optional(),
    message: z.string().optional(),
  })
  .meta({ id: 'SendStatus' });
