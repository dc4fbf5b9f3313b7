/** The answers of the routes of forms. */
import { z } from 'zod';
import { instantAnswer } from '../platform/index.ts';

/** A field with the members of its kind, and those that depend on it. */
const fieldAnswer = z
  .looseObject({
    fieldType: z.string(),
    objectTypeId: z.string(),
    name: z.string(),
    label: z.string().optional(),
    required: z.boolean(),
    hidden: z.boolean(),
    options: z.array(z.looseObject({ label: z.string(), value: z.string() })).optional(),
    get dependentFields() {
      return z.array(
        z.strictObject({
          dependentCondition: z.looseObject({ operator: z.string() }),
          dependentField: fieldAnswer,
        }),
      );
    },
  })
  .meta({ id: 'FormField' });

export const formAnswer = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    formType: z.literal('hubspot'),
    fieldGroups: z.array(z.looseObject({ groupType: z.string(), fields: z.array(fieldAnswer) })),
    configuration: z.looseObject({
      postSubmitAction: z.looseObject({ type: z.enum(['thank_you', 'redirect_url']), value: z.string() }),
      recaptchaEnabled: z.boolean(),
      lifecycleStages: z.array(z.looseObject({ objectTypeId: z.string(), value: z.string() })),
    }),
    displayOptions: z.looseObject({}),
    legalConsentOptions: z.looseObject({}),
    createdAt: instantAnswer,
    updatedAt: instantAnswer,
    archived: z.boolean(),
    archivedAt: instantAnswer.optional(),
  })
  .meta({ id: 'Form' });

/** The next step of the page. */
export const submittedAnswer = z.union([
  z.strictObject({ inlineMessage: z.string() }),
  z.strictObject({ redirectUri: z.string() }),
]);

/** Submissions have an error shape of their own. */
export const submissionErrorAnswer = z
  .strictObject({
    status: z.literal('error'),
    message: z.string(),
    correlationId: z.string(),
    errors: z.array(z.strictObject({ message: z.string(), errorType: z.string() })),
  })
  .meta({ id: 'SubmissionError' });

export const submissionAnswer = z
  .strictObject({
    submittedAt: z.int().describe('Milliseconds since 1970'),
    values: z.array(z.strictObject({ name: z.string(), value: z.string(), objectTypeId: z.string() })),
    pageUrl: z.string().optional(),
  })
  .meta({ id: 'Submission' });
