import { type Parsed, type Problem, parseWith } from '@millrace/core/problem';
import type { FormDefinition } from './definition.ts';
import { type FormField, fieldSchema, type WrittenField } from './field.ts';

/** Fields that show up when a field has a certain value may themselves have such, down to this depth. */
const DEPENDENT_LEVELS_MAX = 3;

/** Looks into the fields that depend on others: they are fields like any, to a bounded depth. */
export function readDependents(written: FormDefinition<WrittenField>): Parsed<FormDefinition> {
  const problems: Problem[] = [];
  const fieldGroups = written.fieldGroups.map((group, groupIndex) => ({
    ...group,
    fields: group.fields.map((field, index) =>
      readField(field, `fieldGroups[${groupIndex}].fields[${index}]`, DEPENDENT_LEVELS_MAX, problems),
    ),
  }));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { ...written, fieldGroups } };
}

/** The field with its dependents read; what is wrong with them goes to `problems`. */
function readField(field: WrittenField, path: string, levels: number, problems: Problem[]): FormField {
  if (levels === 0 && field.dependentFields.length > 0) {
    const at = `${path}.dependentFields`;
    const message = `${at}: fields depend on each other over at most ${DEPENDENT_LEVELS_MAX} levels.`;
    problems.push({ path: at, code: 'NESTED_TOO_DEEPLY', message });
    return { ...field, dependentFields: [] };
  }
  const dependentFields = field.dependentFields.flatMap(({ dependentCondition, dependentField }, index) => {
    const at = `${path}.dependentFields[${index}].dependentField`;
    const parsed = parseWith(fieldSchema, dependentField, at);
    if (parsed.ok)
      return [{ dependentCondition, dependentField: readField(parsed.value, at, levels - 1, problems) }];
    problems.push(...parsed.problems);
    return [];
  });
  return { ...field, dependentFields };
}
