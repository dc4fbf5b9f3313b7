import { type ApiError, invalid } from '../platform/index.ts';

/** 400: a path or a body names an object type that the account does not have. */
export function unknownObjectType(name: string): ApiError {
  return invalid(
    [{ path: 'objectType', code: 'UNKNOWN_OBJECT_TYPE', message: `There is no object type "${name}".` }],
    `Unable to infer object type from: ${name}`,
  );
}
