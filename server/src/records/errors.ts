import type { ObjectType, UniqueValueTaken } from '@millrace/core/crm';
import { atMost, type Problem } from '@millrace/core/problem';
import { ApiError, conflict, type ErrorDetail, invalid, notFound } from '../platform/index.ts';

/** 404: no such record, or an archived one where only live ones are looked at. */
export function recordNotFound(type: ObjectType, id: string): ApiError {
  return noRecord(type, id, 'object ids are usually numeric.');
}

/** The same where a query could have said that the id is the value of a property. */
export function recordNotFoundBy(type: ObjectType, id: string, idProperty: string | undefined): ApiError {
  if (idProperty !== undefined || /^\d+$/.test(id)) return recordNotFound(type, id);
  const what = isAddress(type, id) ? 'by address' : 'by a property whose values are unique';
  return noRecord(type, id, `to name it ${what} add ?idProperty=${isAddress(type, id) ? 'email' : '…'}`);
}

function noRecord(type: ObjectType, id: string, hint: string): ApiError {
  return notFound(`Object not found. There is no ${type.name} ${JSON.stringify(id)}; ${hint}`, {
    id: [id],
    objectType: [type.name],
  });
}

/** The advice for an input whose id is none, in a few words. */
export function nameIdProperty(type: ObjectType, id: string): string {
  return isAddress(type, id)
    ? 'Add "idProperty": "email"'
    : 'Ids are digits only; for the value of a unique property add "idProperty"';
}

function isAddress(type: ObjectType, id: string): boolean {
  return type.id === '0-1' && id.includes('@');
}

/**
 * 400 for values that do not fit their properties. The message carries the problems as JSON, as clients of the original
 * read them there; `errors[]` carries them once more.
 */
export function invalidProperties(type: ObjectType, all: readonly Problem[]): ApiError {
  const problems = atMost(all);
  const missing = all.filter((problem) => problem.code === 'MISSING_REQUIRED_PROPERTY');
  const only = missing.length === all.length;
  const message = only
    ? `Error creating ${type.fullyQualifiedName}. Some required properties were not set.`
    : `Property values were not valid: ${JSON.stringify(problems.map(asListed))}`;
  return new ApiError({
    status: 400,
    category: 'VALIDATION_ERROR',
    message,
    errors: problems.map(asDetail),
    ...(only ? { context: { properties: missing.map(propertyNameOf) } } : {}),
  });
}

function asListed(problem: Problem) {
  return { isValid: false, message: problem.message, error: problem.code, name: propertyNameOf(problem) };
}

function asDetail(problem: Problem): ErrorDetail {
  return {
    message: problem.message,
    code: problem.code,
    in: problem.path,
    context: { propertyName: [propertyNameOf(problem)] },
  };
}

function propertyNameOf(problem: Problem): string {
  return problem.path.replace(/^properties\./, '');
}

/** 409: another record holds a value that must be unique. */
export function valueTaken(type: ObjectType, property: string, value: string, holderId: string): ApiError {
  if (type.id === '0-1' && property === 'email') {
    return conflict(`Contact already exists. Existing ID: ${holderId}`, { id: [holderId] });
  }
  const label = type.labels.singular ?? type.name;
  return conflict(
    `${label} already exists: record ${holderId} has the value ${JSON.stringify(value)} of the unique property "${property}". Existing ID: ${holderId}`,
    { id: [holderId], propertyName: [property] },
  );
}

export function taken(type: ObjectType, error: UniqueValueTaken): ApiError {
  return valueTaken(type, error.property, error.value, error.holderId);
}

/** 400: records cannot be told apart by this property. */
export function notAnIdProperty(type: ObjectType, name: string): ApiError {
  return invalid([
    {
      path: 'idProperty',
      code: 'PROPERTY_NOT_UNIQUE',
      message: `idProperty "${name}" is not a property of ${type.name} records with unique values.`,
    },
  ]);
}

/** 400 for association types, with the sub-category that clients match on. */
export function invalidAssociationType(problems: readonly Problem[]): ApiError {
  return invalid(problems, problems[0]?.message, 'crm.associations.INVALID_ASSOCIATION_TYPE');
}
