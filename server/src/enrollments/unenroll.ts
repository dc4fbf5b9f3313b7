import type { RecordRef } from '@millrace/core/record';
import { cancelEffectsOf } from '../effects/index.ts';
import type { Unit } from '../history/index.ts';
import { endEarly, type Inside, type Leaving, selectActive } from '../passages/index.ts';

/** Ends the active enrollments of records in a flow early. Returns the records that were inside. */
export async function unenroll(
  unit: Unit,
  flowId: string,
  recordIds: readonly string[],
  reason: string,
): Promise<string[]> {
  const ended = await unenrollPairs(
    unit,
    recordIds.map((recordId) => ({ flowId, recordId, reason })),
  );
  return ended.map(({ recordId }) => recordId);
}

/** Ends the active enrollments of records in every flow. */
export async function unenrollRecords(unit: Unit, refs: readonly RecordRef[], reason: string): Promise<void> {
  if (refs.length === 0) return;
  const inside = await selectActive(unit, refs);
  await unenrollPairs(
    unit,
    inside.map((pair) => ({ ...pair, reason })),
  );
}

/**
 * Ends active enrollments early, and cancels their effects that have not begun. Four statements for any number. Returns the
 * ended ones.
 */
export async function unenrollPairs(unit: Unit, leaving: readonly Leaving[]): Promise<Inside[]> {
  const ended = await endEarly(unit, leaving);
  await cancelEffectsOf(unit, ended);
  return ended;
}
