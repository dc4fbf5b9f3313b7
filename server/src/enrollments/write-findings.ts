import { type RecordRef, recordKey } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';
import { changeMemberships } from '../lists/index.ts';
import { convertCompleted, type Happened, wakeWaiting } from '../passages/index.ts';
import { loadRecords } from '../records/index.ts';
import { type Findings, type MatchedFlow, saveInstants } from '../triggers/index.ts';
import { type Admitted, admit, pairKey } from './admit.ts';
import { unenrollPairs } from './unenroll.ts';

/**
 * Writes findings: the records that leave and enter flows, in order; the next instants; the records that join and leave
 * lists. Due rows, enrollments, records: the product's order of locks.
 */
export async function writeFindings(
  unit: Unit,
  { flows, instants, memberships }: Findings,
  /** What ends waits early. */
  wakes: readonly Happened[] = [],
): Promise<void> {
  await leave(
    unit,
    flows.filter(({ match }) => match.exits),
  );
  // Whoever was inside has left just now; of the others, those who had gone through before may count.
  await convertCompleted(
    unit,
    flows
      .filter(({ match }) => match.exits === 'GOAL_MET')
      .map(({ program, ref }) => ({ flowId: program.flowId, recordId: ref.id })),
  );
  const wanting = flows.filter(({ match }) => match.enrolls || match.reEnrolls);
  const admitted = await admit(
    unit,
    wanting.map((found) => {
      const { program, ref, match, depth, at } = found;
      const { enrolls, reEnrolls } = match;
      return { program, ref, enrolls, reEnrolls, depth, at, whileInside: whileInside(found) };
    }),
  );
  await leave(unit, leavingAfter(flows, admitted));
  await wakeWaiting(unit, wakes);
  await saveInstants(unit, instants);
  if (memberships.length === 0) return;
  const refs = new Map<string, RecordRef>(memberships.map(({ ref }) => [recordKey(ref), ref]));
  await loadRecords(unit.tx, unit.account.id, [...refs.values()], 'wait');
  await changeMemberships(unit, memberships);
}

/** What a flow's own passages do does not let their records in again at once. */
function whileInside({ program: { flowId, policies }, occasion }: MatchedFlow): 'drop' | 'keep' {
  const source = occasion.kind === 'change' ? occasion.change.source : null;
  const isOwn = source?.type === 'FLOW' && source.id === flowId;
  return policies?.keepsTriggers && !isOwn ? 'keep' : 'drop';
}

/** Enrollments that began just now and had to end again before the last of the changes. */
function leavingAfter(flows: readonly MatchedFlow[], admitted: readonly Admitted[]): MatchedFlow[] {
  if (!admitted.some(({ outcome }) => outcome === 'ENROLLED')) return [];
  const inside = new Set<string>();
  let asked = 0;
  return flows.filter(({ program, ref, match }) => {
    const key = pairKey(program.flowId, ref);
    if (match.exits && inside.has(key)) return true;
    if ((match.enrolls || match.reEnrolls) && admitted[asked++]?.outcome === 'ENROLLED') inside.add(key);
    return false;
  });
}

async function leave(unit: Unit, leaving: readonly MatchedFlow[]): Promise<void> {
  await unenrollPairs(
    unit,
    leaving.map(({ program, ref, match }) => ({
      flowId: program.flowId,
      recordId: ref.id,
      reason: match.exits!,
    })),
  );
}
