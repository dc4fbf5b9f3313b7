import type { RecordEvent, RecordRef } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import type { Flusher, Unit } from './store.ts';

/** Stores the events of the unit's world; each has logged its change there. */
export const flushEvents: Flusher = async ({ tx, account, times, world: { events } }) => {
  if (events.length === 0) return;
  await tx`
    insert into events (account_id, object_type_id, record_id, event_type_id, properties, occurred_at, at)
    select ${account.id}::bigint, object_type_id, record_id, event_type_id, properties::jsonb, occurred_at, at
    from unnest(
      ${events.map((event) => event.ref.objectTypeId)}::text[],
      ${events.map((event) => event.ref.id)}::bigint[],
      ${events.map((event) => event.eventTypeId)}::text[],
      ${events.map((event) => JSON.stringify(event.properties))}::text[],
      ${events.map((event) => event.occurredAt)}::timestamptz[], ${events.map((event) => times.of(event.ref.id))}::timestamptz[]
    ) as row (object_type_id, record_id, event_type_id, properties, occurred_at, at)`;
};

/** The events of records, of one type each, oldest first; in one statement, an answer to each question. */
export async function loadEvents(
  db: Db,
  account: AccountId,
  questions: readonly { readonly ref: RecordRef; readonly eventTypeId: string }[],
): Promise<Pick<RecordEvent, 'properties' | 'occurredAt'>[][]> {
  const answers: Pick<RecordEvent, 'properties' | 'occurredAt'>[][] = questions.map(() => []);
  if (questions.length === 0) return answers;
  const rows = await db`
    select question.number, event.properties, event.occurred_at
    from unnest(
      ${questions.map(({ ref }) => ref.objectTypeId)}::text[], ${questions.map(({ ref }) => ref.id)}::bigint[],
      ${questions.map(({ eventTypeId }) => eventTypeId)}::text[]
    ) with ordinality as question (object_type_id, record_id, event_type_id, number)
    cross join lateral (
      select id, properties, occurred_at from events
      where account_id = ${account} and object_type_id = question.object_type_id and record_id = question.record_id
        and event_type_id = question.event_type_id
      offset 0
    ) as event
    order by event.occurred_at, event.id`;
  for (const row of rows) {
    const properties = row['properties'] as Record<string, string>;
    answers[Number(row['number']) - 1]!.push({ properties, occurredAt: row['occurred_at'] as number });
  }
  return answers;
}

/** Moves the events of one record to another: the two were merged. */
export async function moveEvents(unit: Unit, from: RecordRef, to: RecordRef): Promise<void> {
  await unit.tx`
    update events set record_id = ${to.id}
    where account_id = ${unit.account.id} and object_type_id = ${from.objectTypeId} and record_id = ${from.id}`;
}
