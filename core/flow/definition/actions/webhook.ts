/** Calls a URL. */
import * as z from 'zod';
import { connectionSchema } from '../connection.ts';
import { type DeepReadonly, listOf, optional } from '../members.ts';
import { inputVariableSchema } from '../values.ts';
import { actionIdSchema } from './action-id.ts';

const authSettingsSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('AUTH_KEY'),
    location: z.enum(['HEADER', 'QUERY_PARAM']),
    name: z.string().min(1),
    secretName: z.string().min(1),
  }),
  z.object({ type: z.literal('SIGNATURE'), appId: z.int32() }),
]);
export type WebhookAuthSettings = DeepReadonly<z.infer<typeof authSettingsSchema>>;

const membersSchema = z.object({
  type: z.literal('WEBHOOK'),
  actionId: actionIdSchema,
  method: z.enum(['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']),
  webhookUrl: z.string().min(1),
  queryParams: listOf(inputVariableSchema),
  authSettings: optional(authSettingsSchema),
  connection: optional(connectionSchema),
});
export type WebhookAction = DeepReadonly<z.infer<typeof membersSchema>>;

/** The members that the API has. */
export const WEBHOOK_MEMBERS: ReadonlySet<string> = new Set(Object.keys(membersSchema.shape));

/** Other members pass through, so that lint can say of them that they are not sent; nothing else reads them, and the type has none. */
export const webhookActionSchema = membersSchema.loose() as unknown as typeof membersSchema;
