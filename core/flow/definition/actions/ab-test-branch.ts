/** Splits at random: by percentage, or evenly where no percentage is given. There is no default. */
import * as z from 'zod';
import { connectionSchema } from '../connection.ts';
import { type DeepReadonly, optional } from '../members.ts';
import { actionIdSchema } from './action-id.ts';

export const abTestBranchActionSchema = z.object({
  type: z.literal('AB_TEST_BRANCH'),
  actionId: actionIdSchema,
  testBranches: z.array(
    z.object({ percentage: optional(z.int().min(0).max(100)), connection: optional(connectionSchema) }),
  ),
});
export type AbTestBranchAction = DeepReadonly<z.infer<typeof abTestBranchActionSchema>>;
