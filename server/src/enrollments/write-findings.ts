import { unenrollsOf } from '@millrace/core/flow';
import { type RecordRef, recordKey } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';
import { changeMemberships } from '../lists/index.ts';
import { convertCompleted, type Happened, wakeWaiting } from '../passages/index.ts';
import { loadRecords } from '../records/index.ts';
import { type Findings, type MatchedFlow, saveInstants } from '../triggers/index.ts';
import { admit, pairKey } from './admit.ts';
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
  for (const wave of wavesOf(flows)) await enterAndLeave(unit, wave);
  await wakeWaiting(unit, wakes);
  await saveInstants(unit, instants);
  if (memberships.length === 0) return;
  const refs = new Map<string, RecordRef>(memberships.map(({ ref }) => [recordKey(ref), ref]));
  await loadRecords(unit.tx, unit.account.id, [...refs.values()], 'wait');
  await changeMemberships(unit, memberships);
}

/** Who leaves by these, and then who comes in. */
async function enterAndLeave(unit: Unit, flows: readonly MatchedFlow[]): Promise<void> {
  const leaving = flows.filter(({ match }) => match.exits);
  await unenrollPairs(
    unit,
    leaving.map(({ program, ref, match }) => ({
      flowId: program.flowId,
      recordId: ref.id,
      reason: match.exits!,
    })),
  );
  // Whoever was inside has left just now; of the others, those who had gone through before may count.
  await convertCompleted(
    unit,
    leaving
      .filter(({ match }) => match.exits === 'GOAL_MET')
      .map(({ program, ref }) => ({ flowId: program.flowId, recordId: ref.id })),
  );
  await admit(
    unit,
    flows.filter(wantsIn).map((found) => {
      const { program, ref, match, depth, at, moved } = found;
      const { enrolls, reEnrolls } = match;
      return { program, ref, enrolls, reEnrolls, depth, at, moved, whileInside: whileInside(found) };
    }),
  );
}

/**
 * Findings that can be written together, so that all comes as if each were written by itself, in their order: in a wave nobody leaves a flow that
 * an earlier finding lets in, and whoever takes a record out of other flows comes after what came before, and before what comes after. Mostly
 * there is one wave.
 */
function wavesOf(flows: readonly MatchedFlow[]): MatchedFlow[][] {
  const waves: MatchedFlow[][] = [];
  const ofPairs = new Map<string, { readonly wave: number; readonly wantsIn: boolean }>();
  const ofRecords = new Map<string, { readonly first: number; readonly last: number }>();
  for (const found of flows) {
    const { program, ref, match } = found;
    const [pair, record] = [pairKey(program.flowId, ref), recordKey(ref)];
    const before = ofPairs.get(pair) ?? { wave: 0, wantsIn: false };
    const { first, last } = ofRecords.get(record) ?? { first: 0, last: 0 };
    const takesOut = wantsIn(found) && unenrollsOf(program.definition) !== 'none';
    const wave = Math.max(
      first,
      takesOut ? last : 0,
      match.exits && before.wantsIn ? before.wave + 1 : before.wave,
    );
    const others = waves[wave] ?? [];
    others.push(found);
    waves[wave] = others;
    ofPairs.set(pair, { wave, wantsIn: wantsIn(found) || (before.wantsIn && before.wave === wave) });
    ofRecords.set(record, { first: takesOut ? wave + 1 : first, last: Math.max(last, wave) });
  }
  return waves.filter((wave) => wave !== undefined);
}

function wantsIn({ match: { enrolls, reEnrolls } }: MatchedFlow): boolean {
  return enrolls !== null || reEnrolls !== null;
}

/** What a flow's own passages do does not let their records in again at once. */
function whileInside({ program: { flowId, policies }, occasion }: MatchedFlow): 'drop' | 'keep' {
  const source = occasion.kind === 'change' ? occasion.change.source : null;
  const isOwn = source?.type === 'FLOW' && source.id === flowId;
  return policies?.keepsTriggers && !isOwn ? 'keep' : 'drop';
}
