import type { RecordRef } from '../../record/index.ts';
import type { EpochMillis } from '../../time/index.ts';
import type { Reason } from '../reasons/index.ts';
import type { Wait } from './wait.ts';

/** The cause of an enrollment. */
export interface Trigger {
  readonly kind: 'EVENT' | 'CRITERIA' | 'SCHEDULE' | 'MANUAL' | 'FLOW';
  /** The event's type and properties, for an enrollment by event. */
  readonly eventTypeId?: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly changeId?: string;
  /** The occurrence of the flow's schedule, as an ISO 8601 instant. */
  readonly scheduledAt?: string;
  /** The action of another flow, and its enrollment, that enrolled the record. */
  readonly by?: { readonly flowId: string; readonly enrollmentId: string; readonly actionId: string };
  /** When it fired, of a trigger that was kept while the record was inside: in ISO 8601. */
  readonly keptSince?: string;
  /** The flows whose writes led here, one by one; kept when there are many, to show the flows that keep each other going. */
  readonly through?: readonly string[];
}

/** The state of an enrollment. A plain value: advancing makes a new one. */
export interface EnrollmentState {
  readonly id: string;
  readonly flowId: string;
  readonly record: RecordRef;
  readonly enrolledAt: EpochMillis;
  readonly trigger: Trigger;
  /** The number of flows' changes that led to it, one after another. */
  readonly depth: number;
  /** The next action, or the one that waits; null when the path has ended. */
  readonly actionId: string | null;
  /** The revision in force when that action was reached. */
  readonly revisionId: string;
  readonly wait: Wait | null;
  /** Outputs of earlier actions, by action and key. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Steps taken so far. */
  readonly stepCount: number;
}

/** One run of an action by an enrollment. */
export interface Step {
  /** Counted from 1 inside the enrollment. */
  readonly number: number;
  readonly actionId: string;
  readonly actionType: string;
  readonly outcome: 'SUCCEEDED' | 'FAILED' | 'SKIPPED';
  readonly reason: Reason | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly startedAt: EpochMillis;
  readonly at: EpochMillis;
}

/**
 * Why a record must leave a flow, or may not enter it: it is in a suppression list, has reached the goal, or meets the flow's
 * criteria for leaving.
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
        | 'OTHER_FLOW_ENTERED'
        | LeaveReason;
    }
  | { readonly status: 'FAILED'; readonly reason: 'STEP_BUDGET_EXCEEDED' | 'ENGINE_ERROR' | 'ACTION_FAILED' };
