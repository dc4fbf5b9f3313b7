/** Goes by a value: the first branch whose text equals it, else the default. */
import * as z from 'zod';
import { connectionSchema } from '../connection.ts';
import { type DeepReadonly, listOf, nameText, optional } from '../members.ts';
import { valueSchema } from '../values.ts';
import { actionIdSchema } from './action-id.ts';

export const staticBranchActionSchema = z.object({
  type: z.literal('STATIC_BRANCH'),
  actionId: actionIdSchema,
  /** Real flows hold value branches with only a default, and then no input. */
  inputValue: optional(valueSchema),
  staticBranches: listOf(z.object({ branchValue: nameText, connection: optional(connectionSchema) })),
  defaultBranchName: optional(nameText),
  defaultBranch: optional(connectionSchema),
});
export type StaticBranchAction = DeepReadonly<z.infer<typeof staticBranchActionSchema>>;
