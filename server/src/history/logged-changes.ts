import type { Change, RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Db, Fragment } from '../platform/index.ts';

/** A change as it is stored. */
export interface LoggedChange extends Change {
  readonly id: string;
}

/** The start: a change, or an instant. */
export type Since =
  | { readonly kind: 'change'; readonly id: string }
  /** Later than the instant. */
  | { readonly kind: 'instant'; readonly at: EpochMillis };

/** The changes since of the record in the row `wanted`, as a subquery. */
export function changesSince(db: Db, account: AccountId, since: Since): Fragment {
  return db`
    select * from changes
    where account_id = ${account} and object_type_id = wanted.object_type_id and record_id = wanted.record_id
      and ${since.kind === 'change' ? db`id >= ${since.id}::bigint` : db`at > ${since.at}::timestamptz`}
    offset 0`;
}

/** The changes of records since, in order. */
export async function loadChangesSince(
  db: Db,
  account: AccountId,
  refs: readonly RecordRef[],
  since: Since,
): Promise<LoggedChange[]> {
  if (refs.length === 0) return [];
  const rows = await db`
    select change.* from unnest(
      ${refs.map((ref) => ref.objectTypeId)}::text[], ${refs.map((ref) => ref.id)}::bigint[]
    ) as wanted (object_type_id, record_id)
    cross join lateral (${changesSince(db, account, since)}) as change
    order by change.id`;
  return rows.map(changeOf);
}

/** The newest changes of a record, under all its ids, up to a moment; newest first. */
export async function latestChanges(
  db: Db,
  account: AccountId,
  asked: {
    readonly ref: RecordRef;
    readonly recordIds: readonly string[];
    readonly at: EpochMillis;
    readonly most: number;
  },
): Promise<LoggedChange[]> {
  const rows = await db`
    select latest.* from unnest(${asked.recordIds as string[]}::bigint[]) as wanted (record_id)
    cross join lateral (
      select * from changes
      where account_id = ${account} and object_type_id = ${asked.ref.objectTypeId} and record_id = wanted.record_id
        and at <= ${asked.at}::timestamptz
      order by id desc limit ${asked.most}
    ) as latest
    order by latest.id desc limit ${asked.most}`;
  return rows.map(changeOf);
}

/** The id of the last change that was drawn, as a subquery; 0 before the first. */
export function lastChangeId(db: Db): Fragment {
  return db`select case when is_called then last_value else 0 end from change_ids`;
}

/** A change from a row of `changes`. */
export function changeOf(row: Record<string, unknown>): LoggedChange {
  return {
    id: row['id'] as string,
    ref: { objectTypeId: row['object_type_id'] as string, id: row['record_id'] as string },
    kind: row['kind'] as Change['kind'],
    before: row['before'] as Change['before'],
    after: row['after'] as Change['after'],
    at: row['at'] as number,
    source: row['source'] as Change['source'],
    depth: row['depth'] as number,
  };
}
