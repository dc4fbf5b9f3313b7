import { isIP } from 'node:net';
import { quote } from '@millrace/core/problem';
import { z } from 'zod';
import { type Answer, nameOf } from './answer.ts';
import { checkAnswer, missing, problem, unlisted } from './check-answer.ts';
import { type SubmissionProblem, SubmissionRefused } from './errors.ts';
import { type Form, fieldsOf } from './form.ts';

/** Values in a submission at most. */
const VALUES_MAX = 1_000;
const VALUE_CHARACTERS_MAX = 65_536;
/** A page's address and title, and the name of a field. */
const CONTEXT_CHARACTERS_MAX = 4_000;

const answer = z.looseObject({
  objectTypeId: z.string().nullish(),
  name: z.string().min(1).max(CONTEXT_CHARACTERS_MAX),
  value: z.union([z.string(), z.number(), z.boolean()]).nullish(),
});

const text = z.string().max(CONTEXT_CHARACTERS_MAX).nullish();

/** The body of a submission. */
export const submissionBody = z.looseObject({
  fields: z.array(answer).max(VALUES_MAX),
  /** When it was filled in, in epoch milliseconds; now when absent. */
  submittedAt: z
    .union([z.int().min(0), z.string().regex(/^\d{1,16}$/)])
    .transform(Number)
    .nullish(),
  context: z.looseObject({ hutk: text, pageUri: text, pageName: text, ipAddress: text }).nullish(),
  legalConsentOptions: z.looseObject({}).nullish(),
  skipValidation: z.boolean().nullish(),
});

export type SubmissionBody = z.output<typeof submissionBody>;

/**
 * The way in for a submission: `open` to every caller, as pages send it, or `secure`, with a token, as servers do, which
 * add what they know of a person to whatever form is at hand.
 */
export type Door = 'open' | 'secure';

/** A submission, checked against its form. */
export interface Submission {
  readonly answers: readonly Answer[];
  readonly submittedAt: number | undefined;
  readonly pageUri: string | undefined;
  readonly pageName: string | undefined;
}

/** Holds a submission against its form. Throws SubmissionRefused with everything that is wrong. */
export function readSubmission(form: Form, body: SubmissionBody, door: Door): Submission {
  const answers = answersOf(form, body);
  const problems = [
    ...(form.definition.configuration.recaptchaEnabled ? [recaptcha] : []),
    ...contextProblems(body),
    ...(door === 'open' ? unlisted(answers) : []),
    ...(body.skipValidation ? [] : missing(form, answers)),
    ...placed(form, answers).flatMap(({ field, given }) => checkAnswer(field, given)),
  ];
  if (problems.length > 0) throw new SubmissionRefused(400, 'The request is not valid', problems);
  return {
    answers,
    submittedAt: body.submittedAt ?? undefined,
    pageUri: body.context?.pageUri || undefined,
    pageName: body.context?.pageName || undefined,
  };
}

const recaptcha: SubmissionProblem = {
  errorType: 'FORM_HAS_RECAPTCHA_ENABLED',
  message: 'The form asks for a captcha, which a submission over the API cannot answer.',
};

/** Several entries of one name are several choices; empty values say nothing. */
function answersOf(form: Form, body: SubmissionBody): Answer[] {
  const listed = new Set(fieldsOf(form.definition).map(({ field }) => nameOf(field)));
  const answers = new Map<string, Answer & { values: string[] }>();
  for (const { objectTypeId, name, value } of body.fields) {
    const given = { objectTypeId: objectTypeId ?? '0-1', name };
    const key = nameOf(given);
    const isListed = listed.has(key) || body.skipValidation === true;
    const answer = answers.get(key) ?? { ...given, values: [], isListed };
    const written = String(value ?? '');
    if (written.trim() !== '') answer.values.push(written);
    answers.set(key, answer);
  }
  return [...answers.values()];
}

function placed(form: Form, answers: readonly Answer[]) {
  const fields = new Map(fieldsOf(form.definition).map(({ field }) => [nameOf(field), field]));
  return answers.flatMap((given) => {
    const field = fields.get(nameOf(given));
    return field ? [{ field, given }] : [];
  });
}

function contextProblems(body: SubmissionBody): SubmissionProblem[] {
  const problems: SubmissionProblem[] = [];
  const address = body.context?.ipAddress;
  if (address && isIP(address) === 0)
    problems.push({
      errorType: 'INVALID_IP_ADDRESS',
      message: `Error in 'context.ipAddress'. ${quote(address)} is not an IP address`,
    });
  body.fields.forEach(({ objectTypeId, name, value }) => {
    if (typeof value !== 'string' || value.length <= VALUE_CHARACTERS_MAX) return;
    const at = nameOf({ objectTypeId: objectTypeId ?? '0-1', name });
    problems.push(
      problem('INPUT_TOO_LARGE', at, `The value has more than ${VALUE_CHARACTERS_MAX} characters`),
    );
  });
  return problems;
}
