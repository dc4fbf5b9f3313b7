import { type Parsed, type Problem, parseWith, quote } from '@millrace/core/problem';
import { z } from 'zod';
import type { Members } from './actions/index.ts';

/** Groups, and filters of one group, as lists of the original had them. */
const FILTER_GROUPS_MAX = 50;
const GROUP_FILTERS_MAX = 50;

/** Other members say more than is understood here, so they are refused; these change nothing. */
const filter = z.strictObject({
  property: z.string().min(1),
  operator: z.string(),
  type: z.string().nullish(),
  value: z
    .union([z.string(), z.number(), z.boolean()])
    .nullish()
    .transform((value) => String(value ?? '')),
  withinTimeMode: z.literal('PAST').nullish(),
  filterFamily: z.literal('PropertyValue').nullish(),
});
type Filter = z.infer<typeof filter>;

const groups = z.array(z.array(filter).min(1).max(GROUP_FILTERS_MAX)).min(1).max(FILTER_GROUPS_MAX);

/**
 * Filters of the older lists, any group of which must hold whole, as a filter branch of a flow. Only filters on
 * properties of the contact. `at` is their place in the body.
 */
export function filterBranchOf(input: unknown, at: string): Parsed<Members> {
  const parsed = parseWith(groups, input, at);
  if (!parsed.ok) return parsed;
  const problems: Problem[] = [];
  const filterBranches = parsed.value.map((group, groupIndex) => {
    const filters = group.flatMap((each, index) => {
      const operation = operationOf(each);
      if (operation) return [{ filterType: 'PROPERTY', property: each.property, operation }];
      problems.push(unsupported(each, `${at}[${groupIndex}][${index}].operator`));
      return [];
    });
    return { filterBranchType: 'AND', filterBranchOperator: 'AND', filters, filterBranches: [] };
  });
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: { filterBranchType: 'OR', filterBranchOperator: 'OR', filters: [], filterBranches },
  };
}

/** Whether there is anything to filter by. */
export function hasFilters(input: unknown): boolean {
  return input !== undefined && input !== null && !(Array.isArray(input) && input.flat().length === 0);
}

/** By type and operator: the operation type and operator of today. On contacts no value is met by "not". */
const OPERATORS: Readonly<Record<string, readonly [operationType: string, operator: string]>> = {
  'string EQ': ['MULTISTRING', 'IS_EQUAL_TO'],
  'string NEQ': ['MULTISTRING', 'IS_NOT_EQUAL_TO'],
  'string CONTAINS': ['MULTISTRING', 'CONTAINS'],
  'string NOT_CONTAINS': ['MULTISTRING', 'DOES_NOT_CONTAIN'],
  'enumeration SET_ANY': ['ENUMERATION', 'IS_ANY_OF'],
  'enumeration SET_NOT_ANY': ['ENUMERATION', 'IS_NONE_OF'],
  'enumeration SET_ALL': ['ENUMERATION', 'CONTAINS_ALL'],
  'enumeration SET_NOT_ALL': ['ENUMERATION', 'DOES_NOT_CONTAIN_ALL'],
  'enumeration SET_EQ': ['ENUMERATION', 'IS_EXACTLY'],
  'enumeration SET_NEQ': ['ENUMERATION', 'IS_NOT_EXACTLY'],
  'number EQ': ['NUMBER', 'IS_EQUAL_TO'],
  'number NEQ': ['NUMBER', 'IS_NOT_EQUAL_TO'],
  'number GT': ['NUMBER', 'IS_GREATER_THAN'],
  'number GTE': ['NUMBER', 'IS_GREATER_THAN_OR_EQUAL_TO'],
  'number LT': ['NUMBER', 'IS_LESS_THAN'],
  'number LTE': ['NUMBER', 'IS_LESS_THAN_OR_EQUAL_TO'],
  'bool EQ': ['BOOL', 'IS_EQUAL_TO'],
  'bool NEQ': ['BOOL', 'IS_NOT_EQUAL_TO'],
};

function operationOf({ operator, type, value }: Filter): Members | undefined {
  if (operator === 'IS_EMPTY') return allProperty('IS_UNKNOWN');
  if (operator === 'IS_NOT_EMPTY') return allProperty('IS_KNOWN');
  const known = OPERATORS[`${type ?? 'string'} ${operator}`];
  const wanted = known && valueFor(known[0], value);
  if (!known || !wanted) return undefined;
  const [operationType, name] = known;
  const includeObjectsWithNoValueSet = name.includes('NOT') || name === 'IS_NONE_OF';
  return { operationType, operator: name, ...wanted, includeObjectsWithNoValueSet };
}

function allProperty(operator: string): Members {
  return { operationType: 'ALL_PROPERTY', operator, includeObjectsWithNoValueSet: false };
}

/** Several values stand in one text, with semicolons between them. */
function valueFor(operationType: string, value: string): Members | undefined {
  const values = value.split(';').filter((each) => each !== '');
  switch (operationType) {
    case 'NUMBER':
      return value.trim() !== '' && Number.isFinite(Number(value)) ? { value: Number(value) } : undefined;
    case 'BOOL':
      return value === 'true' || value === 'false' ? { value: value === 'true' } : undefined;
    default:
      return values.length > 0 ? { values } : undefined;
  }
}

function unsupported({ operator, type, value }: Filter, path: string): Problem {
  const message = `${path} ${quote(operator)} on ${type ?? 'string'} with the value ${quote(value)} is not understood here: make the flow through /automation/v4/flows.`;
  return { path, code: 'NOT_SUPPORTED', message };
}
