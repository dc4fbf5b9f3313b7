import type { CrmSchema } from '@millrace/core/crm';
import { type Parsed, type Problem, quote } from '@millrace/core/problem';
import type { PropertyDefinition } from '@millrace/core/property';
import type { FieldGroup, FormDefinition } from './definition.ts';
import type { FormField } from './field.ts';
import { fieldsOf, type PlacedField } from './form.ts';

/** Holds the fields of a form against the properties they fill: what they leave out comes from there. */
export function completeFields(definition: FormDefinition, schema: CrmSchema): Parsed<FormDefinition> {
  const fields = fieldsOf(definition);
  const problems = [
    ...fields.flatMap((placed) => checkField(placed, schema)),
    ...repeated(fields),
    ...lifecycleProblems(definition, schema),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const groups = definition.fieldGroups.map(
    (group): FieldGroup => ({ ...group, fields: group.fields.map((field) => completed(field, schema)) }),
  );
  return { ok: true, value: { ...definition, fieldGroups: groups } };
}

function checkField({ field, path }: PlacedField, schema: CrmSchema): Problem[] {
  const type = schema.objectType(field.objectTypeId);
  if (!type) {
    const message = `${path}.objectTypeId: there is no object type ${quote(field.objectTypeId)}.`;
    return [{ path: `${path}.objectTypeId`, code: 'UNKNOWN_OBJECT_TYPE', message }];
  }
  const property = schema.properties(type.id).get(field.name);
  const at = `${path}.name`;
  if (!property) {
    const message = `${at}: ${type.name} records have no property ${quote(field.name)}.`;
    return [{ path: at, code: 'PROPERTY_DOESNT_EXIST', message }];
  }
  if (property.readOnlyValue) {
    const message = `${at}: ${quote(field.name)} is read only and cannot be filled in.`;
    return [{ path: at, code: 'READ_ONLY_VALUE', message }];
  }
  return [];
}

function repeated(fields: readonly PlacedField[]): Problem[] {
  const seen = new Set<string>();
  return fields.flatMap(({ field, path, dependent }) => {
    const key = `${field.objectTypeId}/${field.name}`;
    // Several fields may bring up the same dependent field.
    if (dependent) return [];
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `${path}.name: the form has another field for ${quote(field.name)}.`;
    return [{ path: `${path}.name`, code: 'DUPLICATE_FIELD', message }];
  });
}

function lifecycleProblems(definition: FormDefinition, schema: CrmSchema): Problem[] {
  return definition.configuration.lifecycleStages.flatMap(({ objectTypeId, value }, index) => {
    const options = schema.properties(objectTypeId).get('lifecyclestage')?.options;
    if (options?.some((option) => option.value === value)) return [];
    const path = `configuration.lifecycleStages[${index}]`;
    const message = `${path}: ${quote(value)} is not a lifecycle stage of object type ${quote(objectTypeId)}.`;
    return [{ path, code: 'INVALID_OPTION', message }];
  });
}

const CHOICES: ReadonlySet<string> = new Set([
  'multiple_checkboxes',
  'dropdown',
  'radio',
  'payment_link_radio',
]);

function completed(field: FormField, schema: CrmSchema): FormField {
  const type = schema.objectType(field.objectTypeId)!;
  const property = schema.properties(type.id).get(field.name)!;
  return {
    ...field,
    objectTypeId: type.id,
    label: field.label ?? property.label,
    ...(CHOICES.has(field.fieldType) ? { options: field.options ?? optionsOf(property) } : {}),
    dependentFields: field.dependentFields.map((dependent) => ({
      ...dependent,
      dependentField: completed(dependent.dependentField, schema),
    })),
  };
}

function optionsOf(property: PropertyDefinition) {
  return property.options
    .filter((option) => !option.hidden)
    .map(({ label, value, displayOrder }) => ({ label, value, displayOrder }));
}
