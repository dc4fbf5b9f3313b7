import {
  type Advance,
  type Ask,
  drive,
  type EnrollmentState,
  type Halt,
  type Pace,
  programFor,
  type Turn,
  Workspace,
} from '@millrace/core/flow';
import { type RecordRef, recordKey } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { DueRow } from '../accounts/index.ts';
import { cancelEffectsOf, insertEffects, type NewEffect } from '../effects/index.ts';
import { answerAdmissions, enrollForFlows } from '../enrollments/index.ts';
import { loadPrograms } from '../flows/index.ts';
import type { Unit } from '../history/index.ts';
import { answerAsks } from '../loading/index.ts';
import {
  type ClaimedEnrollment,
  claimDue,
  claimDueOf,
  insertSteps,
  type SavedEnrollment,
  saveEnrollments,
  setAside,
} from '../passages/index.ts';
import { isOver, lockPaused } from '../pauses/index.ts';
import { ASKING_MS_MAX, Turns } from '../platform/index.ts';
import { loadRecords } from '../records/index.ts';
import { removedActions } from './removed-actions.ts';
import { type StepTally, tallied } from './work-observer.ts';

/** Time of an enrollment before other work of this process has its turn. */
const ENROLLMENT_TURN_MS = 200;
/** Time of one statement of a batch; longer than a frozen transaction keeps its locks. A batch of one has the connection's limit. */
const BATCH_STATEMENT_MS = 15_000;

/** Time of a batch before its rest is left to another. */
export interface BatchLimits {
  readonly advancingMs: number;
  /** The share of one enrollment before the others' turn. */
  readonly turnMs: number;
  readonly statementMs: number;
}

export const BATCH_LIMITS: BatchLimits = {
  advancingMs: ASKING_MS_MAX,
  turnMs: ENROLLMENT_TURN_MS,
  statementMs: BATCH_STATEMENT_MS,
};

/** The due enrollments of a batch, and its limits. */
export interface BatchOptions {
  readonly most: number;
  /** Of these ids. */
  readonly only?: readonly string[];
  /** Of a stretch of time that is worked at once: these. Others are left alone while one is open. */
  readonly rows?: readonly DueRow[] | undefined;
  readonly limits: BatchLimits;
}

/** The result of a batch. */
export interface BatchReport {
  readonly enrollments: number;
  readonly steps: number;
  /** The steps by type of action and outcome. */
  readonly taken: readonly StepTally[];
}

/**
 * Advances up to `most` due enrollments in one transaction: claims them, loads what they need with a constant number of
 * statements, runs each in memory, and writes everything with a constant number of statements.
 */
export async function runBatch(unit: Unit, { most, only, rows, limits }: BatchOptions): Promise<BatchReport> {
  const [, claimed] = await Promise.all([
    most > 1 ? limitStatements(unit, limits.statementMs) : undefined,
    rows
      ? claimDueOf(unit, only ? rows.filter(({ key }) => only.includes(key[1]!)) : rows)
      : unit.account.windowEnd === null
        ? claimDue(unit, most, only ?? null)
        : [],
  ]);
  if (claimed.length === 0) return { enrollments: 0, steps: 0, taken: [] };
  const pauses = await lockPaused(unit, flowsOf(claimed));
  const isHeld = (flowId: string) =>
    pauses.some(({ scope }) => scope === 'ACCOUNT' || scope.flowId === flowId);
  const isPaused = ({ flowId, paused }: ClaimedEnrollment) => !isOver(paused) || isHeld(flowId);
  return runClaimed(unit, claimed, { limits, isPaused });
}

/** How claimed enrollments are advanced. */
export interface ClaimedOptions {
  readonly limits: BatchLimits;
  /** One that is paused goes nowhere: it is set aside, unless it must leave, or its wait is not over yet. */
  readonly isPaused: (enrollment: ClaimedEnrollment) => boolean;
}

/** Advances enrollments that this transaction has claimed. */
export async function runClaimed(
  unit: Unit,
  claimed: readonly ClaimedEnrollment[],
  { limits, isPaused }: ClaimedOptions,
): Promise<BatchReport> {
  const programs = await loadPrograms(unit.tx, unit.account, flowsOf(claimed));
  const programOf = ({ flowId, id }: EnrollmentState) => {
    const program = programs.get(flowId) ?? null;
    return program && programFor(program, id);
  };
  const workspace = new Workspace(unit.world);
  await loadEnrolledRecords(unit, workspace, claimed);
  const due = inOrder(claimed);
  const turns = await drive(
    due.map((enrollment) => ({
      enrollment,
      program: programOf(enrollment),
      isPaused: isPaused(enrollment),
      now: unit.times.of(enrollment.record.id),
    })),
    {
      workspace,
      now: unit.account.now,
      afterRemoved: await removedActions(unit, claimed, programOf),
      answer: (asks) => answer(unit, workspace, asks),
      pace: paceOf(unit, limits),
    },
  );
  const saved: SavedEnrollment[] = [];
  const aside: ClaimedEnrollment[] = [];
  for (const [index, turn] of turns.entries()) {
    if (turn.halt.kind === 'paused') aside.push(due[index]!);
    else saved.push(savedOf(turn, turn.halt, due[index]!, unit.times.of(due[index]!.record.id)));
  }
  await Promise.all([
    insertSteps(unit, turns),
    insertEffects(
      unit,
      turns.flatMap((turn) => effectsOf(turn, unit.times.of(turn.enrollment.record.id))),
    ),
    saveEnrollments(unit, saved),
    setAside(unit, aside),
    cancelEffectsOf(unit, saved.flatMap(leftEarly)),
  ]);
  await enrollForFlows(unit, workspace);
  const taken = tallied(turns.flatMap(({ steps }) => steps));
  const begun = turns.filter(({ hasRun }) => hasRun);
  return { enrollments: begun.length, steps: taken.reduce((sum, { count }) => sum + count, 0), taken };
}

function flowsOf(claimed: readonly ClaimedEnrollment[]): string[] {
  return [...new Set(claimed.map(({ flowId }) => flowId))];
}

/** What rows answer, and then, of the records as they are by now, the doors of other flows. */
async function answer(unit: Unit, workspace: Workspace, asks: readonly Ask[]): Promise<void> {
  await answerAsks(unit.tx, unit.account.id, workspace, asks);
  await answerAdmissions(
    unit,
    workspace,
    asks.filter((ask) => ask.kind === 'admission'),
  );
}

/** An enrollment that ends early may have effects that have not begun. */
function leftEarly({ enrollment, end }: SavedEnrollment) {
  return end?.status === 'UNENROLLED' ? [{ id: enrollment.id, recordId: enrollment.record.id }] : [];
}

/** No longer than the connection allows anyway. */
async function limitStatements({ tx }: Unit, ms: number): Promise<void> {
  await tx`
    select set_config('statement_timeout', least(
      nullif(extract(epoch from current_setting('statement_timeout')::interval) * 1000, 0), ${ms}::integer
    )::integer::text, true)`;
}

/** The records of the claimed enrollments, locked in their order: their runs are exclusive until the commit. */
async function loadEnrolledRecords(
  unit: Unit,
  workspace: Workspace,
  claimed: readonly ClaimedEnrollment[],
): Promise<void> {
  const refs = new Map<string, RecordRef>(claimed.map(({ record }) => [recordKey(record), record]));
  const images = await loadRecords(unit.tx, unit.account.id, [...refs.values()], 'wait');
  for (const ref of refs.values()) workspace.loadRecord(ref, null, 'write');
  for (const image of images) workspace.loadRecord(image, image, 'write');
}

/** In the order in which they fell due. */
function inOrder(claimed: readonly ClaimedEnrollment[]): ClaimedEnrollment[] {
  return [...claimed].sort((a, b) => a.dueAt - b.dueAt || compareIds(a.id, b.id));
}

/**
 * When the time of the batch is over, only the first goes on: the next batch takes an enrollment that has not begun, or has
 * asked in vain.
 */
function paceOf(unit: Unit, { advancingMs, turnMs }: BatchLimits): Pace {
  const time = new Turns(unit.tx, advancingMs);
  return {
    next: () => time.next(),
    get areOver() {
      return time.areOver;
    },
    begin() {
      const end = performance.now() + turnMs;
      return () => performance.now() > end;
    },
  };
}

/** An enrollment with open asks is due again at once; one that has not run stands where it was. */
function savedOf(
  { enrollment, hasRun }: Turn,
  halt: Exclude<Halt, { kind: 'paused' }>,
  { wait: waited, dueAt }: ClaimedEnrollment,
  now: EpochMillis,
): SavedEnrollment {
  switch (halt.kind) {
    case 'needs':
      return { enrollment, waited, end: null, dueAt: hasRun ? now : dueAt };
    case 'parked':
      return { enrollment, waited, end: null, dueAt: halt.until };
    case 'ended':
      return { enrollment, waited, end: halt.end, dueAt: null };
  }
}

function effectsOf({ enrollment, halt }: Advance, at: EpochMillis): NewEffect[] {
  if (halt.kind !== 'parked') return [];
  const { flowId, id: enrollmentId } = enrollment;
  return halt.effects.map(({ effect, key, actionId }) => ({
    kind: effect.type,
    idempotencyKey: key,
    request: effect.request,
    target: effect.target,
    retry: effect.retry,
    flowId,
    enrollmentId,
    actionId,
    at,
  }));
}

function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
