import { type CrmSchema, checkValue, type PropertyValues } from '@millrace/core/crm';
import { type Answer, nameOf } from './answer.ts';
import { problem } from './check-answer.ts';
import { type SubmissionMistake, type SubmissionProblem, SubmissionRefused } from './errors.ts';

/** The values that a submission gives, by object type, in canonical form; a type without any is not there. */
export type AnsweredValues = ReadonlyMap<string, PropertyValues>;

/**
 * Holds answers against the properties that they fill. Those to properties that have since been archived or closed are
 * left to the event. Throws SubmissionRefused with everything that is wrong.
 */
export function answeredValues(answers: readonly Answer[], schema: CrmSchema): AnsweredValues {
  const byType = new Map<string, Record<string, string | null>>();
  const problems: SubmissionProblem[] = [];
  for (const answer of answers) {
    const { name, values: given, isListed } = answer;
    const type = schema.objectType(answer.objectTypeId);
    const property = type && schema.properties(type.id).get(name);
    if (!property || property.readOnlyValue) {
      const what = 'Neither the form nor the object type has a field that can be filled in under this name';
      if (!isListed) problems.push(problem('FIELD_NOT_IN_FORM_DEFINITION', nameOf(answer), what));
      continue;
    }
    if (given.length === 0) continue;
    const several = property.fieldType === 'checkbox';
    const checked = checkValue(property, several ? given.join(';') : given.at(-1));
    const values = byType.get(type.id) ?? {};
    byType.set(type.id, values);
    if (checked.ok) values[name] = checked.value;
    else
      problems.push(
        ...checked.problems.map((each) => problem(mistakeOf(each.code), nameOf(answer), each.message)),
      );
  }
  if (problems.length > 0) throw new SubmissionRefused(400, 'The request is not valid', problems);
  return byType;
}

/** The name that a submission has for a mistake in a value. */
export function mistakeOf(code: string): SubmissionMistake {
  switch (code) {
    case 'INVALID_EMAIL':
      return 'INVALID_EMAIL';
    case 'INVALID_INTEGER':
      return 'INVALID_NUMBER';
    case 'INVALID_DATE':
      return 'INVALID_DATE';
    case 'INVALID_OPTION':
      return 'VALUE_NOT_IN_FIELD_DEFINITION';
    case 'MISSING_REQUIRED_PROPERTY':
      return 'REQUIRED_FIELD';
    case 'VALUE_TOO_LONG':
      return 'INPUT_TOO_LARGE';
    default:
      return 'INVALID_VALUE';
  }
}
