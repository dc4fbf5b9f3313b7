import { type RecordRef, recordKey } from '../../../record/index.ts';
import type { Occurrence } from '../occurrences.ts';
import { askKind } from './ask-kind.ts';

/** The events of these types, raised ones too, that have happened to a record behind a change. */
export interface HappenedAsk {
  readonly kind: 'happened';
  readonly ref: RecordRef;
  /** Behind this change, and behind so many changes of the record that come next. */
  readonly after: string;
  readonly skip: number;
  readonly eventTypeIds: readonly string[];
}

/** In the order of their changes; some of them, when there are too many for one answer. */
export interface Happened {
  readonly occurrences: readonly Occurrence[];
  /** The last change that was looked at; null when there was none. */
  readonly lastChangeId: string | null;
  readonly isAll: boolean;
}

export const happened = askKind<HappenedAsk, Happened>(
  'happened',
  ({ ref, after, skip, eventTypeIds }) => `${recordKey(ref)} ${after}+${skip} ${eventTypeIds.join(' ')}`,
  () => ({ occurrences: [], lastChangeId: null, isAll: true }),
);
