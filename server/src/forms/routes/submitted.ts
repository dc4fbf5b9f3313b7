import type { EpochMillis } from '@millrace/core/time';
import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import type { Store } from '../../history/index.ts';
import { type AnswerOf, type App, type Caller, page, pageOf, type Sql, whole } from '../../platform/index.ts';
import { hiddenProperties, loadSchema } from '../../schema/index.ts';
import { submissionAnswer } from '../answers.ts';
import { noSuchForm } from '../errors.ts';
import { findForm } from '../queries/forms.ts';
import { type GivenValue, type SubmissionRow, selectSubmissions } from '../queries/submissions.ts';

/** Submissions on one page, as many as the original gives. */
export const SUBMISSIONS_PER_PAGE_MAX = 50;
const SUBMISSIONS_PER_PAGE_USUAL = 20;

/** A cursor: when the last submission of the page was made, and its id among those of that instant. */
const after = z
  .string()
  .regex(/^\d{1,15}-\d{1,18}$/, 'must be the cursor of an earlier page')
  .transform((text) => {
    const [submittedAt, id] = text.split('-') as [string, string];
    return { submittedAt: Number(submittedAt), id };
  })
  .optional();

const query = z.object({
  limit: whole(1, SUBMISSIONS_PER_PAGE_MAX).default(SUBMISSIONS_PER_PAGE_USUAL),
  after,
});

/** The submissions of a form, newest first; archived forms included, as their submissions stay. */
export function submittedRoutes(app: App, { sql }: Store): void {
  const schema = {
    summary: 'List the submissions of a form, newest first',
    params: z.object({ formId: z.guid() }),
    querystring: query,
    response: { 200: pageOf(submissionAnswer) },
  };
  const path = '/form-integrations/v1/submissions/forms/:formId';
  app.get(path, { config: { scopes: ['forms'] }, schema }, async (request) => {
    const { accountId } = request.caller;
    const { formId } = request.params;
    const { limit } = request.query;
    if (!(await findForm(sql, accountId, formId))) throw noSuchForm(formId);
    const rows = await selectSubmissions(sql, accountId, formId, request.query.after, limit + 1);
    const { results, ...paging } = page(rows, limit, cursorOf, request);
    const hidden = await hiddenAnswers(sql, request.caller);
    return { results: results.map((row) => present(row, hidden)), ...paging };
  });
}

/** Whether an answer is the value of a property that the caller may not see. */
async function hiddenAnswers(sql: Sql, caller: Caller): Promise<(answer: GivenValue) => boolean> {
  const { id, schemaVersion } = await readAccount(sql, caller.accountId);
  const schema = await loadSchema(sql, id, schemaVersion);
  return ({ objectTypeId, name }) => {
    const type = schema.objectType(objectTypeId);
    return type !== undefined && hiddenProperties(schema, caller, type).has(name);
  };
}

function cursorOf({ submittedAt, id }: { readonly submittedAt: EpochMillis; readonly id: string }): string {
  return `${submittedAt}-${id}`;
}

function present(
  { submittedAt, answers, pageUrl }: SubmissionRow,
  hidden: (answer: GivenValue) => boolean,
): AnswerOf<typeof submissionAnswer> {
  const values = answers.filter((answer) => !hidden(answer));
  return { submittedAt, values, ...(pageUrl === null ? {} : { pageUrl }) };
}
