import { checkValue } from '../../../crm/index.ts';
import type { PropertyDefinition, PropertyType } from '../../../property/index.ts';
import type { Value } from '../../definition/index.ts';
import { referencesIn } from '../../values/index.ts';
import type { ActionProblem, CompileContext } from '../action-type.ts';

/** A problem of a value, told of the member that has it, in one sentence. */
export function atMember(path: string, { code, message }: { code: string; message: string }): ActionProblem {
  return { path, code, message: `${path}: ${message.replace(/\.$/, '')}.` };
}

/** The text of a literal value, as far as it is known before any run. */
export function writtenOut(value: Value): string | undefined {
  return value.type === 'STATIC_VALUE' && referencesIn(value.staticValue).length === 0
    ? value.staticValue
    : undefined;
}

/** The problems of a property's value by its source. `checkProperties` finds those of literal values. */
export function foreseenOf(
  value: Value,
  property: PropertyDefinition,
  path: string,
  { schema, objectTypeId }: CompileContext,
): ActionProblem[] {
  switch (value.type) {
    case 'STATIC_VALUE':
      return property.hasUniqueValue && (writtenOut(value) ?? '') !== ''
        ? [takenAfterwards(property, path)]
        : [];
    case 'TIMESTAMP':
    case 'RELATIVE_DATETIME':
      return typesFit('datetime', 'an instant', property, path);
    case 'INCREMENT':
      return property.type === 'number' ? [] : incremented(property, path);
    case 'OBJECT_PROPERTY':
    case 'APPEND_OBJECT_PROPERTY': {
      const name = value.type === 'OBJECT_PROPERTY' ? value.propertyName : value.appendPropertyName;
      const source = schema.properties(objectTypeId).get(name);
      return source
        ? typesFit(source.type, `the property "${name}" of the type ${source.type}`, property, path)
        : [];
    }
    case 'STATIC_APPEND_VALUE': {
      if (referencesIn(value.staticAppendValue).length > 0) return [];
      const checked = checkValue(property, value.staticAppendValue);
      return checked.ok ? [] : checked.problems.map((problem) => atMember(path, problem));
    }
    default:
      return [];
  }
}

/** The fit of a type's values to a property of another type: always, never, or for some values. */
type Fit = 'fits' | 'never fits' | 'may not fit';

const TEXTS: ReadonlySet<PropertyType> = new Set(['string', 'phone_number', 'json', 'object_coordinates']);
const TIMES: ReadonlySet<PropertyType> = new Set(['date', 'datetime']);

function fitOf(from: PropertyType, to: PropertyType): Fit {
  if (from === to || TEXTS.has(to) || (TIMES.has(from) && TIMES.has(to))) return 'fits';
  if (TEXTS.has(from) || from === 'enumeration' || to === 'enumeration') return 'may not fit';
  // Times are kept as text, and a number may be an instant.
  return from === 'number' && TIMES.has(to) ? 'may not fit' : 'never fits';
}

/** Whether what is of one type can be put into a property of another. */
export function typesFit(
  from: PropertyType,
  what: string,
  to: PropertyDefinition,
  path: string,
): ActionProblem[] {
  const fit = fitOf(from, to.type);
  if (fit === 'fits') return [];
  const target = `"${to.name}", which is of the type ${to.type}`;
  if (fit === 'never fits')
    return [{ path, code: 'WRONG_TYPE', message: `${path} puts ${what} into ${target}: it never fits.` }];
  const message = `${path} puts ${what} into ${target}: a run of this action fails when the value does not fit.`;
  return [{ path, code: 'VALUE_MAY_NOT_FIT', message, severity: 'warning' }];
}

function incremented({ name, type }: PropertyDefinition, path: string): ActionProblem[] {
  const what = `${path} increments "${name}", which is of the type ${type}`;
  if (!TEXTS.has(type))
    return [{ path, code: 'WRONG_TYPE', message: `${what}: there is nothing to add to.` }];
  const message = `${what}: a run of this action fails when its value is not a number.`;
  return [{ path, code: 'VALUE_MAY_NOT_FIT', message, severity: 'warning' }];
}

function takenAfterwards({ name }: PropertyDefinition, path: string): ActionProblem {
  const message = `${path} writes one value into "${name}", which is unique: it fails for every record but the first.`;
  return { path, code: 'UNIQUE_VALUE_TAKEN', message, severity: 'warning' };
}
