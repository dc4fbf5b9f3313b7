import { BOOL_OPTIONS, PLAIN_PROPERTY } from '@millrace/core/crm';
import type { Parsed, Problem } from '@millrace/core/problem';
import type { PropertyDefinition } from '@millrace/core/property';
import { canBeUnique, fits, type PropertyCreate, type PropertyUpdate } from './definition-input.ts';

/** A new definition of what a request says, if it holds together. */
export function define(input: PropertyCreate, groups: ReadonlySet<string>): Parsed<PropertyDefinition> {
  const definition: PropertyDefinition = {
    ...PLAIN_PROPERTY,
    ...withoutUndefined(input),
    options: input.options ?? (input.type === 'bool' ? BOOL_OPTIONS : []),
    calculated: input.fieldType === 'calculation_equation',
    readOnlyValue: input.fieldType === 'calculation_equation',
  };
  return checked(definition, groups);
}

/** The definition with what a request changes. */
export function redefine(
  present: PropertyDefinition,
  update: PropertyUpdate,
  groups: ReadonlySet<string>,
): Parsed<PropertyDefinition> {
  return checked({ ...present, ...withoutUndefined(update) }, groups);
}

function checked(definition: PropertyDefinition, groups: ReadonlySet<string>): Parsed<PropertyDefinition> {
  const problems: Problem[] = [];
  const problem = (path: string, code: string, message: string) => problems.push({ path, code, message });
  const { type, fieldType, groupName, options, hasUniqueValue } = definition;
  if (!fits(fieldType, type)) {
    problem(
      'fieldType',
      'INVALID_FIELD_TYPE',
      `fieldType "${fieldType}" cannot show values of type "${type}".`,
    );
  }
  if (!groups.has(groupName)) {
    problem('groupName', 'PROPERTY_GROUP_NOT_FOUND', `groupName: there is no property group "${groupName}".`);
  }
  if (hasUniqueValue && !canBeUnique(definition)) {
    problem(
      'hasUniqueValue',
      'INVALID_UNIQUE_PROPERTY',
      `hasUniqueValue: values of type "${type}" cannot be kept unique.`,
    );
  }
  const values = new Set<string>();
  options.forEach(({ value }, index) => {
    if (values.has(value)) {
      problem(
        `options[${index}].value`,
        'DUPLICATE_OPTION',
        `options[${index}].value "${value}" is there already.`,
      );
    }
    values.add(value);
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: definition };
}

/** A member given as undefined must not hide the default. */
function withoutUndefined<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
