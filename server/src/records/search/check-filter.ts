import type { CrmSchema, ObjectType } from '@millrace/core/crm';
import { type Parsed, type Problem, quote } from '@millrace/core/problem';
import { normalizeComparand, type PropertyDefinition } from '@millrace/core/property';
import { checkMembers } from './check-members.ts';
import type { Condition, Order } from './condition.ts';
import { SEARCH_JOINT_VALUES_MAX, type SearchFilter } from './search-request.ts';
import { choicesIn, type ValueKind, valueKind } from './value-kind.ts';
import { wholeWord, wordsOf } from './words.ts';

const ORDERS: Readonly<Record<string, Order>> = { LT: '<', LTE: '<=', GT: '>', GTE: '>=' };
const OPERATORS = [
  'EQ',
  'NEQ',
  ...Object.keys(ORDERS),
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
];

/** `associations.contact` stands for the ids of the associated contacts. */
export const ASSOCIATIONS = 'associations.';

/** The condition that a filter states, or its problem; `path` is the filter's place in the request. */
export function checkFilter(
  schema: CrmSchema,
  type: ObjectType,
  filter: SearchFilter,
  path: string,
): Parsed<Condition> {
  const { propertyName, operator } = filter;
  if (!OPERATORS.includes(operator)) {
    const allowed = OPERATORS.join(', ');
    return wrong(`${path}.operator`, 'UNKNOWN_OPERATOR', `${quote(operator)} is none of ${allowed}.`);
  }
  const unexpected = checkMembers(filter, path);
  if (unexpected.length > 0) return { ok: false, problems: unexpected };
  const isAbout = `${path}.propertyName`;
  if (propertyName.startsWith(ASSOCIATIONS)) {
    const target = schema.objectType(propertyName.slice(ASSOCIATIONS.length));
    if (target) return checkAssociated(target, filter, path);
    return wrong(isAbout, 'UNKNOWN_OBJECT_TYPE', `there is no object type for ${quote(propertyName)}.`);
  }
  const definition = schema.properties(type.id).get(propertyName);
  if (definition) return checkProperty(definition, filter, path);
  const message = `there is no property ${quote(propertyName)} of ${type.name} records.`;
  return wrong(isAbout, 'PROPERTY_DOESNT_EXIST', message);
}

function checkProperty(
  definition: PropertyDefinition,
  filter: SearchFilter,
  path: string,
): Parsed<Condition> {
  const { operator } = filter;
  const kind = valueKind(definition);
  const property = definition.name;
  switch (operator) {
    case 'HAS_PROPERTY':
    case 'NOT_HAS_PROPERTY':
      return found({ is: 'known', property, negated: operator === 'NOT_HAS_PROPERTY' });
    case 'CONTAINS_TOKEN':
    case 'NOT_CONTAINS_TOKEN':
      return kind.worded ? checkWords(property, filter, path) : doesNotFit(definition, operator, path);
    case 'BETWEEN':
      return kind.ordered
        ? checkRange(definition, kind, filter, path)
        : doesNotFit(definition, operator, path);
    case 'IN':
    case 'NOT_IN':
      return checkList(definition, kind, filter, path);
  }
  const order = ORDERS[operator];
  if (order && !kind.ordered) return doesNotFit(definition, operator, path);
  const wanted = wantedValue(definition, kind, filter.value, `${path}.value`);
  if (!wanted.ok) return wanted;
  if (order) return found({ is: 'ordered', property, kind, order, wanted: wanted.value });
  return found({
    is: 'any',
    property,
    kind,
    wanted: [wanted.value],
    negated: operator === 'NEQ',
    definition,
  });
}

function checkRange(
  definition: PropertyDefinition,
  kind: ValueKind,
  filter: SearchFilter,
  path: string,
): Parsed<Condition> {
  const low = wantedValue(definition, kind, filter.value, `${path}.value`);
  const high = wantedValue(definition, kind, filter.highValue, `${path}.highValue`);
  if (!low.ok || !high.ok) return { ok: false, problems: [...problemsOf(low), ...problemsOf(high)] };
  return found({ is: 'between', property: definition.name, kind, low: low.value, high: high.value });
}

function checkList(
  definition: PropertyDefinition,
  kind: ValueKind,
  filter: SearchFilter,
  path: string,
): Parsed<Condition> {
  const listed = listOf(filter, path);
  if (!listed.ok) return listed;
  const values = listed.value.map((value, index) =>
    wantedValue(definition, kind, value, `${path}.values[${index}]`),
  );
  const problems = values.flatMap(problemsOf);
  if (problems.length > 0) return { ok: false, problems };
  const wanted = values.flatMap((value) => (value.ok ? [value.value] : []));
  const joint = kind.several ? wanted.filter((value) => choicesIn(value).length > 1).length : 0;
  if (joint > SEARCH_JOINT_VALUES_MAX) {
    const most = `at most ${SEARCH_JOINT_VALUES_MAX} values that name several options at once`;
    return wrong(`${path}.values`, 'OUT_OF_RANGE', `there may be ${most}, not ${joint}.`);
  }
  const negated = filter.operator === 'NOT_IN';
  return found({ is: 'any', property: definition.name, kind, wanted, negated, definition });
}

function checkWords(property: string, filter: SearchFilter, path: string): Parsed<Condition> {
  const at = `${path}.value`;
  const words = wordsOf(filter.value ?? '');
  if (words.length === 0)
    return wrong(at, 'REQUIRED', `${filter.operator} looks for a word, and there is none.`);
  const negated = filter.operator === 'NOT_CONTAINS_TOKEN';
  return found({ is: 'words', property, patterns: words.map(wholeWord), negated });
}

function checkAssociated(target: ObjectType, filter: SearchFilter, path: string): Parsed<Condition> {
  const { operator } = filter;
  const objectTypeId = target.id;
  const negated = operator.startsWith('N');
  switch (operator) {
    case 'HAS_PROPERTY':
    case 'NOT_HAS_PROPERTY':
      return found({ is: 'associated', objectTypeId, ids: null, negated });
    case 'EQ':
    case 'NEQ':
    case 'IN':
    case 'NOT_IN': {
      const single = operator === 'EQ' || operator === 'NEQ';
      const listed = single ? found([filter.value ?? '']) : listOf(filter, path);
      if (!listed.ok) return listed;
      const bad = listed.value.findIndex((id) => !/^\d{1,18}$/.test(id));
      if (bad === -1) return found({ is: 'associated', objectTypeId, ids: listed.value, negated });
      const at = single ? `${path}.value` : `${path}.values[${bad}]`;
      return wrong(at, 'INVALID_ID', `${quote(listed.value[bad])} is not the id of a record.`);
    }
    default: {
      const message = `${operator} cannot be asked of associations; EQ, NEQ, IN, NOT_IN, HAS_PROPERTY and NOT_HAS_PROPERTY can.`;
      return wrong(`${path}.operator`, 'INVALID_OPERATOR', message);
    }
  }
}

/** The values of IN and NOT_IN. */
function listOf(filter: SearchFilter, path: string): Parsed<readonly string[]> {
  const { values } = filter;
  if (values && values.length > 0) return found(values);
  return wrong(`${path}.values`, 'REQUIRED', `${filter.operator} needs at least one value.`);
}

function wantedValue(
  definition: PropertyDefinition,
  kind: ValueKind,
  value: string | null | undefined,
  path: string,
): Parsed<string> {
  if (value === undefined || value === null || value === '') {
    return wrong(path, 'REQUIRED', `a value to compare "${definition.name}" with is required.`);
  }
  // Options that are not among the property's are looked for as well: records may have them from before.
  if (definition.type === 'enumeration') {
    if (!kind.several || choicesIn(value).length > 0) return found(kind.wanted(value));
    return wrong(path, 'INVALID_VALUE', `${quote(value)} names no option of "${definition.name}".`);
  }
  const canonical = normalizeComparand(definition, value);
  if (!canonical.ok) return wrong(path, 'INVALID_VALUE', canonical.message);
  return found(kind.wanted(canonical.value ?? ''));
}

function doesNotFit(definition: PropertyDefinition, operator: string, path: string): Parsed<never> {
  const message = `${operator} cannot be asked of "${definition.name}", whose type is ${definition.type}.`;
  return wrong(`${path}.operator`, 'INVALID_OPERATOR', message);
}

function found<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

function wrong(path: string, code: string, message: string): Parsed<never> {
  return { ok: false, problems: [{ path, code, message: `${path}: ${message}` }] };
}

function problemsOf(parsed: Parsed<unknown>): readonly Problem[] {
  return parsed.ok ? [] : parsed.problems;
}
