import type { PastValue } from '../../../criteria/index.ts';
import { type RecordRef, recordKey } from '../../../record/index.ts';
import { askKind } from './ask-kind.ts';

/** The past and present values of a property, newest first. */
export interface HistoryAsk {
  readonly kind: 'history';
  readonly ref: RecordRef;
  readonly property: string;
}

export const history = askKind<HistoryAsk, readonly PastValue[]>(
  'history',
  ({ ref, property }) => `${recordKey(ref)} ${property}`,
  () => [],
);
