import type { Change, RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Db, Fragment } from '../platform/index.ts';
import { CHANGES_OF_WRITE_MAX } from './writes.ts';

/** A change as it is stored. */
export interface LoggedChange extends Change {
  readonly id: string;
}

/** The columns of a change. */
export function changeColumns(db: Db): Fragment {
  return db`id, object_type_id, record_id, kind, before, after, at, source, depth`;
}

/** The start: a change, or an instant. */
export type Since =
  | { readonly kind: 'change'; readonly id: string }
  /** Later than the instant. */
  | { readonly kind: 'instant'; readonly at: EpochMillis };

/** The changes since of the record in the row `wanted`, as a subquery. */
export function changesSince(db: Db, account: AccountId, since: Since): Fragment {
  return db`
    select ${changeColumns(db)} from logged_changes
    where account_id = ${account} and object_type_id = wanted.object_type_id and record_id = wanted.record_id
      and ${since.kind === 'change' ? db`${fromChange(db, db`${since.id}::bigint`)} and id >= ${since.id}::bigint` : db`at > ${since.at}::timestamptz`}
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
      select change.* from (
        select ${writeColumns(db)} from writes
        where account_id = ${account} and object_type_id = ${asked.ref.objectTypeId} and record_id = wanted.record_id
          and at <= ${asked.at}::timestamptz
        order by id desc limit ${asked.most}
      ) as latest cross join lateral ${changesOf(db, 'latest')} as change
    ) as latest
    order by latest.id desc limit ${asked.most}`;
  return rows.map(changeOf);
}

/** What of a write its changes are read from. */
export function writeColumns(db: Db): Fragment {
  return db`account_id, id, object_type_id, record_id, kind, before, after, at, source, depth, entries`;
}

/** The changes of a write, whose columns the statement has under this name. */
export function changesOf(db: Db, name: string): Fragment {
  const write = db(name);
  return db`changes_of(
    ${write}.account_id, ${write}.id, ${write}.object_type_id, ${write}.record_id, ${write}.kind, ${write}.before, ${write}.after,
    ${write}.at, ${write}.source, ${write}.depth, ${write}.entries)`;
}

/** The last id of the write that was drawn last, as a subquery: no change so far has a later one. 0 before the first. */
export function lastChangeId(db: Db): Fragment {
  return db`select case when is_called then last_value + ${CHANGES_OF_WRITE_MAX - 1} else 0 end from change_ids`;
}

/** That a write may hold a change of this id or a later one: how such are found along the index of writes. */
export function fromChange(db: Db, id: Fragment): Fragment {
  return db`write_id > ${id} - ${CHANGES_OF_WRITE_MAX}`;
}

/** A change from its row. */
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
