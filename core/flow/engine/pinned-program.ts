import { pinOf } from './pins.ts';
import type { FlowProgram } from './program.ts';

/** What an enrollment goes through: its flow as it is now, or the actions that it was left with. */
export function programFor(program: FlowProgram, enrollmentId: string): FlowProgram {
  if (!program.pinned) return program;
  return pinOf(program.pinned, enrollmentId)?.program ?? program;
}

/** The actions of an earlier revision; whatever else a flow says is for everybody as it is now. */
export function withActionsOf(earlier: FlowProgram, current: FlowProgram): FlowProgram {
  const { isEnabled, allowedFrom, goal, policies } = current;
  return { ...earlier, isEnabled, allowedFrom, goal, ...(policies ? { policies } : {}) };
}

/** All that enrollments go through: the flow as it is now, and what some of them were left with. */
export function walkedIn(program: FlowProgram): readonly FlowProgram[] {
  return program.pinned ? [program, ...program.pinned.map((each) => each.program)] : [program];
}
