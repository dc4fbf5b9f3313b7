import type { Value } from '../definition/index.ts';
import { referencesIn } from './references-in.ts';

/**
 * Whether a value comes from the enrolled record and its passage alone, whatever the record is: so no other record can change it. In doubt it
 * does not.
 */
export function readsRecordAlone(value: Value): boolean {
  switch (value.type) {
    case 'STATIC_VALUE':
      return textReadsRecordAlone(value.staticValue);
    case 'STATIC_APPEND_VALUE':
      return textReadsRecordAlone(value.staticAppendValue);
    case 'OBJECT_PROPERTY':
    case 'APPEND_OBJECT_PROPERTY':
    case 'FIELD_DATA':
    case 'TIMESTAMP':
    case 'RELATIVE_DATETIME':
    case 'INCREMENT':
    case 'ENROLLMENT_DATASET_COLUMN':
      return true;
    case 'ENROLLMENT_EVENT_PROPERTY':
      return textReadsRecordAlone(value.enrollmentEventPropertyToken);
    case 'ACTION_OUTPUT_OBJECT_PROPERTY':
      return textReadsRecordAlone(value.actionOutputPropertyToken);
    case 'LIST':
      return value.values.every(readsRecordAlone);
    case 'FETCHED_OBJECT_PROPERTY':
    case 'SINGLE_OBJECT_COORDINATES':
    case 'MAP':
      return false;
  }
}

/** Roots of tokens that name the enrolled record, or what its passage knows. */
const OWN_ROOTS: ReadonlySet<string> = new Set(['enrolled_object', 'action_outputs', 'enrollment_events']);

/** The same of a text with tokens. */
export function textReadsRecordAlone(text: string): boolean {
  return referencesIn(text).every(([root]) => OWN_ROOTS.has(root));
}
