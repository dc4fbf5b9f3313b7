import type { RetryPolicy } from './retry-policy.ts';

/** What follows a failed action: the next one, the end of the enrollment, or another action. */
export type OnFailure = 'continue' | 'stop' | { readonly goTo: string };

/** Runs are this far apart, in the order in which enrollments arrive. */
export interface Tempo {
  readonly gapMs: number;
}

/** What becomes of a record whose date lies before it comes to wait for it. */
export type DatePassed = 'continue' | 'hold' | 'fail';

export interface ActionPolicy {
  /** In the place of the action type's. */
  readonly retry?: RetryPolicy;
  readonly onFailure?: OnFailure;
  readonly pace?: Tempo;
  readonly datePassed?: DatePassed;
}

/** What is kept beside a flow for running it; the original knows nothing of it. */
export interface FlowPolicies {
  /** Of all actions without a pace of their own, together; flow control has none. */
  readonly pace?: Tempo;
  readonly actions: ReadonlyMap<string, ActionPolicy>;
  /** A trigger of re-enrollment that fires while the record is inside enrolls it when the passage is over; else it is dropped. */
  readonly keepsTriggers?: boolean;
  /** The passage of a record that is merged goes on as the survivor's; else it ends. */
  readonly movesMerged?: boolean;
  /** What a record gains by a merge may let it in; else it does not. */
  readonly entersByMerge?: boolean;
}
