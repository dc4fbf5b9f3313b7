import {
  type Ask,
  drive,
  type FlowProgram,
  type Pace,
  pinOf,
  type Turn,
  Workspace,
  withActionsOf,
} from '@millrace/core/flow';
import { loadPending } from '../effects/index.ts';
import { removedActions } from '../execution/index.ts';
import type { Unit } from '../history/index.ts';
import { answerAsks } from '../loading/index.ts';
import type { StandingEnrollment } from '../passages/index.ts';
import { loadRecords } from '../records/index.ts';
import { type Fate, fateOf } from './fate.ts';

/** A flow as it is, as it would be, and whether those inside would be left as they are. */
export interface Proposed {
  readonly current: FlowProgram;
  readonly next: FlowProgram;
  readonly isForNewOnes: boolean;
}

/** One step in a turn, which is as far as fates go. */
const ONE_STEP: Pace = { next: () => Promise.resolve(), areOver: false, begin: () => () => true };

/** The waits whose action has not begun, or has asked the outside world: no wait of ours to look at. */
const NOT_OURS = new Set(['window', 'pace', 'effect']);

/**
 * What becomes of enrollments by a save: waits are driven by one step, as the engine's batch would, in memory. Writes nothing, locks nothing; a constant
 * number of statements for any number.
 */
export async function tellFates(
  unit: Unit,
  proposed: Proposed,
  standing: readonly StandingEnrollment[],
): Promise<Fate[]> {
  const programOf = ({ id }: { readonly id: string }) => programAfter(proposed, id);
  const afterRemoved = await removedActions(unit, standing, programOf);
  const dropped = await droppedEffects(unit, proposed, standing);
  const known = standing.map((each) =>
    dropped.has(each.id) ? SKIPPED : withoutDriving(each, programOf(each), afterRemoved, unit.account.now),
  );
  const driven = standing.filter((_, index) => known[index] === null);
  const turns = await driveAll(unit, driven, programOf, afterRemoved);
  let next = 0;
  return known.map((fate, index) => fate ?? fateOf(standing[index]!, turns[next++]!));
}

const SKIPPED: Fate = { kind: 'IS_SKIPPED', reason: 'FLOW_TURNED_OFF' };

/** Those whose effects are dropped when the flow is turned off: nobody has begun them. */
async function droppedEffects(
  { tx, account }: Unit,
  { current, next }: Proposed,
  standing: readonly StandingEnrollment[],
): Promise<ReadonlySet<string>> {
  if (!current.isEnabled || next.isEnabled) return new Set();
  const waiting = standing.filter(({ wait }) => wait?.kind === 'effect').map(({ id }) => id);
  const effects = await loadPending(tx, account.id, waiting);
  return new Set(
    waiting.filter((id) => {
      const effect = effects.get(id);
      return effect && !effect.inHand && effect.awaitingSince === null;
    }),
  );
}

/** What an enrollment would go through after the save. */
function programAfter({ current, next, isForNewOnes }: Proposed, id: string): FlowProgram {
  const pin = pinOf(current.pinned ?? [], id);
  if (pin) return withActionsOf(pin.program, next);
  return isForNewOnes ? withActionsOf(current, next) : next;
}

/** Null for a wait, whose own rules decide. */
function withoutDriving(
  enrollment: StandingEnrollment,
  program: FlowProgram,
  afterRemoved: (enrollment: StandingEnrollment) => string | null,
  now: number,
): Fate | null {
  const { actionId, wait, dueAt, id } = enrollment;
  if (actionId === null) return { kind: 'STAYS' };
  if (!program.nodes.has(actionId)) {
    const next = afterRemoved(enrollment);
    return next === null ? { kind: 'ENDS', reason: 'ACTION_REMOVED' } : { kind: 'MOVES_TO', actionId: next };
  }
  if (wait === null || !NOT_OURS.has(wait.kind)) return null;
  if (wait.kind !== 'window') return { kind: 'STAYS' };
  const opening = program.allowedFrom ? program.allowedFrom(now, id) : now;
  if (opening === null || opening === dueAt) return { kind: 'STAYS' };
  return opening <= now ? { kind: 'GOES_ON_NOW', actionId } : { kind: 'WAITS_UNTIL', until: opening };
}

async function driveAll(
  unit: Unit,
  standing: readonly StandingEnrollment[],
  programOf: (enrollment: StandingEnrollment) => FlowProgram,
  afterRemoved: (enrollment: StandingEnrollment) => string | null,
): Promise<Turn[]> {
  if (standing.length === 0) return [];
  const workspace = new Workspace(unit.world);
  const refs = standing.map(({ record }) => record);
  for (const ref of refs) workspace.loadRecord(ref, null, 'write');
  for (const image of await loadRecords(unit.tx, unit.account.id, refs, 'none'))
    workspace.loadRecord(image, image, 'write');
  return drive(
    standing.map((enrollment) => ({ enrollment, program: programOf(enrollment) })),
    {
      workspace,
      now: unit.account.now,
      afterRemoved: (enrollment) => afterRemoved(enrollment as StandingEnrollment),
      answer: (asks) => answerAsks(unit.tx, unit.account.id, workspace, asks.filter(isOnlyRead)),
      pace: ONE_STEP,
    },
  );
}

/** What is answered without a lock, and without handing anything out. */
function isOnlyRead(ask: Ask): boolean {
  switch (ask.kind) {
    case 'record':
      return !ask.toWrite;
    case 'admission':
    case 'reservation':
    case 'rotation':
    case 'turn':
      return false;
    default:
      return true;
  }
}
