import type { EpochMillis } from '../time/index.ts';
import type { RecordRef } from './image.ts';

export type ChangeKind =
  | 'created'
  | 'updated'
  | 'archived'
  | 'restored'
  | 'merged'
  | 'associated'
  | 'disassociated'
  | 'event'
  | 'joined_list'
  | 'left_list';

/** The maker of a change; the members other than `type` say which one. */
export interface ChangeSource {
  readonly type: 'API' | 'FORM' | 'FLOW' | 'IMPORT' | 'MERGE' | 'SYSTEM';
  readonly id?: string;
  readonly enrollmentId?: string;
  readonly actionId?: string;
}

/**
 * A record, association or membership changed. For created and updated, `before` and `after` hold the changed properties,
 * null where there was or is no value. For associations, `after` names the other end and the kind; for events, the event.
 */
export interface Change {
  readonly ref: RecordRef;
  readonly kind: ChangeKind;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly at: EpochMillis;
  readonly source: ChangeSource;
  /** The number of changes by flows that led here, one by one. */
  readonly depth: number;
}

/** Why and when something is written. */
export interface WriteCause {
  readonly at: EpochMillis;
  readonly source: ChangeSource;
  readonly depth: number;
}
