import { quote } from '@millrace/core/problem';
import { type Answer, nameOf } from './answer.ts';
import type { SubmissionMistake, SubmissionProblem } from './errors.ts';
import type { FormField } from './field.ts';
import { type Form, fieldsOf } from './form.ts';

/** Answers to fields that the form does not have. */
export function unlisted(answers: readonly Answer[]): SubmissionProblem[] {
  return answers
    .filter(({ isListed }) => !isListed)
    .map((answer) => problem('FIELD_NOT_IN_FORM_DEFINITION', nameOf(answer), 'The form has no such field'));
}

/** Fields that the form requires and the submission leaves out. */
export function missing(form: Form, answers: readonly Answer[]): SubmissionProblem[] {
  const given = new Set(answers.filter(({ values }) => values.length > 0).map(nameOf));
  return fieldsOf(form.definition)
    .filter(({ field, dependent }) => field.required && !dependent && !given.has(nameOf(field)))
    .map(({ field }) =>
      problem('REQUIRED_FIELD', nameOf(field), `Required field '${nameOf(field)}' is missing`),
    );
}

/** Holds one answer against its field: what the kind of field asks beyond what its property does. */
export function checkAnswer(field: FormField, answer: Answer): SubmissionProblem[] {
  const { values } = answer;
  const name = nameOf(answer);
  switch (field.fieldType) {
    case 'email':
      return values.flatMap((value) => checkDomain(field, name, value));
    case 'number':
      return values.flatMap((value) =>
        Number.isFinite(Number(value))
          ? checkDigits(field, name, value)
          : [problem('INVALID_NUMBER', name, `${quote(value)} is not a number`)],
      );
    case 'phone':
    case 'mobile_phone':
      return values.flatMap((value) => checkDigits(field, name, value));
    case 'multiple_checkboxes':
    case 'dropdown':
    case 'radio':
    case 'payment_link_radio':
      return checkOptions(field, name, values);
    default:
      return [];
  }
}

/** A problem with the field of a submission. */
export function problem(errorType: SubmissionMistake, name: string, what: string): SubmissionProblem {
  return { errorType, message: `Error in 'fields.${name}'. ${what}` };
}

function checkDomain(field: FormField, name: string, value: string): SubmissionProblem[] {
  const domain = value.trim().toLowerCase().split('@').at(-1) ?? '';
  const blocked = field.validation?.blockedEmailDomains?.some((other) => other.toLowerCase() === domain);
  return blocked ? [problem('BLOCKED_EMAIL', name, `Addresses at ${quote(domain)} are not taken`)] : [];
}

function checkDigits(field: FormField, name: string, value: string): SubmissionProblem[] {
  const { minAllowedDigits = 0, maxAllowedDigits = Number.POSITIVE_INFINITY } = field.validation ?? {};
  const count = value.match(/\d/g)?.length ?? 0;
  if (count >= minAllowedDigits && count <= maxAllowedDigits) return [];
  const what = `${quote(value)} must have from ${minAllowedDigits} to ${maxAllowedDigits} digits`;
  return [problem('NUMBER_OUT_OF_RANGE', name, what)];
}

/** A field without options takes what its property takes. */
function checkOptions(field: FormField, name: string, values: readonly string[]): SubmissionProblem[] {
  const options = new Set((field.options ?? []).map((option) => option.value));
  if (options.size === 0) return [];
  const chosen =
    field.fieldType === 'multiple_checkboxes' ? values.flatMap((value) => value.split(';')) : values;
  return chosen
    .filter((value) => value !== '' && !options.has(value))
    .map((value) =>
      problem('VALUE_NOT_IN_FIELD_DEFINITION', name, `${quote(value)} is not one of the field's options`),
    );
}
