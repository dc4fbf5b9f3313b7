import { quote } from '@millrace/core/problem';
import { type ApiError, notFound } from '../platform/index.ts';

export function appNotFound(appId: number): ApiError {
  return notFound(`This account has no app ${appId}.`, { appId: [String(appId)] });
}

export function definitionNotFound(appId: number, definitionId: string): ApiError {
  return notFound(`The app ${appId} has no action with the definition ${quote(definitionId)}.`, {
    appId: [String(appId)],
    definitionId: [definitionId],
  });
}

export function revisionNotFound(definitionId: string, revisionId: string): ApiError {
  return notFound(`The definition ${definitionId} has no revision ${quote(revisionId)}.`, {
    definitionId: [definitionId],
    revisionId: [revisionId],
  });
}

export function functionNotFound(definitionId: string, functionType: string, functionId: string): ApiError {
  const named = functionId === '' ? 'without an id' : `with the id ${quote(functionId)}`;
  return notFound(`The definition ${definitionId} has no function ${functionType} ${named}.`, {
    definitionId: [definitionId],
    functionType: [functionType],
    ...(functionId === '' ? {} : { functionId: [functionId] }),
  });
}
