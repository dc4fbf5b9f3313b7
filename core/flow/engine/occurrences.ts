import { EVENT_TYPES, type EventOccurrence } from '../../criteria/index.ts';
import type { Change } from '../../record/index.ts';
import type { EpochMillis } from '../../time/index.ts';

/** An event of a record, and when it was written. */
export interface Occurrence extends EventOccurrence {
  readonly eventTypeId: string;
  readonly writtenAt: EpochMillis;
}

/** The events of a change: the one it carries, or those that the original raises for it. */
export function occurrencesOf(change: Pick<Change, 'ref' | 'kind' | 'after' | 'at'>): Occurrence[] {
  const occurredAt = change.at;
  const writtenAt = change.at;
  switch (change.kind) {
    case 'event': {
      const event = change.after as {
        eventTypeId: string;
        properties: Record<string, string>;
        occurredAt?: number;
      };
      const { eventTypeId, properties } = event;
      return [{ eventTypeId, properties, occurredAt: event.occurredAt ?? occurredAt, writtenAt }];
    }
    case 'created':
      // Values set by the creating call raise no property-change events, as observed of the original.
      return [
        {
          eventTypeId: EVENT_TYPES.OBJECT_CREATED,
          properties: { hs_object_type_id: change.ref.objectTypeId },
          occurredAt,
          writtenAt,
        },
      ];
    case 'updated':
      return Object.entries(change.after ?? {}).map(([name, value]) => ({
        eventTypeId: EVENT_TYPES.PROPERTY_CHANGED,
        properties: { hs_name: name, ...(value === null ? {} : { hs_value: String(value) }) },
        occurredAt,
        writtenAt,
      }));
    default:
      return [];
  }
}
