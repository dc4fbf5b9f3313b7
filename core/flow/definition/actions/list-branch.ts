/** Goes by filters: the first branch whose filters the record matches, else the default. */
import * as z from 'zod';
import { filterBranchSchema } from '../../../criteria/index.ts';
import { connectionSchema } from '../connection.ts';
import { type DeepReadonly, nameText, optional } from '../members.ts';
import { actionIdSchema } from './action-id.ts';

export const listBranchActionSchema = z.object({
  type: z.literal('LIST_BRANCH'),
  actionId: actionIdSchema,
  /** Required: a misspelt member would otherwise send every record to the default in silence. */
  listBranches: z.array(
    z.object({
      branchName: optional(nameText),
      filterBranch: optional(filterBranchSchema),
      connection: optional(connectionSchema),
    }),
  ),
  defaultBranchName: optional(nameText),
  defaultBranch: optional(connectionSchema),
});
export type ListBranchAction = DeepReadonly<z.infer<typeof listBranchActionSchema>>;
