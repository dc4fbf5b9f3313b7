import type { CrmSchema, ObjectType } from '@millrace/core/crm';
import type { EpochMillis } from '@millrace/core/time';
import type { VisibleFlow } from '../flows/index.ts';
import type { AnswerOf, Caller, Db } from '../platform/index.ts';
import type { timelineEntryAnswer } from './answers.ts';
import type { Order, Position } from './place.ts';

export type TimelineEntry = AnswerOf<typeof timelineEntryAnswer>;

/** The kinds that a caller names; one kind may have several sources. */
export const TIMELINE_KINDS = ['CHANGE', 'EVENT', 'MAIL', 'ENROLLMENT', 'STEP'] as const;

export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** The record, and what of it the caller may see. */
export interface Subject {
  readonly db: Db;
  readonly caller: Caller;
  readonly schema: CrmSchema;
  readonly type: ObjectType;
  readonly id: string;
  readonly formerIds: readonly string[];
  /** The flows whose records are open to the caller, by id. */
  readonly flows: ReadonlyMap<string, VisibleFlow>;
}

/** A stretch of a source: from an instant on, before another, beyond a position. */
export interface Stretch {
  readonly order: Order;
  readonly from?: EpochMillis | undefined;
  readonly to?: EpochMillis | undefined;
  readonly after: Position | undefined;
  readonly limit: number;
}

/** Something in a timeline, and its place in its source. */
export interface Placed {
  readonly at: EpochMillis;
  readonly position: Position;
  readonly entry: TimelineEntry;
}

/** What a source has for a page. */
export interface Told {
  /** At most `limit` entries, in order. */
  readonly placed: readonly Placed[];
  /** Where the look ended before the source did, since too much had to be passed over; what is beyond is not known yet. */
  readonly reached?: Omit<Placed, 'entry'> | undefined;
}

/** Where entries come from: one table in one order. What happened at one instant stands in the order of ranks, the latest first. */
export interface Source {
  readonly kind: TimelineKind;
  readonly rank: number;
  read(subject: Subject, stretch: Stretch): Promise<Told>;
}
