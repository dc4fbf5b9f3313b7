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
