import { z } from 'zod';
import type { ClaimedEffect } from '../../../effects/index.ts';
import { METHODS } from '../../../outgoing/index.ts';

const auth = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('AUTH_KEY'),
    name: z.string(),
    location: z.enum(['HEADER', 'QUERY_PARAM']),
    secretName: z.string(),
  }),
  z.object({ type: z.literal('SIGNATURE'), appId: z.int() }),
]);
export type WebhookAuth = z.output<typeof auth>;

const schema = z.object({
  objectTypeId: z.string(),
  recordId: z.string(),
  method: z.enum(METHODS),
  url: z.string(),
  body: z.enum(['record', 'none']),
  auth: auth.optional(),
});
export type WebhookRequest = z.output<typeof schema>;

/** What the action has asked for, as it is stored. */
export function webhookRequestOf({ request }: Pick<ClaimedEffect, 'request'>): WebhookRequest {
  return schema.parse(request);
}
