import type { RecordRef } from '../../record/index.ts';
import type { EpochMillis } from '../../time/index.ts';
import type { Wait } from './wait.ts';

/** What let a record in. */
export interface Trigger {
  readonly kind: 'EVENT' | 'CRITERIA' | 'MANUAL' | 'FLOW';
  /** The event's type and properties, for an enrollment by event. */
  readonly eventTypeId?: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly changeId?: string;
  /** The flows whose writes led here, one by one; kept when they were many, to tell who keeps whom going. */
  readonly through?: readonly string[];
}

/** Where an enrollment stands. A plain value: advancing makes a new one. */
export interface EnrollmentState {
  readonly id: string;
  readonly flowId: string;
  readonly record: RecordRef;
  readonly trigger: Trigger;
  /** How many changes of flows led to it, one by one. */
  readonly depth: number;
  /** The action to run next, or being waited in; null when the path has ended. */
  readonly actionId: string | null;
  /** The revision under which that action was reached. */
  readonly revisionId: string;
  readonly wait: Wait | null;
  /** Outputs of earlier actions, by action and key. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Steps taken so far. */
  readonly stepCount: number;
}

/** One action run by one enrollment. */
export interface Step {
  /** Counted from 1 inside the enrollment. */
  readonly number: number;
  readonly actionId: string;
  readonly actionType: string;
  readonly outcome: 'SUCCEEDED' | 'FAILED' | 'SKIPPED';
  readonly reason: string | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly startedAt: EpochMillis;
  readonly at: EpochMillis;
}

/**
 * Why a record must leave a flow, or may not enter it: it is in a suppression list, it has reached the goal, or it meets the
 * flow's criteria for leaving.
 */
export type LeaveReason = 'SUPPRESSED' | 'GOAL_MET' | 'UNENROLLMENT_CRITERIA_MET';

/** Why an enrollment ended. */
export type End =
  | { readonly status: 'COMPLETED'; readonly reason: 'END_OF_PATH' | 'ACTION_REMOVED' }
  | {
      readonly status: 'UNENROLLED';
      readonly reason:
        | 'RECORD_DELETED'
        | 'FLOW_DELETED'
        | 'GOAL_MET'
        | 'MANUAL'
        | 'MERGED'
        | 'CRITERIA_NO_LONGER_MET'
        | LeaveReason;
    }
  | { readonly status: 'FAILED'; readonly reason: 'STEP_BUDGET_EXCEEDED' | 'ENGINE_ERROR' };
