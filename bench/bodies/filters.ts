/** Filters as clients of the API write them. */

type Json = Readonly<Record<string, unknown>>;

export function anyOf(...filterBranches: Json[]): Json {
  return { filterBranchType: 'OR', filterBranchOperator: 'OR', filterBranches, filters: [] };
}

export function allOf(...filters: Json[]): Json {
  return { filterBranchType: 'AND', filterBranchOperator: 'AND', filterBranches: [], filters };
}

export function textIs(property: string, ...values: string[]): Json {
  return filter(property, 'MULTISTRING', 'IS_EQUAL_TO', { values });
}

export function textContains(property: string, ...values: string[]): Json {
  return filter(property, 'MULTISTRING', 'CONTAINS', { values });
}

export function choiceIs(property: string, ...values: string[]): Json {
  return filter(property, 'ENUMERATION', 'IS_ANY_OF', { values });
}

export function choiceIsNot(property: string, ...values: string[]): Json {
  return filter(property, 'ENUMERATION', 'IS_NONE_OF', { values });
}

export function numberIsAtLeast(property: string, value: number): Json {
  return filter(property, 'NUMBER', 'IS_GREATER_THAN_OR_EQUAL_TO', { value });
}

export function flagIs(property: string, value: boolean): Json {
  return filter(property, 'BOOL', 'IS_EQUAL_TO', { value });
}

export function isAfter(property: string, timestamp: number): Json {
  return filter(property, 'DATETIME', 'IS_AFTER', { timestamp });
}

export function isKnown(property: string): Json {
  return filter(property, 'ALL_PROPERTY', 'IS_KNOWN', {});
}

function filter(property: string, operationType: string, operator: string, members: Json): Json {
  const operation = { operationType, operator, includeObjectsWithNoValueSet: false, ...members };
  return { filterType: 'PROPERTY', property, operation };
}
