import { type EpochMillis, iso } from '@millrace/core/time';
import type { AnswerOf } from '../platform/index.ts';
import type { formAnswer } from './answers.ts';
import type { FormDefinition } from './definition.ts';
import type { FormField } from './field.ts';

export interface Form {
  /** A uuid, in lower case. */
  readonly id: string;
  readonly definition: FormDefinition;
  readonly createdAt: EpochMillis;
  readonly updatedAt: EpochMillis;
  readonly archivedAt: EpochMillis | null;
}

/** A form as it is answered. */
export function present({
  id,
  definition,
  createdAt,
  updatedAt,
  archivedAt,
}: Form): AnswerOf<typeof formAnswer> {
  return {
    id,
    ...definition,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    archived: archivedAt !== null,
    ...(archivedAt === null ? {} : { archivedAt: iso(archivedAt) }),
  };
}

/** A field and where it stands in the form; a field that depends on another is never required by itself. */
export interface PlacedField {
  readonly field: FormField;
  readonly path: string;
  readonly dependent: boolean;
}

/** Every field of a form, those that depend on others too. */
export function fieldsOf(definition: FormDefinition): PlacedField[] {
  return definition.fieldGroups.flatMap((group, groupIndex) =>
    group.fields.flatMap((field, index) =>
      withDependents(field, `fieldGroups[${groupIndex}].fields[${index}]`, false),
    ),
  );
}

function withDependents(field: FormField, path: string, dependent: boolean): PlacedField[] {
  return [
    { field, path, dependent },
    ...field.dependentFields.flatMap(({ dependentField }, index) =>
      withDependents(dependentField, `${path}.dependentFields[${index}].dependentField`, true),
    ),
  ];
}
