import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Db } from '../../platform/index.ts';
import type { RecordKeeper } from '../../records/index.ts';
import type { Submission } from '../submission.ts';

/** A submission as it is kept. */
export interface SubmissionRow {
  readonly id: string;
  readonly submittedAt: EpochMillis;
  readonly pageUrl: string | null;
  readonly answers: readonly GivenValue[];
}

export interface GivenValue {
  readonly name: string;
  readonly value: string;
  readonly objectTypeId: string;
}

export interface NewSubmission {
  readonly formId: string;
  readonly contactId: string;
  readonly submittedAt: EpochMillis;
  readonly submission: Submission;
}

/** Keeps submissions, in one statement, which travels with the next; its failure ends the transaction. */
export function insertSubmissions({ tx, account }: Unit, given: readonly NewSubmission[]): void {
  const pageUrls = given.map(({ submission }) => submission.pageUri?.replaceAll('\0', '') ?? null);
  void tx`
    insert into form_submissions (account_id, form_id, contact_id, submitted_at, page_url, answers)
    select ${account.id}::bigint, form_id, contact_id, submitted_at, page_url, answers::json
    from unnest(
      ${given.map(({ formId }) => formId)}::uuid[], ${given.map(({ contactId }) => contactId)}::bigint[],
      ${given.map(({ submittedAt }) => submittedAt)}::timestamptz[], ${pageUrls}::text[],
      ${given.map(({ submission }) => JSON.stringify(givenValues(submission)))}::text[]
    ) as row (form_id, contact_id, submitted_at, page_url, answers)`.execute();
}

function givenValues({ answers }: Submission): GivenValue[] {
  return answers.flatMap(({ name, objectTypeId, values }) =>
    values.map((value) => ({ name, value, objectTypeId })),
  );
}

/** A stretch of the submissions of a form, the newest first, from after the one that `after` names; it rides the key. */
export async function selectSubmissions(
  db: Db,
  account: AccountId,
  formId: string,
  after: { readonly submittedAt: EpochMillis; readonly id: string } | undefined,
  limit: number,
): Promise<SubmissionRow[]> {
  const rows = await db`
    select id, submitted_at as "submittedAt", page_url as "pageUrl", answers from form_submissions
    where account_id = ${account} and form_id = ${formId}::uuid
      ${after ? db`and (submitted_at, id) < (${after.submittedAt}::timestamptz, ${after.id}::bigint)` : db``}
    order by submitted_at desc, id desc limit ${limit}`;
  return rows as unknown as SubmissionRow[];
}

/** A submission as its contact is told of. */
export interface SubmissionOfContact {
  readonly id: string;
  readonly contactId: string;
  readonly formId: string;
  readonly formName: string;
  readonly submittedAt: EpochMillis;
  readonly pageUrl: string | null;
}

/** The latest submissions of contacts, so many of each, the latest first; in one statement. Rides form_submissions_by_contact. */
export async function selectSubmissionsOf(
  db: Db,
  account: AccountId,
  contactIds: readonly string[],
  most: number,
): Promise<SubmissionOfContact[]> {
  if (contactIds.length === 0) return [];
  const rows = await db`
    select submission.id, wanted.id as "contactId", submission.form_id as "formId", form.name as "formName",
           submission.submitted_at as "submittedAt", submission.page_url as "pageUrl"
    from unnest(${[...contactIds]}::bigint[]) as wanted (id)
    cross join lateral (
      select * from form_submissions where account_id = ${account} and contact_id = wanted.id
      order by submitted_at desc, id desc limit ${most}
    ) as submission
    cross join lateral (
      select name from forms where account_id = ${account} and id = submission.form_id offset 0
    ) as form
    order by submission.submitted_at desc, submission.id desc`;
  return rows as unknown as SubmissionOfContact[];
}

/** The submissions of contacts that are erased or merged. */
export const submissionKeeper: RecordKeeper = {
  async erase({ tx, account }, { objectTypeId, id }) {
    if (objectTypeId !== '0-1') return;
    await tx`delete from form_submissions where account_id = ${account.id} and contact_id = ${id}`;
  },

  async merge({ tx, account }, from, to) {
    if (from.objectTypeId !== '0-1') return;
    await tx`
      update form_submissions set contact_id = ${to.id} where account_id = ${account.id} and contact_id = ${from.id}`;
  },
};
