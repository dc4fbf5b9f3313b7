import { type Problem, quote } from '@millrace/core/problem';
import { type ApiError, invalid, notFound, refused } from '../platform/index.ts';
import type { ObjectList } from './list.ts';

/** 404: no such list, or a deleted one. */
export function listNotFound(id: string): ApiError {
  return notFound(`There is no list with the id ${quote(id)}.`, { listId: [id] });
}

/** 404: no list of the object type has this name. */
export function listNameNotFound(objectTypeId: string, name: string): ApiError {
  return notFound(`There is no list named ${quote(name)} of the object type ${objectTypeId}.`, {
    objectTypeId: [objectTypeId],
    listName: [name],
  });
}

export function folderNotFound(id: string): ApiError {
  return notFound(`There is no folder with the id ${quote(id)}.`, { folderId: [id] });
}

export function unknownObjectType(id: string): ApiError {
  return refused(
    'objectTypeId',
    'UNKNOWN_OBJECT_TYPE',
    `objectTypeId ${quote(id)} is not an object type of this account.`,
  );
}

/** Clients that make a list anew with each run tell by this sub-category that it is there already. */
const DUPLICATE_LIST_NAMES = 'ILS.DUPLICATE_LIST_NAMES';

/** 400: names of lists are unique for an object type, whatever their case. `path` is where the request names it. */
export function nameTaken(name: string, path: 'name' | 'listName' | 'listId'): ApiError {
  const message = `The name ${quote(name)} is that of another list of the same object type.`;
  return invalid([{ path, code: 'DUPLICATE_LIST_NAME', message }], message, DUPLICATE_LIST_NAMES);
}

/** 400: the filters cannot be evaluated as they stand. */
export function filtersRefused(problems: readonly Problem[]): ApiError {
  return invalid(problems, `Invalid filters: ${problems[0]?.message ?? 'no detail'}`);
}

/** 400: the filters do not begin as those of a list do. */
export function badRoot(problem: Problem): ApiError {
  return invalid([problem], problem.message, 'ListError.INVALID_BASE_FILTER_BRANCH');
}

/** 400: time points in zones that lists do not know. */
export function badTimeZone(problems: readonly Problem[]): ApiError {
  return invalid(problems, problems[0]?.message, 'ListError.INVALID_TIME_ZONE');
}

/** 400: the members of this list are not put in or taken out by hand. */
export function keptByFilters(list: ObjectList): ApiError {
  return refused(
    'listId',
    'LIST_IS_DYNAMIC',
    `The list ${list.id} is kept by its filters: change these, or the records.`,
  );
}

/** 400: this list has no filters that could be changed. */
export function notKeptByFilters(list: ObjectList): ApiError {
  return refused(
    'listId',
    'LIST_IS_NOT_DYNAMIC',
    `The list ${list.id} is ${list.processingType}: only the filters of a DYNAMIC list are changed.`,
  );
}
