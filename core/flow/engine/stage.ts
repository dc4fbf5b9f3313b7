import { DAY, type EpochMillis } from '../../time/index.ts';
import type { AdvanceInput } from './advance-input.ts';
import type { Ask } from './asks/index.ts';
import type { End, EnrollmentState, Step } from './enrollment.ts';
import type { FlowProgram, ProgramNode, RunContext } from './program.ts';
import { prepareSubject } from './subject.ts';
import { natureOf } from './wait.ts';

/** Steps of one enrollment in its life; a loop of GOTO edges ends here, with a reason. */
export const STEPS_PER_ENROLLMENT_MAX = 10_000;

/** The time to the next search for hours that never come. */
const LOOK_AGAIN_MS = 180 * DAY;

/** What those wait for who came outside of the flow's hours. */
const HOURS = 'the hours of the flow, in which its actions run';
const NEVER_OPEN = 'the hours of the flow, of which none come within a year: it is looked at again then';

/** The stage of an enrollment before a step: an action to run, or the reason for none. */
export type Stage =
  | { readonly kind: 'run'; readonly node: ProgramNode; readonly context: RunContext }
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] }
  /** Outside of the flow's hours. */
  | { readonly kind: 'closed'; readonly until: EpochMillis; readonly says: string }
  | { readonly kind: 'end'; readonly end: End; readonly step: Step | null };

export function stageOf(input: AdvanceInput, enrollment: EnrollmentState): Stage {
  const { program, workspace, now } = input;
  if (!program) return endWith(input, enrollment, { status: 'UNENROLLED', reason: 'FLOW_DELETED' });
  const record = workspace.world.record(enrollment.record);
  if (record === undefined)
    return { kind: 'needs', asks: [{ kind: 'record', ref: enrollment.record, toWrite: true }] };
  if (record === null || record.archivedAt !== null) {
    // This batch or the lane of changes: the first to see that the record is gone gives the reason.
    const reason = record?.mergedInto ? 'MERGED' : 'RECORD_DELETED';
    return endWith(input, enrollment, { status: 'UNENROLLED', reason });
  }
  if (workspace.isTakenOutOf(program.flowId, enrollment.record))
    return endWith(input, enrollment, { status: 'UNENROLLED', reason: 'OTHER_FLOW_ENTERED' });
  if (enrollment.actionId === null) return completed('END_OF_PATH');
  if (enrollment.stepCount >= STEPS_PER_ENROLLMENT_MAX)
    return endWith(input, enrollment, { status: 'FAILED', reason: 'STEP_BUDGET_EXCEEDED' });
  const goal = goalOf(program, enrollment, input);
  if (goal.kind === 'needs') return goal;
  if (goal.kind === 'met') return endWith(input, enrollment, { status: 'UNENROLLED', reason: 'GOAL_MET' });
  const node = program.nodes.get(enrollment.actionId);
  if (!node)
    return behindRemoved(input, { ...enrollment, actionId: input.afterRemoved(enrollment), wait: null });
  // An edit may have changed the action.
  if (natureOf(enrollment.wait).isWaitItself && !node.waits)
    return stageOf(input, { ...enrollment, wait: null });
  const opening = openingFor(node, program, enrollment, now);
  if (opening === null) return { kind: 'closed', until: now + LOOK_AGAIN_MS, says: NEVER_OPEN };
  if (opening > now) return { kind: 'closed', until: opening, says: HOURS };
  const { revisionId } = program;
  const current = enrollment.revisionId === revisionId ? enrollment : { ...enrollment, revisionId };
  const idempotencyKey = visitOf(enrollment, node);
  return {
    kind: 'run',
    node,
    context: { program, enrollment: current, record, workspace, now, idempotencyKey },
  };
}

/** `<enrollment>:<action>:<visit>`: an enrollment that waits for effects is at the visit that asked for them. */
function visitOf({ id, wait, stepCount }: EnrollmentState, { actionId }: ProgramNode): string {
  return wait?.kind === 'effect' ? wait.key : `${id}:${actionId}:${stepCount + 1}`;
}

type Goal = { readonly kind: 'met' | 'open' } | { readonly kind: 'needs'; readonly asks: readonly Ask[] };

/** Whether the flow has done its work on the record. */
function goalOf({ goal }: FlowProgram, enrollment: EnrollmentState, { workspace, now }: AdvanceInput): Goal {
  if (!goal || !natureOf(enrollment.wait).endsByGoal) return { kind: 'open' };
  const prepared = prepareSubject(goal.reads, enrollment.record, workspace);
  if (prepared.kind === 'needs') return prepared;
  return { kind: goal.met(prepared.subject, now) ? 'met' : 'open' };
}

/** An action reached outside the flow's hours waits for them; null when none come within a year. */
function openingFor(
  node: ProgramNode,
  program: FlowProgram,
  { wait, id }: EnrollmentState,
  now: EpochMillis,
): EpochMillis | null {
  if (!program.allowedFrom || node.isFlowControl || natureOf(wait).hasBegun) return now;
  return program.allowedFrom(now, id);
}

/** Goes on behind an action that the current revision no longer has. */
function behindRemoved(input: AdvanceInput, enrollment: EnrollmentState): Stage {
  return enrollment.actionId === null ? completed('ACTION_REMOVED') : stageOf(input, enrollment);
}

function completed(reason: 'END_OF_PATH' | 'ACTION_REMOVED'): Stage {
  return { kind: 'end', end: { status: 'COMPLETED', reason }, step: null };
}

/**
 * Ends an enrollment in the middle of its path; the log shows the action and the reason. A wait during which the goal was met
 * does not count as skipped.
 */
function endWith(input: AdvanceInput, enrollment: EnrollmentState, end: End): Stage {
  const isInterrupted = end.reason === 'GOAL_MET' && natureOf(enrollment.wait).hasBegun;
  if (enrollment.actionId === null || isInterrupted) return { kind: 'end', end, step: null };
  const node = input.program?.nodes.get(enrollment.actionId);
  const step: Step = {
    number: enrollment.stepCount + 1,
    actionId: enrollment.actionId,
    actionType: node?.actionType ?? 'UNKNOWN',
    outcome: end.status === 'FAILED' ? 'FAILED' : 'SKIPPED',
    reason: end.reason,
    detail: null,
    startedAt: enrollment.wait?.since ?? input.now,
    at: input.now,
  };
  return { kind: 'end', end, step };
}
