import type { WriteCause } from '../../record/index.ts';
import { DAY, type EpochMillis } from '../../time/index.ts';
import type { Ask } from './asks/index.ts';
import type { End, EnrollmentState, Step } from './enrollment.ts';
import type { EffectRequest, Outcome, Write } from './outcome.ts';
import type { FlowProgram, ProgramNode, RunContext } from './program.ts';
import { prepareSubject } from './subject.ts';
import type { Workspace } from './workspace.ts';

/** Steps that one enrollment may take in its life; a loop of GOTO edges ends here, with a reason. */
export const STEPS_PER_ENROLLMENT_MAX = 10_000;

/** Steps that an enrollment takes before the others of the batch get their turn. */
export const STEPS_PER_TURN_MAX = 500;

/** When hours that never come are looked for again. */
const LOOK_AGAIN_MS = 180 * DAY;

/** The output of every action that says how it ended. */
export const EXECUTION_STATE = 'hs_execution_state';

type Outputs = EnrollmentState['outputs'];

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

/** How far an enrollment came: its new state, the steps it took, and why it stopped. Writes are in the workspace. */
export interface Advance {
  readonly enrollment: EnrollmentState;
  readonly steps: readonly Step[];
  readonly halt: Halt;
}

export type Halt =
  /** To be called again with the new state once the asks are answered. */
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] }
  | { readonly kind: 'parked'; readonly until: EpochMillis }
  | { readonly kind: 'effect'; readonly effects: readonly KeyedEffect[]; readonly actionId: string }
  /** For what is not known when: whoever finishes the effect, mends the flow or skips the wait wakes the enrollment. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ended'; readonly end: End };

/** An effect with the key that no retry changes. */
export interface KeyedEffect {
  readonly effect: EffectRequest;
  readonly key: string;
}

/** The idempotency key of one part of what a visit of an action asks for. */
export function effectKey(visit: string, part: string | undefined): string {
  return part === undefined ? visit : `${visit}:${part}`;
}

/**
 * Runs an enrollment through as many actions as it can until it must wait, asks for more, or ends.
 * Pure: no I/O, no clock, no randomness; it reads and writes the workspace in memory, and that only.
 */
export function advance(input: AdvanceInput): Advance {
  let { enrollment } = input;
  const steps: Step[] = [];
  const halted = (halt: Halt): Advance => ({ enrollment, steps, halt });
  for (let step = 0; step < STEPS_PER_TURN_MAX; step++) {
    if (step > 0 && input.isTurnOver?.()) break;
    const stage = prepare(input, enrollment);
    if (stage.kind === 'end') {
      if (stage.step) steps.push(stage.step);
      enrollment = { ...enrollment, wait: null, stepCount: enrollment.stepCount + (stage.step ? 1 : 0) };
      return halted({ kind: 'ended', end: stage.end });
    }
    if (stage.kind === 'needs') return halted(stage);
    if (stage.kind === 'park') {
      enrollment = { ...enrollment, wait: { kind: 'window', since: enrollment.wait?.since ?? input.now } };
      return halted({ kind: 'parked', until: stage.until });
    }
    const { node, context } = stage;
    enrollment = context.enrollment;
    const outcome = outcomeOf(node, context);
    switch (outcome.kind) {
      case 'needs':
        return halted(outcome);
      case 'wait':
        enrollment = { ...enrollment, wait: outcome.wait };
        return halted({ kind: 'parked', until: outcome.until });
      case 'held': {
        const { reason, message } = outcome;
        const wait = enrollment.wait;
        const isKnown = wait?.kind === 'held' && wait.reason === reason && wait.message === message;
        if (!isKnown) {
          steps.push(stepOf(enrollment, node, { ...outcome, kind: 'failed' }, input.now));
          const since = wait?.since ?? input.now;
          const stepCount = enrollment.stepCount + 1;
          enrollment = { ...enrollment, stepCount, wait: { kind: 'held', since, reason, message } };
        }
        return halted({ kind: 'waiting' });
      }
      case 'effect': {
        const key = context.idempotencyKey;
        if (enrollment.wait?.kind === 'effect') return halted({ kind: 'waiting' });
        const parts = outcome.effects.flatMap(({ part }) => part ?? []);
        const wait = {
          kind: 'effect',
          since: input.now,
          key,
          ...(parts.length > 0 ? { parts } : {}),
        } as const;
        enrollment = { ...enrollment, wait };
        const effects = outcome.effects.map((effect) => ({ effect, key: effectKey(key, effect.part) }));
        return halted({ kind: 'effect', effects, actionId: node.actionId });
      }
      default:
        applyWrites(input, enrollment, node, outcome);
        steps.push(stepOf(enrollment, node, outcome, input.now));
        enrollment = stepped(enrollment, node, outcome, context.program);
    }
  }
  return halted({ kind: 'parked', until: input.now });
}

type Stage =
  | { readonly kind: 'run'; readonly node: ProgramNode; readonly context: RunContext }
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] }
  | { readonly kind: 'park'; readonly until: EpochMillis }
  | { readonly kind: 'end'; readonly end: End; readonly step: Step | null };

/** The action to run now and what it is run with, or why there is none. */
function prepare(input: AdvanceInput, enrollment: EnrollmentState): Stage {
  const { program, workspace, now } = input;
  if (!program) return endWith(input, enrollment, { status: 'UNENROLLED', reason: 'FLOW_DELETED' });
  const record = workspace.world.record(enrollment.record);
  if (record === undefined)
    return { kind: 'needs', asks: [{ kind: 'record', ref: enrollment.record, toWrite: true }] };
  if (record === null || record.archivedAt !== null) {
    // Whoever comes first to see that the record is gone says why: this batch, or the lane of the changes.
    const reason = record?.mergedInto ? 'MERGED' : 'RECORD_DELETED';
    return endWith(input, enrollment, { status: 'UNENROLLED', reason });
  }
  if (enrollment.actionId === null)
    return { kind: 'end', end: { status: 'COMPLETED', reason: 'END_OF_PATH' }, step: null };
  if (enrollment.stepCount >= STEPS_PER_ENROLLMENT_MAX) {
    return endWith(input, enrollment, { status: 'FAILED', reason: 'STEP_BUDGET_EXCEEDED' });
  }
  const goal = goalOf(program, enrollment, input);
  if (goal.kind === 'needs') return goal;
  if (goal.kind === 'met') return endWith(input, enrollment, { status: 'UNENROLLED', reason: 'GOAL_MET' });
  const node = program.nodes.get(enrollment.actionId);
  if (!node) return resume(input, { ...enrollment, actionId: input.afterRemoved(enrollment), wait: null });
  if (isWaiting(enrollment) && !node.waits) return prepare(input, { ...enrollment, wait: null });
  const opening = openingFor(node, program, enrollment, now);
  if (opening > now) return { kind: 'park', until: opening };
  const idempotencyKey =
    enrollment.wait?.kind === 'effect'
      ? enrollment.wait.key
      : `${enrollment.id}:${node.actionId}:${enrollment.stepCount + 1}`;
  const current =
    enrollment.revisionId === program.revisionId
      ? enrollment
      : { ...enrollment, revisionId: program.revisionId };
  return {
    kind: 'run',
    node,
    context: { program, enrollment: current, record, workspace, now, idempotencyKey },
  };
}

type Goal = { readonly kind: 'met' | 'open' } | { readonly kind: 'needs'; readonly asks: readonly Ask[] };

/** Whether the flow has done its work on the record. Asked before an action begins, not while it waits for its effect. */
function goalOf({ goal }: FlowProgram, enrollment: EnrollmentState, { workspace, now }: AdvanceInput): Goal {
  if (!goal || enrollment.wait?.kind === 'effect') return { kind: 'open' };
  const prepared = prepareSubject(goal.reads, enrollment.record, workspace);
  if (prepared.kind === 'needs') return prepared;
  return { kind: goal.met(prepared.subject, now) ? 'met' : 'open' };
}

/** An action that is reached outside the flow's hours waits for them; looked at again within a year when none come. */
function openingFor(
  node: ProgramNode,
  program: FlowProgram,
  enrollment: EnrollmentState,
  now: EpochMillis,
): EpochMillis {
  if (!program.allowedFrom || node.runsWhileOff || hasBegun(enrollment)) return now;
  return program.allowedFrom(now, enrollment.id) ?? now + LOOK_AGAIN_MS;
}

/** Goes on behind an action that the current revision no longer has. */
function resume(input: AdvanceInput, enrollment: EnrollmentState): Stage {
  if (enrollment.actionId === null)
    return { kind: 'end', end: { status: 'COMPLETED', reason: 'ACTION_REMOVED' }, step: null };
  return prepare(input, enrollment);
}

/**
 * Ends an enrollment in the middle of its path; the log shows at which action, and why. A wait in which the goal was met was
 * not skipped.
 */
function endWith(input: AdvanceInput, enrollment: EnrollmentState, end: End): Stage {
  const isInterrupted = end.reason === 'GOAL_MET' && hasBegun(enrollment);
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

/** Whether it stands in an action that is there to wait; after an edit, the action may be another. */
function isWaiting({ wait }: EnrollmentState): boolean {
  return wait?.kind === 'delay' || wait?.kind === 'held';
}

function outcomeOf(node: ProgramNode, context: RunContext): Outcome {
  const { wait } = context.enrollment;
  if (wait && 'skipped' in wait)
    return { kind: 'skipped', reason: 'WAIT_SKIPPED', message: 'Somebody skipped this wait.' };
  if (!context.program.isEnabled && !node.runsWhileOff && !hasBegun(context.enrollment)) {
    return {
      kind: 'skipped',
      reason: 'FLOW_TURNED_OFF',
      message: 'The flow was turned off when this action was due.',
    };
  }
  return node.run(context);
}

/** Whether the action is under way: it delays, or has asked for an effect. Waiting for the hours comes before. */
function hasBegun({ wait }: EnrollmentState): boolean {
  return wait !== null && wait.kind !== 'window';
}

type Finished = Extract<Outcome, { kind: 'done' | 'failed' | 'skipped' }>;

function applyWrites(
  input: AdvanceInput,
  enrollment: EnrollmentState,
  node: ProgramNode,
  outcome: Finished,
): void {
  if (outcome.kind !== 'done' || !outcome.writes) return;
  const cause: WriteCause = {
    at: input.now,
    source: { type: 'FLOW', id: enrollment.flowId, enrollmentId: enrollment.id, actionId: node.actionId },
    depth: enrollment.depth + 1,
  };
  for (const write of outcome.writes) applyWrite(input.workspace, write, cause);
}

function applyWrite(workspace: Workspace, write: Write, cause: WriteCause): void {
  const { world } = workspace;
  switch (write.kind) {
    case 'setProperties':
      world.setProperties(write.ref, write.values, cause);
      workspace.holdUniqueValues(write.ref, write.values);
      return;
    case 'createRecord':
      world.create(write.record, cause);
      workspace.markCreated(write.record);
      workspace.holdUniqueValues(write.record, write.record.properties);
      return;
    case 'associate':
    case 'disassociate':
      world[write.kind](write.from, write.to, write.association, write.inverse, cause);
      return;
    case 'joinList':
    case 'leaveList':
      world.changeMembership(write.ref, write.listId, write.kind === 'joinList' ? 'join' : 'leave', cause);
      workspace.keep({ kind: 'membership', ref: write.ref, list: write.listId }, write.kind === 'joinList');
  }
}

function stepOf(enrollment: EnrollmentState, node: ProgramNode, outcome: Finished, now: EpochMillis): Step {
  return {
    number: enrollment.stepCount + 1,
    actionId: node.actionId,
    actionType: node.actionType,
    outcome: outcome.kind === 'done' ? 'SUCCEEDED' : outcome.kind === 'failed' ? 'FAILED' : 'SKIPPED',
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

function stepped(
  enrollment: EnrollmentState,
  node: ProgramNode,
  outcome: Finished,
  program: FlowProgram,
): EnrollmentState {
  const connection = outcome.kind === 'done' ? outcome.connection : node.connection;
  return {
    ...enrollment,
    actionId: connection?.nextActionId ?? null,
    wait: null,
    stepCount: enrollment.stepCount + 1,
    outputs: withOutputs(enrollment.outputs, node.actionId, outputsOf(outcome, program)),
  };
}

/** What an action gave, and how it ended where somebody asks. */
function outputsOf(outcome: Finished, { keepsStates }: FlowProgram): Outputs[string] | undefined {
  const own = outcome.kind === 'done' ? outcome.outputs : undefined;
  if (!keepsStates()) return own;
  return { ...own, [EXECUTION_STATE]: outcome.kind === 'done' ? 'SUCCESS' : 'FAILURE' };
}

/** What an earlier visit of the action gave is not what this one did. */
function withOutputs(all: Outputs, actionId: string, given: Outputs[string] | undefined): Outputs {
  if (given) return { ...all, [actionId]: given };
  if (!(actionId in all)) return all;
  const { [actionId]: _, ...others } = all;
  return others;
}
