import { quote } from '../../../problem/index.ts';
import { referencesIn } from '../../values/index.ts';
import type { Finding, Lint } from './finding.ts';
import { type Input, inputsOf } from './inputs-of.ts';

/** Enrollments are never by a dataset here. */
const OF_DATASETS = 'ENROLLMENT_DATASET_COLUMN';

/** The member of a kind of value that must be a token. */
const TOKEN_MEMBERS: ReadonlyMap<string, string> = new Map([
  ['FETCHED_OBJECT_PROPERTY', 'propertyToken'],
  ['ENROLLMENT_EVENT_PROPERTY', 'enrollmentEventPropertyToken'],
  ['ACTION_OUTPUT_OBJECT_PROPERTY', 'actionOutputPropertyToken'],
  ['SINGLE_OBJECT_COORDINATES', 'coordinatesToken'],
]);

/** Values have supported kinds, and tokens where the kind needs one; steps with other values fail. */
export const valuesAreSupported: Lint = (input) =>
  inputsOf(input).flatMap((each) => (each.kind === 'value' ? ofValue(each) : []));

function ofValue({ type, value, path: at }: Extract<Input, { kind: 'value' }>): Finding[] {
  if (type === OF_DATASETS) {
    const path = `${at}.type`;
    const message = `${path} "${type}" reads a dataset, and no record is enrolled by one here: every run of this action fails.`;
    const fix = 'Take the value from a property, an output, or write it out.';
    return [{ severity: 'error', code: 'DATASET_MISSING', path, message, fix }];
  }
  const member = TOKEN_MEMBERS.get(type);
  const token = member === undefined ? undefined : value[member];
  if (typeof token !== 'string' || referencesIn(token).length > 0) return [];
  const path = `${at}.${member}`;
  const message = `${path} ${quote(token)} is no token: every run of this action fails.`;
  const fix = 'Write a token, such as "{{ fetched_objects.fetched_object_1.name }}".';
  return [{ severity: 'error', code: 'INVALID_TOKEN', path, message, fix }];
}
