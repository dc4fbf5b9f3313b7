import type { Change, RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId, LaneRows } from '../accounts/index.ts';
import type { Db, Hint } from '../platform/index.ts';
import type { Flusher, Unit } from './store.ts';

/**
 * Logs the changes of the unit's world, in order, and queues the ones with readers, in one statement however many they are.
 * The rows of the records are locked by now: change ids are drawn in commit order for one record.
 */
export const flushChanges: Flusher = async (unit) => {
  const { changes } = unit.world;
  if (changes.length === 0) return;
  const wanted = changes.map((change) => unit.interest.wants(change));
  if (wanted.includes(true)) unit.wake(pendingChanges);
  unit.tell(() => hintsOf(changes));
  await unit.tx`
    with input as materialized (
      select nextval('change_ids') as id, row.*
      from unnest(
        ${changes.map((change) => change.ref.objectTypeId)}::text[],
        ${changes.map((change) => change.ref.id)}::bigint[],
        ${changes.map((change) => change.kind)}::text[],
        ${changes.map((change) => json(change.before))}::text[],
        ${changes.map((change) => json(change.after))}::text[],
        ${changes.map((change) => change.at)}::timestamptz[],
        ${changes.map((change) => json(change.source))}::text[],
        ${changes.map((change) => change.depth)}::smallint[],
        ${wanted.map(String)}::text[]
      ) as row (object_type_id, record_id, kind, before, after, at, source, depth, wanted)
    ), queued as (
      insert into pending_changes (account_id, change_id, object_type_id, record_id, at)
      select ${unit.account.id}::bigint, id, object_type_id, record_id, at from input where wanted::boolean
    )
    insert into changes (account_id, id, object_type_id, record_id, kind, before, after, at, source, depth)
    select ${unit.account.id}::bigint, id, object_type_id, record_id, kind, before::jsonb, after::jsonb, at, source::jsonb, depth
    from input`;
};

/** Of each record, and of those of its type. */
function hintsOf(changes: readonly Change[]): Hint[] {
  const types = [...new Set(changes.map(({ ref }) => ref.objectTypeId))];
  return [
    ...changes.map(({ ref: { objectTypeId, id } }) => ({
      topic: `record:${objectTypeId}/${id}`,
      kind: 'record' as const,
      about: { objectTypeId, id },
    })),
    ...types.map((objectTypeId) => ({
      topic: `records:${objectTypeId}`,
      kind: 'records' as const,
      about: { objectTypeId },
    })),
  ];
}

function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** A past or present value of a property, from an instant on; null where it was cleared. */
export interface PropertyVersion {
  readonly value: string | null;
  readonly at: EpochMillis;
}

/** The past and present values of properties, newest first; in one statement, an answer to each question. */
export async function loadPropertyHistory(
  db: Db,
  account: AccountId,
  questions: readonly { readonly ref: RecordRef; readonly property: string }[],
): Promise<PropertyVersion[][]> {
  const answers: PropertyVersion[][] = questions.map(() => []);
  if (questions.length === 0) return answers;
  const rows = await db`
    select question.number, change.after ->> question.property as value, change.at
    from unnest(
      ${questions.map(({ ref }) => ref.objectTypeId)}::text[], ${questions.map(({ ref }) => ref.id)}::bigint[],
      ${questions.map(({ property }) => property)}::text[]
    ) with ordinality as question (object_type_id, record_id, property, number)
    cross join lateral (
      select id, after, at from changes
      where account_id = ${account} and object_type_id = question.object_type_id and record_id = question.record_id
        and kind in ('created', 'updated') and after ? question.property
      offset 0
    ) as change
    order by change.id desc`;
  for (const row of rows)
    answers[Number(row['number']) - 1]!.push({
      value: row['value'] as string | null,
      at: row['at'] as number,
    });
  return answers;
}

/** Changes that are not evaluated yet. */
export const pendingChanges: LaneRows = {
  name: 'changes',
  first: (db) =>
    db`select null::timestamptz as due_at from pending_changes where account_id = accounts.id limit 1`,
  waiting: (db, most) => db`
    select at as since, true as is_due from pending_changes where account_id = accounts.id order by change_id limit ${most}`,
};

/**
 * Copies a merged record's past values to the surviving record, each with its instant and its maker. Only values: other
 * events stay with the merged record. Call before the changes of the new record itself are logged.
 */
export async function copyPropertyHistory(unit: Unit, from: RecordRef, toId: string): Promise<void> {
  await unit.tx`
    insert into changes (account_id, id, object_type_id, record_id, kind, before, after, at, source, depth)
    select account_id, nextval('change_ids'), object_type_id, ${toId}::bigint, 'updated', before, after, at, source, depth
    from (
      select * from changes
      where account_id = ${unit.account.id} and object_type_id = ${from.objectTypeId} and record_id = ${from.id}
        and kind in ('created', 'updated')
      order by id
    ) as had`;
}
