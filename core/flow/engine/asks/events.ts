import type { EventOccurrence } from '../../../criteria/index.ts';
import { type RecordRef, recordKey } from '../../../record/index.ts';
import { askKind } from './ask-kind.ts';

/** The events of a record, of one type. */
export interface EventsAsk {
  readonly kind: 'events';
  readonly ref: RecordRef;
  readonly eventTypeId: string;
}

export const events = askKind<EventsAsk, readonly EventOccurrence[]>(
  'events',
  ({ ref, eventTypeId }) => `${recordKey(ref)} ${eventTypeId}`,
  () => [],
);
