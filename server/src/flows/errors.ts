import { PROBLEMS_TOLD_MAX, type Problem, quote } from '@millrace/core/problem';
import { ApiError, detailsOf, invalid } from '../platform/index.ts';

/** The original's name for errors about flows. */
const FAMILY = 'FlowApiStandardFriendlyError';

export const FLOW_NOT_FOUND = `${FAMILY}.FLOW_NOT_FOUND_BY_FLOW_ID`;
export const WORKFLOW_NOT_FOUND = `${FAMILY}.FLOW_NOT_FOUND_BY_WORKFLOW_ID`;

/** The kind of request, in the words of the original's texts. */
export type Request = 'creation' | 'update';

/** 400: the flow cannot be saved. The message is the original's, which clients match on; `errors[]` tells what is wrong. */
export function flowRefused(request: Request, problems: readonly Problem[]): ApiError {
  return new ApiError({
    status: 400,
    category: 'BAD_REQUEST',
    subCategory: `${FAMILY}.${request === 'creation' ? 'FLOW_CREATE_BAD_REQUEST' : 'FLOW_UPDATE_BAD_REQUEST'}`,
    message: textOfTheOriginal(problems) ?? `Invalid request to flow ${request}`,
    errors: detailsOf(problems),
  });
}

/** 400: the update is of another revision than the current one. */
export function staleRevision(flowId: string, sent: string, current: string): ApiError {
  const explanation =
    `revisionId is ${quote(sent)}, but flow ${flowId} is at revision ${quote(current)}: it was saved in between. ` +
    'Read the flow again, make your change to what you read, and send its revisionId.';
  return new ApiError({
    status: 400,
    category: 'BAD_REQUEST',
    subCategory: `${FAMILY}.INVALID_REVISION_ID_IN_PUT_REQUEST`,
    message: `INVALID_REVISION_ID_IN_PUT_REQUEST: the revisionId must be that of the current revision, "${current}"`,
    errors: [{ message: explanation, code: 'INVALID_REVISION_ID_IN_PUT_REQUEST', in: 'revisionId' }],
    context: { flowId: [flowId], revisionId: [current] },
  });
}

/** 404: no such flow, or a deleted one. */
export function flowNotFound(flowId: string): ApiError {
  return new ApiError({
    status: 404,
    category: 'OBJECT_NOT_FOUND',
    subCategory: FLOW_NOT_FOUND,
    message: noFlowText(flowId),
    context: { flowId: [flowId] },
  });
}

export function noFlowText(flowId: string): string {
  return `There is no flow with the id ${quote(flowId)}.`;
}

/** 404: the flow never had this revision. */
export function revisionNotFound(flowId: string, revisionId: string): ApiError {
  return new ApiError({
    status: 404,
    category: 'OBJECT_NOT_FOUND',
    subCategory: `${FAMILY}.REVISION_NOT_FOUND`,
    message: `Flow ${flowId} has no revision ${quote(revisionId)}.`,
    context: { flowId: [flowId], revisionId: [revisionId] },
  });
}

/** 400: a listing that must be of given flows is of none, or of too many. */
export function flowIdRequired(given: number, most: number): ApiError {
  const message =
    given === 0 ? 'At least one flowId is required.' : `At most ${most} flowIds may be given, not ${given}.`;
  return invalid([{ path: 'flowId', code: given === 0 ? 'REQUIRED' : 'OUT_OF_RANGE', message }], message);
}

/** 403: the flow touches sensitive properties, and the caller has no scope for them. */
export function flowAccessDenied(lacking: readonly string[]): ApiError {
  const category = `${FAMILY}.FLOW_ACCESS_DENIED`;
  return new ApiError({
    status: 403,
    category,
    subCategory: category,
    message:
      'Access denied. Flow must be accessible via external APIs and contain no sensitive properties unless appropriate sensitive data scopes are provided.',
    errors: [
      {
        message: `The flow reads or writes sensitive properties. Missing: ${lacking.join(', ')}.`,
        code: 'FLOW_ACCESS_DENIED',
        context: { requiredGranularScopes: lacking },
      },
    ],
  });
}

/** The texts that the original gives away: a member that is missing outside of filters, an object type that does not fit. */
function textOfTheOriginal(problems: readonly Problem[]): string | undefined {
  const missing = problems.filter(
    ({ code, path }) => code === 'REQUIRED' && path !== '' && !/filter/i.test(path),
  );
  if (missing.length > 0) {
    const members = new Set(
      missing.slice(0, PROBLEMS_TOLD_MAX).map(({ path }) => path.slice(path.lastIndexOf('.') + 1)),
    );
    return `Some required fields were not set: [${[...members].join(', ')}]`;
  }
  const misfit = problems.find(({ code }) => code === 'OBJECT_TYPE_DOES_NOT_FIT');
  return misfit?.message.split('. ')[0];
}
