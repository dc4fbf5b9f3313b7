/** Filter branches where flows carry them. What a filter is, core/criteria says. */
import { z } from 'zod';
import { type Criteria, filterBranchSchema } from './criteria.ts';

/**
 * A filter branch that may be left out. The API's own sample writes `{}` for a branch whose filters are still to be
 * chosen, so that counts as left out too.
 */
export const optionalFilterBranch: z.ZodOptional<z.ZodType<Criteria | undefined>> = z
  .preprocess((input) => (isEmptyObject(input) ? undefined : input), filterBranchSchema.nullish())
  .transform((branch) => branch ?? undefined)
  .optional();

function isEmptyObject(input: unknown): boolean {
  return (
    typeof input === 'object' && input !== null && !Array.isArray(input) && Object.keys(input).length === 0
  );
}
