import { EVENT_TYPES } from '@millrace/core/criteria';
import type { Change, RecordEvent, RecordRef, WriteCause } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';
import { dropTriggers, releaseTriggers } from './kept-triggers.ts';
import { logStatusLists } from './status-lists.ts';
import { tellOfPassages } from './tell-passages.ts';

/** A passage that has begun, has ended, or counts from now on as having led to the goal. */
export interface PassageMove {
  readonly enrollmentId: string;
  readonly flowId: string;
  readonly ref: RecordRef;
  readonly step: 'began' | 'completed' | 'failed' | 'left' | 'converted';
  /** Why it ended. */
  readonly reason?: string;
  readonly depth: number;
}

/**
 * Tells the records' stories of passages: events, and the flows' own lists. Only what is read by a flow or a list is told, so that a
 * passage costs nothing more where nobody asks. Call it once the enrollments are written.
 */
export async function logMoves(unit: Unit, moves: readonly PassageMove[]): Promise<void> {
  for (const move of moves) raiseEvents(unit, move);
  tellOfPassages(
    unit,
    moves.map(({ flowId, enrollmentId, ref }) => ({ flowId, enrollmentId, record: ref })),
  );
  await logStatusLists(unit, moves);
  await settleKept(unit, moves);
}

/** What fired meanwhile enrolls whoever is through; who has left has left. */
async function settleKept(unit: Unit, moves: readonly PassageMove[]): Promise<void> {
  const keeping = moves.filter(({ flowId }) => unit.interest.keepsTriggers(flowId));
  const of = (...steps: readonly PassageMove['step'][]) =>
    keeping
      .filter(({ step }) => steps.includes(step))
      .map(({ flowId, enrollmentId, ref }) => ({ flowId, enrollmentId, recordId: ref.id }));
  await releaseTriggers(unit, of('completed', 'failed'));
  await dropTriggers(unit, of('left'));
}

function raiseEvents({ world, interest, times }: Unit, move: PassageMove): void {
  const { enrollmentId, flowId, ref, depth, reason } = move;
  const at = times.of(ref.id);
  const cause: WriteCause = {
    at,
    source: { type: 'FLOW', id: flowId, enrollmentId },
    depth: depth + 1,
  };
  const properties = {
    hs_flow_id: flowId,
    hs_enrollment_id: enrollmentId,
    ...(reason === undefined ? {} : { hs_end_reason: reason }),
  };
  for (const eventTypeId of eventsOf(move)) {
    const event: RecordEvent = { ref, eventTypeId, properties, occurredAt: at };
    if (interest.wants(changeOf(event, cause))) world.happened(event, cause);
  }
}

/** Who leaves by the goal has reached it, and has left; so has who fails. Who has gone through has not left. */
function eventsOf({ step, reason }: PassageMove): readonly string[] {
  switch (step) {
    case 'began':
      return [EVENT_TYPES.WORKFLOW_ENROLLED];
    case 'left':
      return reason === 'GOAL_MET'
        ? [EVENT_TYPES.WORKFLOW_GOAL_ACHIEVED, EVENT_TYPES.WORKFLOW_UNENROLLED]
        : [EVENT_TYPES.WORKFLOW_UNENROLLED];
    case 'failed':
      return [EVENT_TYPES.WORKFLOW_UNENROLLED];
    case 'converted':
      return [EVENT_TYPES.WORKFLOW_GOAL_ACHIEVED];
    case 'completed':
      return [];
  }
}

function changeOf({ ref, eventTypeId }: RecordEvent, cause: WriteCause): Change {
  return { ref, kind: 'event', before: null, after: { eventTypeId }, ...cause };
}
