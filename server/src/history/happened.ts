import { EVENT_TYPES } from '@millrace/core/criteria';
import type { Happened, Occurrence } from '@millrace/core/flow';
import { occurrencesOf } from '@millrace/core/flow';
import type { RecordRef } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import { changeColumns, changeOf, fromChange, type LoggedChange, lastChangeId } from './logged-changes.ts';

/** Changes in one answer; a wait that has looked at so many is looked at again at once. */
const HAPPENED_MAX = 500;

/** The last change that was drawn by now, the same for all who ask. */
export async function loadLastChange(db: Db, asked: number): Promise<string[]> {
  const [row] = await db`select (${lastChangeId(db)})::text as id`;
  return Array.from({ length: asked }, () => row!['id'] as string);
}

/** What is asked of one record. */
interface Question {
  readonly ref: RecordRef;
  readonly after: string;
  readonly skip: number;
  readonly eventTypeIds: readonly string[];
}

/**
 * The events of records behind changes, raised ones too; in one statement, an answer to each question. Rides the index of writes, no
 * further back than the wait.
 */
export async function loadHappened(
  db: Db,
  account: AccountId,
  questions: readonly Question[],
): Promise<Happened[]> {
  if (questions.length === 0) return [];
  const raises = (eventTypeId: string) =>
    questions.map(({ eventTypeIds }) => String(eventTypeIds.includes(eventTypeId)));
  const rows = await db`
    select question.number, change.* from unnest(
      ${questions.map(({ ref }) => ref.objectTypeId)}::text[], ${questions.map(({ ref }) => ref.id)}::bigint[],
      ${questions.map(({ after }) => after)}::bigint[], ${questions.map(({ skip }) => skip)}::integer[],
      ${questions.map(({ eventTypeIds }) => eventTypeIds.join(' '))}::text[],
      ${raises(EVENT_TYPES.PROPERTY_CHANGED)}::text[], ${raises(EVENT_TYPES.OBJECT_CREATED)}::text[]
    ) with ordinality as question (object_type_id, record_id, after, skip, types, updates, creations, number)
    cross join lateral (
      select * from (
        select ${changeColumns(db)}, write_id from logged_changes
        where account_id = ${account} and object_type_id = question.object_type_id and record_id = question.record_id
          and ${fromChange(db, db`question.after`)} and id > question.after
        order by write_id, id offset question.skip
      ) as later
      where (kind = 'event' and later.after ->> 'eventTypeId' = any(string_to_array(question.types, ' ')))
        or (kind = 'updated' and question.updates::boolean) or (kind = 'created' and question.creations::boolean)
      order by write_id, id limit ${HAPPENED_MAX}
    ) as change
    order by question.number, change.id`;
  const found = Map.groupBy(rows, (row) => Number(row['number']) - 1);
  return questions.map((question, index) => happenedOf(question, (found.get(index) ?? []).map(changeOf)));
}

function happenedOf({ eventTypeIds }: Question, changes: readonly LoggedChange[]): Happened {
  const occurrences: Occurrence[] = changes
    .flatMap(occurrencesOf)
    .filter(({ eventTypeId }) => eventTypeIds.includes(eventTypeId));
  return {
    occurrences,
    lastChangeId: changes.at(-1)?.id ?? null,
    isAll: changes.length < HAPPENED_MAX,
  };
}
