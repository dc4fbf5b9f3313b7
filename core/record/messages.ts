import type { WriteCause } from './change.ts';
import type { RecordRef } from './image.ts';

/** What a flow tells a user of the account about a record. */
export interface Notification {
  readonly ref: RecordRef;
  readonly userId: string;
  readonly subject: string;
  readonly body: string;
  readonly cause: WriteCause;
}

/** What a flow leaves to a person or a gateway: an action that nothing here can do, with its fields filled in. */
export interface HandOff {
  readonly ref: RecordRef;
  readonly actionTypeId: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly cause: WriteCause;
}
