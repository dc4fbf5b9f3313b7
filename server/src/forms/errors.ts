import { type ApiError, conflict, notFound } from '../platform/index.ts';

export function noSuchForm(id: string): ApiError {
  return notFound(`There is no form ${id}.`, { formId: [id] });
}

export function formIdTaken(id: string): ApiError {
  return conflict(`There is a form ${id} already.`, { formId: [id] });
}

/** The kinds of mistakes in a submission, by the original's names. */
export type SubmissionMistake =
  | 'BLOCKED_EMAIL'
  | 'FIELD_NOT_IN_FORM_DEFINITION'
  | 'FORM_HAS_RECAPTCHA_ENABLED'
  | 'INPUT_TOO_LARGE'
  | 'INVALID_DATE'
  | 'INVALID_EMAIL'
  | 'INVALID_IP_ADDRESS'
  | 'INVALID_NUMBER'
  | 'INVALID_VALUE'
  | 'NUMBER_OUT_OF_RANGE'
  | 'REQUIRED_FIELD'
  | 'VALUE_NOT_IN_FIELD_DEFINITION';

export interface SubmissionProblem {
  readonly message: string;
  readonly errorType: SubmissionMistake;
}

/** A submission is refused; submissions have an error shape of their own. */
export class SubmissionRefused extends Error {
  override readonly name = 'SubmissionRefused';
  readonly status: 400 | 404;
  readonly errors: readonly SubmissionProblem[];

  constructor(status: 400 | 404, message: string, errors: readonly SubmissionProblem[] = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}
