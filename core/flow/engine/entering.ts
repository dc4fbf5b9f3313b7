import type { RecordRef } from '../../record/index.ts';
import type { LeaveReason, Trigger } from './enrollment.ts';
import type { Unenrolls } from './unenrolls.ts';

/** A flow by its id, or by the older API's; each may be meant by the other's name. */
export interface FlowName {
  readonly by: 'flowId' | 'workflowId';
  readonly id: string;
}

/** The entrance of a flow: where its passages begin. */
export interface Entrance {
  readonly flowId: string;
  readonly revisionId: string;
  readonly startActionId: string | null;
  /** The flows that a record leaves on coming in; none unless told. */
  readonly unenrolls?: Unenrolls;
}

/** Why the rules of a flow's door keep a record out. */
export type DoorRefusal = 'ALREADY_ACTIVE' | 'ENROLLED_BEFORE' | LeaveReason;

/** A record that an action lets into another flow, or a refusal for that flow's history. */
export interface Entering {
  readonly entrance: Entrance;
  readonly ref: RecordRef;
  readonly trigger: Trigger;
  readonly depth: number;
  readonly refusal: LeaveReason | 'LOOP_ENDED' | null;
}
