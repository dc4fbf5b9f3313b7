import { type CrmSchema, checkValue, type PropertyValues } from '../crm/index.ts';
import { problem } from './check-answer.ts';
import { type SubmissionMistake, type SubmissionProblem, SubmissionRefused } from './errors.ts';
import type { Answer } from './submission.ts';

export const CONTACT = '0-1';

/**
 * The values of contact properties that a submission gives, in canonical form. Answers for other object types, and for
 * properties that have since been archived or closed, are left to the event. Throws SubmissionRefused.
 */
export function contactValues(answers: readonly Answer[], schema: CrmSchema): PropertyValues {
  const properties = schema.properties(CONTACT);
  const values: Record<string, string | null> = {};
  const problems: SubmissionProblem[] = [];
  for (const { objectTypeId, name, values: given } of answers) {
    const property = properties.get(name);
    if (objectTypeId !== CONTACT || !property || property.readOnlyValue || given.length === 0) continue;
    const several = property.fieldType === 'checkbox';
    const checked = checkValue(property, several ? given.join(';') : given.at(-1));
    if (checked.ok) values[name] = checked.value;
    else
      problems.push(...checked.problems.map(({ code, message }) => problem(mistakeOf(code), name, message)));
  }
  if (problems.length > 0) throw new SubmissionRefused(400, 'The request is not valid', problems);
  return values;
}

function mistakeOf(code: string): SubmissionMistake {
  switch (code) {
    case 'INVALID_EMAIL':
      return 'INVALID_EMAIL';
    case 'INVALID_INTEGER':
      return 'INVALID_NUMBER';
    case 'INVALID_DATE':
      return 'INVALID_DATE';
    case 'INVALID_OPTION':
      return 'VALUE_NOT_IN_FIELD_DEFINITION';
    case 'VALUE_TOO_LONG':
      return 'INPUT_TOO_LARGE';
    default:
      return 'INVALID_VALUE';
  }
}
