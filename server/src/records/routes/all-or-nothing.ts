import { ApiError, refused } from '../../platform/index.ts';
import type { InputResult } from '../../schema/index.ts';

/**
 * A batch of unmarked inputs is done as a whole or not at all, as in the original: the first input that is refused
 * refuses all, and clients try again one by one. A client that marks inputs with `objectWriteTraceId` is told of each. Missing
 * records are no refusal. `madeId` is the id of a record that the batch would have made.
 */
export function requireAll<T>(
  inputs: readonly { readonly objectWriteTraceId?: string | null | undefined }[],
  outcomes: readonly InputResult<T>[],
  madeId: (value: T) => string | undefined,
): void {
  if (inputs.some(({ objectWriteTraceId }) => objectWriteTraceId)) return;
  const index = outcomes.findIndex((outcome) => !outcome.ok && outcome.error.status !== 404);
  const outcome = outcomes[index];
  if (!outcome || outcome.ok) return;
  const { error } = outcome;
  const holder = error.status === 409 ? error.context?.['id']?.[0] : undefined;
  const twin = outcomes.findIndex((each) => each.ok && holder !== undefined && madeId(each.value) === holder);
  throw twin === -1 ? ofInput(error, index) : sameValue(twin, index);
}

/** The refusal of one input, for the request as a whole. */
function ofInput(
  { status, category, subCategory, message, context, errors }: ApiError,
  index: number,
): ApiError {
  return new ApiError({
    status,
    category,
    message,
    ...(subCategory === undefined ? {} : { subCategory }),
    ...(context === undefined ? {} : { context }),
    errors: errors.map((detail) => ({
      ...detail,
      ...(detail.in === undefined ? {} : { in: `inputs[${index}].${detail.in}` }),
    })),
  });
}

/** The holder of the value would have been made by the same batch: there is no id to point to. */
function sameValue(first: number, second: number): ApiError {
  const path = `inputs[${second}].properties`;
  const message = `${path}: inputs[${first}] has the same value of a property whose values are unique.`;
  return refused(path, 'DUPLICATE_UNIQUE_VALUE', message);
}
