import {
  type Advance,
  type AdvanceInput,
  type Ask,
  advance,
  type FlowProgram,
  Workspace,
} from '@millrace/core/flow';
import { type MembershipWrite, type RecordRef, recordKey } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import { answerAsks } from '../actions/index.ts';
import { insertEffects, type NewEffect } from '../effects/index.ts';
import {
  type ClaimedEnrollment,
  claimDue,
  insertSteps,
  type SavedEnrollment,
  saveEnrollments,
} from '../enrollments/index.ts';
import { loadPrograms } from '../flows/index.ts';
import type { Unit } from '../history/index.ts';
import { writeMemberships } from '../lists/index.ts';
import { flushWorld, loadRecords, worldOf } from '../records/index.ts';
import { loadSchema } from '../schema/index.ts';
import { ASKING_MS_MAX, Turns } from '../triggers/index.ts';
import { removedActions } from './removed-actions.ts';
import { type StepTally, tallied } from './work-observer.ts';

/** How often a batch may answer asks; enrollments that still need more are due again at once. */
const ROUNDS_MAX = 8;

/** How long an enrollment goes on before others of this process have their turn. */
const ENROLLMENT_TURN_MS = 200;
/** How long one statement of a batch may take; longer than a frozen transaction keeps what it holds. One by itself has what the connection allows. */
const BATCH_STATEMENT_MS = 15_000;

/** What a batch may take before what is left of it is another's. */
export interface BatchLimits {
  readonly advancingMs: number;
  /** Of which one enrollment has this at most before it is the turn of others. */
  readonly turnMs: number;
  readonly statementMs: number;
}

export const BATCH_LIMITS: BatchLimits = {
  advancingMs: ASKING_MS_MAX,
  turnMs: ENROLLMENT_TURN_MS,
  statementMs: BATCH_STATEMENT_MS,
};

/** Which of the due enrollments a batch takes, and what it may take. */
export interface BatchOptions {
  readonly most: number;
  /** Of these ids. */
  readonly only?: readonly string[];
  readonly limits: BatchLimits;
}

/** What a batch did. */
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
export async function runBatch(unit: Unit, { most, only, limits }: BatchOptions): Promise<BatchReport> {
  const [, claimed] = await Promise.all([
    most > 1 ? limitStatements(unit, limits.statementMs) : undefined,
    claimDue(unit, most, only ?? null),
  ]);
  if (claimed.length === 0) return { enrollments: 0, steps: 0, taken: [] };
  const programs = await loadPrograms(unit.tx, unit.account, [
    ...new Set(claimed.map(({ flowId }) => flowId)),
  ]);
  const schema = await loadSchema(unit.tx, unit.account.id, unit.account.schemaVersion);
  const workspace = new Workspace(worldOf(schema));
  await loadEnrolledRecords(unit, workspace, claimed);
  const turns = await advanceAll(unit, workspace, claimed, programs, limits);
  const saved = turns.map((turn) => savedOf(turn, unit.account.now));
  await Promise.all([
    flushWorld(unit, workspace.world, (objectTypeId) => schema.uniqueProperties(objectTypeId)),
    writeMemberships(unit, workspace.world.membershipWrites.map(membershipOf)),
    insertSteps(unit, turns),
    insertEffects(unit, turns.flatMap(effectOf)),
    saveEnrollments(unit, saved),
  ]);
  const taken = tallied(turns.flatMap(({ steps }) => steps));
  const begun = turns.filter(({ backTo }) => backTo === null);
  return { enrollments: begun.length, steps: taken.reduce((sum, { count }) => sum + count, 0), taken };
}

/** No longer than the connection allows anyway. */
async function limitStatements({ tx }: Unit, ms: number): Promise<void> {
  await tx`
    select set_config('statement_timeout', least(
      nullif(extract(epoch from current_setting('statement_timeout')::interval) * 1000, 0), ${ms}::integer
    )::integer::text, true)`;
}

/** The records of the claimed enrollments, locked in their order: what runs in them is exclusive until the commit. */
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

/**
 * Runs every enrollment until it stops, answering all asks of a round together. In the order in which they fell due. When the
 * time of the batch is over only the first goes on: whoever has not begun, or has asked in vain, is the next batch's.
 */
async function advanceAll(
  unit: Unit,
  workspace: Workspace,
  claimed: readonly ClaimedEnrollment[],
  programs: ReadonlyMap<string, FlowProgram | null>,
  { advancingMs, turnMs }: BatchLimits,
): Promise<Turn[]> {
  const afterRemoved = await removedActions(unit, claimed, programs);
  const inOrder = [...claimed].sort((a, b) => a.dueAt - b.dueAt || compareIds(a.id, b.id));
  const turns = inOrder.map(
    (enrollment): Turn => ({
      enrollment,
      steps: [],
      halt: { kind: 'needs', asks: [] },
      backTo: enrollment.dueAt,
    }),
  );
  const time = new Turns(unit.tx, advancingMs);
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const asks: Ask[] = [];
    let isFirst = true;
    for (const [index, turn] of turns.entries()) {
      if (turn.halt.kind !== 'needs' || isHeldUp(turn.halt.asks, workspace)) continue;
      if (!isFirst && time.areOver) break;
      isFirst = false;
      await time.next();
      const program = programs.get(turn.enrollment.flowId) ?? null;
      const next = advanceOne(
        {
          program,
          enrollment: turn.enrollment,
          workspace,
          now: unit.account.now,
          afterRemoved,
        },
        turnMs,
      );
      turns[index] = {
        ...next,
        backTo: null,
        steps: turn.steps.length === 0 ? next.steps : [...turn.steps, ...next.steps],
      };
      if (next.halt.kind === 'needs') asks.push(...next.halt.asks);
    }
    if (asks.length === 0) break;
    await answerAsks(unit.tx, unit.account.id, workspace, asks);
  }
  return turns;
}

/** How far an enrollment came, and when it had fallen due if it was not its turn yet. */
interface Turn extends Advance {
  readonly backTo: EpochMillis | null;
}

/** An action that throws is a bug of its code: it ends this enrollment, with the error on record, and no other. */
function advanceOne(input: AdvanceInput, turnMs: number): Advance {
  const end = performance.now() + turnMs;
  try {
    return advance({ ...input, isTurnOver: () => performance.now() > end });
  } catch (error) {
    throw new EnrollmentError(input.enrollment.id, error as Error);
  }
}

/** An enrollment could not be advanced. */
export class EnrollmentError extends Error {
  override readonly name = 'EnrollmentError';
  readonly enrollmentId: string;

  constructor(enrollmentId: string, cause: Error) {
    super(`The enrollment ${enrollmentId} cannot be advanced: ${cause.message}`, { cause });
    this.enrollmentId = enrollmentId;
  }
}

/** Whether a turn waits for a record that another transaction holds. */
function isHeldUp(asks: readonly Ask[], workspace: Workspace): boolean {
  return asks.some((ask) => ask.kind === 'record' && ask.toWrite && workspace.access(ask.ref) === 'busy');
}

function membershipOf({ action, ref, listId, cause }: MembershipWrite) {
  return { action, ref, listId, ...cause };
}

function savedOf({ enrollment, halt, backTo }: Turn, now: EpochMillis): SavedEnrollment {
  switch (halt.kind) {
    case 'needs':
      return { enrollment, end: null, dueAt: backTo ?? now };
    case 'parked':
      return { enrollment, end: null, dueAt: halt.until };
    case 'effect':
    case 'waiting':
      return { enrollment, end: null, dueAt: null };
    case 'ended':
      return { enrollment, end: halt.end, dueAt: null };
  }
}

function effectOf({ enrollment, halt }: Advance): NewEffect[] {
  if (halt.kind !== 'effect') return [];
  const { flowId, id: enrollmentId } = enrollment;
  const of = { flowId, enrollmentId, actionId: halt.actionId };
  return halt.effects.map(({ effect, key }) => ({
    kind: effect.type,
    idempotencyKey: key,
    ...of,
    request: effect.request,
  }));
}

function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
