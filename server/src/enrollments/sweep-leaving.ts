import type { FlowDefinition, LeaveReason } from '@millrace/core/flow';
import type { FlowHook } from '../flows/index.ts';
import type { Unit } from '../history/index.ts';
import { insideAfter } from '../passages/index.ts';
import { Turns } from '../platform/index.ts';
import { CHUNK_MS_MAX, type Chunk, loadReaders, type Sweep, startSweep } from '../triggers/index.ts';
import { askRecords } from './door/ask-records.ts';
import { asStored } from './door/sight.ts';
import { unenrollPairs } from './unenroll.ts';

/** Records in one transaction of the sweep. */
const RECORDS_PER_CHUNK = 1_000;
/** Records asked between two looks at the time. */
const ASKED_AT_ONCE = 100;

/**
 * After a save by which those inside may have to leave (a suppression list was added, the goal or the criteria for leaving are others, or
 * nobody looked while the flow was off): they are asked in the background. What was so before the save counts as well.
 */
export const sweepLeaving: FlowHook = async (unit, { flowId, previous, next }) => {
  if (!previous || !next?.isEnabled || !mayEnd(previous, next)) return;
  const { objectTypeId } = next;
  await startSweep(unit, { kind: 'LEAVE', reader: 'FLOW', readerId: flowId, objectTypeId });
};

/** Whether a save may end passages of those who met the exits of the flow before it. */
export function mayEnd(previous: FlowDefinition, next: FlowDefinition): boolean {
  const exits = JSON.stringify(exitsOf(next));
  if (exits === NO_EXITS) return false;
  return !previous.isEnabled || JSON.stringify(exitsOf(previous)) !== exits;
}

function exitsOf(flow: FlowDefinition) {
  return flow.type === 'CONTACT_FLOW'
    ? [flow.suppressionListIds, flow.goalFilterBranch ?? null]
    : [[], flow.suppressionFilterBranch ?? null];
}

const NO_EXITS = JSON.stringify([[], null]);

/** Unenrolls those of the next records inside that may not be there. */
export async function leaveChunk(unit: Unit, sweep: Sweep): Promise<Chunk> {
  const { readerId: flowId, objectTypeId } = sweep;
  const reader = (await loadReaders(unit.tx, unit.account)).reader('FLOW', flowId);
  const inside = reader ? await insideAfter(unit, flowId, sweep.afterId, RECORDS_PER_CHUNK) : [];
  if (reader?.reader !== 'FLOW' || inside.length === 0)
    return { lastId: null, looked: 0, found: 0, outcomes: {}, unasked: [] };
  const { program } = reader.triggers;
  const standing = { inside: null, insideBefore: null, comesAgain: true };
  const turns = new Turns(unit.tx, CHUNK_MS_MAX);
  const reasons: (LeaveReason | null)[] = [];
  while (reasons.length < inside.length && (reasons.length === 0 || !turns.areOver)) {
    const next = inside.slice(reasons.length, reasons.length + ASKED_AT_ONCE);
    const asked = next.map((id) => ({ program, ref: { objectTypeId, id }, standing }));
    reasons.push(...(await askRecords(unit, asked, asStored(unit))));
  }
  const leaving = reasons.flatMap((reason, index) =>
    reason ? [{ flowId, recordId: inside[index]!, reason }] : [],
  );
  const ended = await unenrollPairs(unit, leaving);
  const isLast = reasons.length === inside.length && inside.length < RECORDS_PER_CHUNK;
  return {
    lastId: isLast ? null : inside[reasons.length - 1]!,
    looked: reasons.length,
    found: leaving.length,
    outcomes: { UNENROLLED: ended.length },
    unasked: [],
  };
}
