import type { EpochMillis } from '../../time/index.ts';
import type { EnrollmentState } from './enrollment.ts';
import type { FlowProgram } from './program.ts';
import type { Workspace } from './workspace.ts';

/** The input for advancing one enrollment. */
export interface AdvanceInput {
  /** The flow as now saved; null when deleted. */
  readonly program: FlowProgram | null;
  readonly enrollment: EnrollmentState;
  readonly workspace: Workspace;
  readonly now: EpochMillis;
  /** The next action of an enrollment whose action the current revision no longer has. */
  readonly afterRemoved: (enrollment: EnrollmentState) => string | null;
  /**
   * It is paused: nothing goes on. What must leave leaves (its record or flow is gone, the goal is met), and the end of a wait is told anew.
   */
  readonly isPaused?: boolean;
  /** Asked between two steps: whether the rest of the batch is to have its turn. */
  readonly isTurnOver?: () => boolean;
}
