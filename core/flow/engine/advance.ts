import type { WriteCause } from '../../record/index.ts';
import type { EpochMillis } from '../../time/index.ts';
import type { Reason } from '../reasons/index.ts';
import type { AdvanceInput } from './advance-input.ts';
import type { Ask } from './asks/index.ts';
import type { End, EnrollmentState, Step } from './enrollment.ts';
import type { EffectRequest, Outcome } from './outcome.ts';
import { onFailureOf, poolOf, retryOf, withPolicy } from './policies.ts';
import type { ProgramNode, RunContext } from './program.ts';
import { effectKey, resultsOf } from './results.ts';
import { stageOf } from './stage.ts';
import { after, type Finished, stepOf } from './step.ts';
import { isSkipped, natureOf, type Wait } from './wait.ts';
import { applyWrite } from './writes/index.ts';

/** Steps of an enrollment before the rest of the batch gets its turn. */
export const STEPS_PER_TURN_MAX = 500;

/** The progress of an enrollment: its new state, its steps, and the reason to stop. Writes are in the workspace. */
export interface Advance {
  readonly enrollment: EnrollmentState;
  readonly steps: readonly Step[];
  readonly halt: Halt;
}

export type Halt =
  /** Call again with the new state once the asks are answered. */
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] }
  /** Until an instant; null: until the keys of its wait or the results of its effects wake it. */
  | { readonly kind: 'parked'; readonly until: EpochMillis | null; readonly effects: readonly KeyedEffect[] }
  /** It is paused, and would go on otherwise. It stands where it stood. */
  | { readonly kind: 'paused' }
  | { readonly kind: 'ended'; readonly end: End };

/** An effect with its idempotency key, constant over retries, and the asking action. */
export interface KeyedEffect {
  readonly effect: EffectRequest;
  readonly key: string;
  readonly actionId: string;
}

/**
 * Runs an enrollment through as many actions as it can until it must wait, asks for more, or ends.
 * Pure: no I/O, no clock, no randomness; it reads and writes the workspace in memory, and that only.
 */
export function advance(input: AdvanceInput): Advance {
  const { now, workspace } = input;
  let { enrollment } = input;
  const steps: Step[] = [];
  const halted = (halt: Halt): Advance => ({ enrollment, steps, halt });
  for (let step = 0; step < STEPS_PER_TURN_MAX; step++) {
    if (step > 0 && input.isTurnOver?.()) break;
    const stage = stageOf(input, enrollment);
    if (stage.kind === 'needs') return halted(stage);
    if (stage.kind === 'end') {
      if (input.isPaused && stage.end.status !== 'UNENROLLED') return halted({ kind: 'paused' });
      if (stage.step) steps.push(stage.step);
      enrollment = { ...enrollment, wait: null, stepCount: enrollment.stepCount + (stage.step ? 1 : 0) };
      return halted({ kind: 'ended', end: stage.end });
    }
    if (stage.kind === 'closed') {
      enrollment = {
        ...enrollment,
        wait: { kind: 'window', since: enrollment.wait?.since ?? now, says: stage.says },
      };
      return halted({ kind: 'parked', until: stage.until, effects: [] });
    }
    const { node } = stage;
    const context = input.isPaused ? stage.context : inTurn(node, stage.context);
    const told = input.isPaused
      ? endOfWait(node, context)
      : (turnOf(node, context) ?? outcomeOf(node, context));
    if (!told) return halted({ kind: 'paused' });
    enrollment = context.enrollment;
    const onFailure = told.kind === 'failed' ? onFailureOf(context.program, node) : 'continue';
    const outcome = told.kind === 'failed' ? withPolicy(told, onFailure) : told;
    if (outcome.kind === 'needs') return halted(outcome);
    if (outcome.kind === 'park') {
      const { wait } = outcome;
      if (wait.kind === 'held' && !isSameHold(wait, enrollment.wait)) {
        steps.push(stepOf(enrollment, node, { ...wait, kind: 'failed' }, now));
        enrollment = { ...enrollment, stepCount: enrollment.stepCount + 1 };
      }
      enrollment = { ...enrollment, wait: asLongAs(enrollment.wait, withWakes(wait, outcome.wakes)) };
      return halted({ kind: 'parked', until: outcome.until, effects: keyed(outcome.effects, context, node) });
    }
    if ('writes' in outcome && outcome.writes) {
      const cause = causeOf(enrollment, node, now);
      for (const write of outcome.writes) applyWrite(workspace, write, cause);
    }
    steps.push(stepOf(enrollment, node, outcome, now));
    enrollment = after(enrollment, node, outcome, context.program);
    if (onFailure === 'stop')
      return halted({ kind: 'ended', end: { status: 'FAILED', reason: 'ACTION_FAILED' } });
  }
  return halted({ kind: 'parked', until: now, effects: [] });
}

/**
 * The action with its turn, where its pace gives it one by now. The turn is a part of its state from then on: an action that needs more, and
 * is run again in another batch, takes none anew.
 */
function inTurn(node: ProgramNode, context: RunContext): RunContext {
  const { enrollment, now } = context;
  const ask = turnAsk(node, context);
  const answer = ask && context.workspace.answer(ask);
  if (answer?.kind !== 'turn') return context;
  const since = enrollment.wait?.since ?? now;
  return { ...context, enrollment: { ...enrollment, wait: { kind: 'pace', since, turn: answer.at } } };
}

/** The wait of an action whose turn has not come; null for one that may run. */
function turnOf(node: ProgramNode, context: RunContext): Extract<Outcome, { kind: 'park' | 'needs' }> | null {
  const { wait } = context.enrollment;
  const ask = turnAsk(node, context);
  if (ask) return { kind: 'needs', asks: [ask] };
  if (wait?.kind !== 'pace' || wait.turn <= context.now || !context.program.isEnabled) return null;
  if (!poolOf(context.program, node)) return null;
  return { kind: 'park', wait, until: wait.turn };
}

/** What an action asks that has a pace, has not begun, and has no turn yet. */
function turnAsk(node: ProgramNode, { program, enrollment, now, idempotencyKey }: RunContext) {
  const pool = poolOf(program, node);
  if (!pool || !program.isEnabled || enrollment.wait?.kind === 'pace' || natureOf(enrollment.wait).hasBegun)
    return undefined;
  const { actionId, gapMs } = pool;
  return { kind: 'turn', flowId: program.flowId, actionId, gapMs, from: now, claim: idempotencyKey } as const;
}

/** The stage of an action: it begins, goes on, resumes from a skipped wait, or is not to run at all. */
function outcomeOf(node: ProgramNode, context: RunContext): Outcome {
  const { program, enrollment } = context;
  const { wait } = enrollment;
  if (isSkipped(wait)) return skipped('WAIT_SKIPPED', 'This wait was skipped.');
  if (!program.isEnabled && !node.isFlowControl && !natureOf(wait).hasBegun)
    return skipped('FLOW_TURNED_OFF', 'The flow was turned off when this action was due.');
  if (wait?.kind !== 'effect' || !node.finish) return node.run(context);
  const found = resultsOf(wait, context.workspace);
  switch (found.kind) {
    case 'needs':
      return found;
    case 'pending':
      return { kind: 'park', wait, until: null, ...(wait.wakes ? { wakes: wait.wakes } : {}) };
    case 'finished':
      return node.finish(found.results, context);
  }
}

/** The wait of a paused enrollment, told anew as if it went on; null when it does not wait any more, or not in an action that waits. */
function endOfWait(
  node: ProgramNode,
  context: RunContext,
): Extract<Outcome, { kind: 'park' | 'needs' }> | null {
  const { wait } = context.enrollment;
  if (!node.waits || !natureOf(wait).isWaitItself || isSkipped(wait)) return null;
  const outcome = node.run(context);
  if (outcome.kind === 'needs') return outcome;
  if (outcome.kind !== 'park') return null;
  // A new hold is a step of the log.
  return outcome.wait.kind === 'held' && !isSameHold(outcome.wait, wait) ? null : outcome;
}

function skipped(reason: Reason, message: string): Finished {
  return { kind: 'skipped', reason, message };
}

/** The hold is logged once. */
function isSameHold(wait: Wait & { readonly kind: 'held' }, before: Wait | null): boolean {
  return before?.kind === 'held' && before.reason === wait.reason && before.message === wait.message;
}

/** What stood still during a wait counts until it is over. */
function asLongAs(before: Wait | null, wait: Wait): Wait {
  const isSame = before?.since === wait.since && natureOf(before).isWaitItself;
  return isSame && before.stoodStill ? { ...wait, stoodStill: before.stoodStill } : wait;
}

function withWakes(wait: Wait, wakes: readonly string[] | undefined): Wait {
  return wakes && wakes.length > 0 ? { ...wait, wakes } : wait;
}

function keyed(
  effects: readonly EffectRequest[] | undefined,
  { idempotencyKey, program }: RunContext,
  { actionId }: ProgramNode,
): KeyedEffect[] {
  return (effects ?? []).map((effect) => {
    const retry = retryOf(program, actionId, effect.retry);
    const key = effectKey(idempotencyKey, effect.part);
    return { effect: retry ? { ...effect, retry } : effect, key, actionId };
  });
}

function causeOf(enrollment: EnrollmentState, { actionId }: ProgramNode, at: EpochMillis): WriteCause {
  const { flowId: id, id: enrollmentId, depth } = enrollment;
  return { at, source: { type: 'FLOW', id, enrollmentId, actionId }, depth: depth + 1 };
}
