import { type RecordRef, recordKey } from '../../../record/index.ts';
import { askKind } from './ask-kind.ts';

/** Whether a record is in a list, by the key that criteria have for it. */
export interface MembershipAsk {
  readonly kind: 'membership';
  readonly ref: RecordRef;
  readonly list: string;
}

export const membership = askKind<MembershipAsk, boolean>(
  'membership',
  ({ ref, list }) => `${recordKey(ref)} ${list}`,
  () => false,
);
