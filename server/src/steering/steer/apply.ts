import { programFor } from '@millrace/core/flow';
import { cancelEffectsOf } from '../../effects/index.ts';
import { loadPrograms } from '../../flows/index.ts';
import type { Unit } from '../../history/index.ts';
import {
  type Candidate,
  endEarly,
  insertSteeredSteps,
  lockForTurn,
  moveStored,
  readCandidates,
  skipWaits,
} from '../../passages/index.ts';
import type { Author } from '../../platform/index.ts';
import type { pacedFrom } from '../pace.ts';
import { pauseEnrollments } from '../pause-enrollments.ts';
import { resumeEnrollments } from '../resume-enrollments.ts';
import type { Steer } from './steer.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** How a chunk is steered. */
interface Steering {
  readonly by: Author | null;
  readonly jobId: string;
  /** The instants of those that are resumed. */
  readonly at: ReturnType<typeof pacedFrom>;
}

/** What came of a chunk: how many of each outcome, and how many were made due at the pace. */
export interface Steered {
  readonly outcomes: Readonly<Record<string, number>>;
  readonly given: number;
}

/**
 * Steers enrollments as they are once they are locked, which may be otherwise than when they were found; with a constant number of
 * statements. Each that is steered has a step in its log that says so.
 */
export async function applyTo(
  unit: Unit,
  { do: what, filter }: Steer,
  found: readonly Candidate[],
  { by, jobId, at }: Steering,
): Promise<Steered> {
  if (found.length === 0) return { outcomes: {}, given: 0 };
  await lockForTurn(unit, found);
  const candidates = await readCandidates(unit.tx, unit.account.id, found, filter.failed);
  const programs = await loadPrograms(unit.tx, unit.account, [...new Set(found.map(({ flowId }) => flowId))]);
  const programOf = ({ flowId, id }: Candidate) => {
    const program = programs.get(flowId) ?? null;
    return program && programFor(program, id);
  };
  const judged = candidates.map((candidate) => ({
    candidate,
    verdict: verdictOf(what, candidate, programOf(candidate)),
  }));
  const steered = judged.filter(({ verdict }) => verdict.isDone);
  const outcomes: Record<string, number> = {};
  for (const { verdict } of judged) outcomes[verdict.outcome] = (outcomes[verdict.outcome] ?? 0) + 1;
  const among = steered.map(({ candidate }) => candidate);
  if (what.type === 'PAUSE') {
    await pauseEnrollments(unit, among, { time: what.time, reason: what.reason }, by, { jobId });
    return { outcomes, given: 0 };
  }
  if (what.type === 'RESUME') {
    const { given } = await resumeEnrollments(unit, among, by, at, { jobId });
    return { outcomes, given };
  }
  await insertSteeredSteps(
    unit,
    steered.map(({ candidate, verdict }) => stepOf(candidate, verdict, { by, jobId })),
  );
  switch (what.type) {
    case 'UNENROLL':
      await endEarly(
        unit,
        among.map(({ flowId, recordId }) => ({ flowId, recordId, reason: 'MANUAL' })),
      );
      await cancelEffectsOf(unit, among);
      break;
    case 'SKIP_WAIT':
      await skipWaits(unit, among);
      break;
    case 'JUMP':
    case 'RETRY':
      await moveStored(
        unit,
        steered.map(({ candidate, verdict }) => ({
          candidate,
          actionId: verdict.to!,
          revisionId: programOf(candidate)!.revisionId,
        })),
      );
      await cancelEffectsOf(unit, among);
      break;
  }
  return { outcomes, given: 0 };
}

function stepOf(
  { flowId, id, status, actionId, wait }: Candidate,
  { outcome, to }: Verdict,
  told: { readonly by: Author | null; readonly jobId: string },
) {
  const from = status === 'ACTIVE' ? { actionId, waitingFor: wait?.kind ?? null } : { status };
  return {
    flowId,
    id,
    reason: outcome,
    detail: { ...told, from, ...(to === undefined ? {} : { to: { actionId: to } }) },
  };
}
