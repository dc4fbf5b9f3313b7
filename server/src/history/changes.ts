import type { Change, RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId, LaneRows } from '../accounts/index.ts';
import { type Db, type Hint, insertRows } from '../platform/index.ts';
import { ALL_LANES, LANE_OF_ALL, laneOf } from './lane.ts';
import type { Flusher, Unit } from './store.ts';
import { type Write, writesOf } from './writes.ts';

/**
 * Logs the changes of the unit's world, a row for each record with its changes in order, and queues the ones with readers, in one statement however
 * many they are. The rows of the records are locked by now: change ids are drawn in commit order for one record.
 */
export const flushChanges: Flusher = async (unit) => {
  const { changes } = unit.world;
  if (changes.length === 0) return;
  const { tx, account } = unit;
  unit.tell(() => hintsOf(changes));
  const writes = writesOf(changes, unit.interest);
  if (writes.every(({ wanted }) => wanted.length === 0)) {
    await insertRows(tx, 'writes', [
      { name: 'account_id', type: 'bigint', values: account.id },
      { name: 'object_type_id', type: 'text', values: writes.map(({ ref }) => ref.objectTypeId) },
      { name: 'record_id', type: 'bigint', values: writes.map(({ ref }) => ref.id) },
      { name: 'at', type: 'timestamptz', values: writes.map(({ at }) => at) },
      { name: 'source', type: 'jsonb', values: writes.map(({ source }) => source) },
      { name: 'depth', type: 'smallint', values: writes.map(({ depth }) => depth) },
      { name: 'entries', type: 'jsonb', values: writes.map(entriesOf) },
    ]);
    return;
  }
  unit.wake(pendingChanges);
  await tx`
    with input as materialized (
      select nextval('change_ids') as id, row.* from unnest(
        ${writes.map(({ ref }) => ref.objectTypeId)}::text[], ${writes.map(({ ref }) => ref.id)}::bigint[],
        ${writes.map(({ at }) => at)}::timestamptz[], ${writes.map(({ source }) => source)}::text[],
        ${writes.map(({ depth }) => depth)}::smallint[], ${writes.map(entriesOf)}::text[],
        ${writes.map(({ wanted }) => wanted.join(' '))}::text[],
        ${writes.map(({ ref, leadsElsewhere }) => (leadsElsewhere ? LANE_OF_ALL : laneOf(ref.id)))}::smallint[]
      ) as row (object_type_id, record_id, at, source, depth, entries, wanted, lane)
    ), queued as (
      insert into pending_changes (account_id, lane, change_id, object_type_id, record_id, at)
      select ${account.id}::bigint, lane, id + place::bigint, object_type_id, record_id, at
      from input cross join lateral string_to_table(wanted, ' ') as place
    )
    insert into writes (account_id, id, object_type_id, record_id, at, source, depth, entries)
    select ${account.id}::bigint, id, object_type_id, record_id, at, source::jsonb, depth, entries::jsonb from input`;
};

function entriesOf({ entries }: Write): string {
  return `[${entries.join(',')}]`;
}

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
      select id, after, at from logged_changes
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
  first: (db, account) =>
    db`select null::timestamptz as due_at from pending_changes where account_id = ${account} limit 1`,
  // Lane by lane: over all accounts Citus takes no LIMIT for each row of a function.
  waiting: (db, account, most) => db`
    select at as since, true as is_due from (${ALL_LANES.map(
      (lane) => db`
      (select change_id, at from pending_changes where account_id = ${account} and lane = ${db.unsafe(String(lane))} order by change_id limit ${most})`,
    ).reduce((above, below) => db`${above} union all ${below}`)}) as oldest
    order by change_id limit ${most}`,
};

/**
 * Copies a merged record's past values to the surviving record, each with its instant and its maker. Only values: other
 * events stay with the merged record. Call before the changes of the new record itself are logged.
 */
export async function copyPropertyHistory(unit: Unit, from: RecordRef, toId: string): Promise<void> {
  await unit.tx`
    insert into writes (account_id, id, object_type_id, record_id, kind, before, after, at, source, depth)
    select ${unit.account.id}::bigint, nextval('change_ids'), object_type_id, ${toId}::bigint, 'updated', before, after, at, source, depth
    from (
      select * from logged_changes
      where account_id = ${unit.account.id} and object_type_id = ${from.objectTypeId} and record_id = ${from.id}
        and kind in ('created', 'updated')
      order by id
    ) as had`;
}
