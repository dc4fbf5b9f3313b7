import type { EpochMillis } from '../../time/index.ts';
import type { EnrollmentState } from './enrollment.ts';
import type { FlowProgram } from './program.ts';
import type { Workspace } from './workspace.ts';

/** What is given to advance one enrollment. */
export interface AdvanceInput {
  /** The flow as it is saved now; null when it has been deleted. */
  readonly program: FlowProgram | null;
  readonly enrollment: EnrollmentState;
  readonly workspace: Workspace;
  readonly now: EpochMillis;
  /** Where an enrollment goes whose action the current revision no longer has. */
  readonly afterRemoved: (enrollment: EnrollmentState) => string | null;
  /** Asked between two steps: whether the others of the batch are to have their turn. */
  readonly isTurnOver?: () => boolean;
}
