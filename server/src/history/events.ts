import type { RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from './store.ts';

/** Something that happened to a record at a time: a form submission, a page view, a custom event. */
export interface EventOccurrence {
  readonly ref: RecordRef;
  /** `4-1639801` form submission, … */
  readonly eventTypeId: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly occurredAt: EpochMillis;
}

/** Stores events. The caller also logs a change of kind `event` for each, which is what flows are triggered by. */
export async function logEvents(unit: Unit, events: readonly EventOccurrence[]): Promise<void> {
  if (events.length === 0) return;
  await unit.tx`
    insert into events (account_id, object_type_id, record_id, event_type_id, properties, occurred_at, at)
    select ${unit.account.id}::bigint, object_type_id, record_id, event_type_id, properties::jsonb, occurred_at, ${unit.account.now}::timestamptz
    from unnest(
      ${events.map((event) => event.ref.objectTypeId)}::text[],
      ${events.map((event) => event.ref.id)}::bigint[],
      ${events.map((event) => event.eventTypeId)}::text[],
      ${events.map((event) => JSON.stringify(event.properties))}::text[],
      ${events.map((event) => event.occurredAt)}::timestamptz[]
    ) as row (object_type_id, record_id, event_type_id, properties, occurred_at)`;
}
