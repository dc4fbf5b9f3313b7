import type { EpochMillis } from '../../time/index.ts';
import type { EnrollmentState, Step } from './enrollment.ts';
import type { Outcome } from './outcome.ts';
import { onFailureOf } from './policies.ts';
import type { FlowProgram, ProgramNode } from './program.ts';

/** An outcome after which the enrollment goes on. */
export type Finished = Extract<Outcome, { kind: 'done' | 'failed' | 'skipped' }>;

/** The output of every action for its end: success or failure. */
export const EXECUTION_STATE = 'hs_execution_state';

type Outputs = EnrollmentState['outputs'];

const OUTCOMES = { done: 'SUCCEEDED', failed: 'FAILED', skipped: 'SKIPPED' } as const;

/** The line of the action log. */
export function stepOf(
  enrollment: EnrollmentState,
  node: ProgramNode,
  outcome: Finished,
  now: EpochMillis,
): Step {
  return {
    number: enrollment.stepCount + 1,
    actionId: node.actionId,
    actionType: node.actionType,
    outcome: OUTCOMES[outcome.kind],
    reason: outcome.kind === 'done' ? null : outcome.reason,
    detail: detailOf(outcome),
    startedAt: enrollment.wait?.since ?? now,
    at: now,
  };
}

function detailOf(outcome: Finished): Step['detail'] {
  switch (outcome.kind) {
    case 'done':
      return outcome.detail ?? null;
    case 'failed':
      return { message: outcome.message, ...outcome.detail };
    case 'skipped':
      return { message: outcome.message };
  }
}

/** The enrollment behind an action that has finished. */
export function after(
  enrollment: EnrollmentState,
  node: ProgramNode,
  outcome: Finished,
  program: FlowProgram,
): EnrollmentState {
  return {
    ...enrollment,
    actionId: nextActionId(node, outcome, program),
    wait: null,
    stepCount: enrollment.stepCount + 1,
    outputs: withOutputs(enrollment.outputs, node.actionId, outputsOf(outcome, program)),
  };
}

function nextActionId(node: ProgramNode, outcome: Finished, program: FlowProgram): string | null {
  if (outcome.kind === 'failed') {
    const onFailure = onFailureOf(program, node);
    if (typeof onFailure === 'object') return onFailure.goTo;
  }
  const connection = outcome.kind === 'done' ? outcome.connection : node.connection;
  return connection?.nextActionId ?? null;
}

/** The outputs of an action, and its end where the flow reads that. */
function outputsOf(outcome: Finished, { keepsStates }: FlowProgram): Outputs[string] | undefined {
  const own = outcome.kind === 'skipped' ? undefined : outcome.outputs;
  if (!keepsStates()) return own;
  return { ...own, [EXECUTION_STATE]: outcome.kind === 'done' ? 'SUCCESS' : 'FAILURE' };
}

/** Drops the outputs of an earlier visit. */
function withOutputs(all: Outputs, actionId: string, given: Outputs[string] | undefined): Outputs {
  if (given) return { ...all, [actionId]: given };
  if (!(actionId in all)) return all;
  const { [actionId]: _, ...others } = all;
  return others;
}
