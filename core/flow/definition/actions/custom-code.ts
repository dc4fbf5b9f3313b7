/** Runs code of the flow's author. */
import * as z from 'zod';
import { connectionSchema } from '../connection.ts';
import { type DeepReadonly, listOf, optional } from '../members.ts';
import { inputVariableSchema } from '../values.ts';
import { actionIdSchema } from './action-id.ts';

export const customCodeActionSchema = z.object({
  type: z.literal('CUSTOM_CODE'),
  actionId: actionIdSchema,
  runtime: z.string(),
  sourceCode: z.string(),
  inputFields: listOf(inputVariableSchema),
  /** Published as ENUMERATION only; real flows hold STRING, NUMBER, DATE, … without options, so any type passes. */
  outputFields: listOf(z.object({ name: z.string().min(1), type: z.string(), options: listOf(z.string()) })),
  secretNames: listOf(z.string()),
  connection: optional(connectionSchema),
});
export type CustomCodeAction = DeepReadonly<z.infer<typeof customCodeActionSchema>>;
