import type { Change } from '@millrace/core/record';
import type { Unit } from './store.ts';

/**
 * Logs changes, in order, and queues those that somebody reads, in one statement however many they are.
 * The rows of the records must be locked already: change ids are drawn in commit order for one record.
 */
export async function logChanges(unit: Unit, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const wanted = changes.map((change) => unit.interest.wants(change));
  if (wanted.includes(true)) unit.wake('changes');
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
        ${wanted.map(String)}::boolean[]
      ) as row (object_type_id, record_id, kind, before, after, at, source, depth, wanted)
    ), queued as (
      insert into pending_changes (account_id, change_id, object_type_id, record_id, at)
      select ${unit.account.id}::bigint, id, object_type_id, record_id, at from input where wanted
    )
    insert into changes (account_id, id, object_type_id, record_id, kind, before, after, at, source, depth)
    select ${unit.account.id}::bigint, id, object_type_id, record_id, kind, before::jsonb, after::jsonb, at, source::jsonb, depth
    from input`;
}

function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
