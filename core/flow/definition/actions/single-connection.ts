/** Every other action: its `actionTypeId` says which, and only that type can read its `fields`. */
import * as z from 'zod';
import { connectionSchema } from '../connection.ts';
import { type DeepReadonly, idText, optional, withDefault } from '../members.ts';
import { actionIdSchema } from './action-id.ts';

export const singleConnectionActionSchema = z.object({
  type: z.literal('SINGLE_CONNECTION'),
  actionId: actionIdSchema,
  /** `0-<n>` built in, `1-<n>` of an app. */
  actionTypeId: idText,
  actionTypeVersion: withDefault(z.int32(), 0),
  /** Any JSON: the published type says objects, real flows hold strings, arrays and objects. */
  fields: withDefault(z.record(z.string(), z.unknown()), {}),
  connection: optional(connectionSchema),
});
export type SingleConnectionAction = DeepReadonly<z.infer<typeof singleConnectionActionSchema>>;
