import type { FlowProgram, Trigger } from '@millrace/core/flow';
import { loadRecords } from '../crm/index.ts';
import type { Unit } from '../history/index.ts';
import { insertEnrollments, loadStandings } from './queries.ts';

/** What became of one record that was to be enrolled by hand. */
export interface EnrollAnswer {
  readonly objectId: string;
  readonly outcome: 'ENROLLED' | 'ALREADY_ACTIVE' | 'RECORD_NOT_FOUND';
  readonly enrollmentId?: string;
}

/**
 * Enrolls records by hand, or for another flow: their criteria are not asked, nor whether they have been inside before.
 * One that is inside stays where it is.
 */
export async function enrollRecords(
  unit: Unit,
  program: FlowProgram,
  recordIds: readonly string[],
  trigger: Trigger,
  depth = 0,
): Promise<EnrollAnswer[]> {
  const { objectTypeId, flowId } = program;
  const refs = [...new Set(recordIds)].map((id) => ({ objectTypeId, id }));
  const images = await loadRecords(unit.tx, unit.account.id, refs, 'none');
  const there = new Set(images.filter((image) => image.archivedAt === null).map((image) => image.id));
  const standings = await loadStandings(
    unit.tx,
    unit.account.id,
    refs.map((ref) => ({ flowId, recordId: ref.id })),
  );
  const free = refs.filter((ref) => there.has(ref.id) && !standings.get(`${flowId}/${ref.id}`)?.active);
  const ids = await insertEnrollments(
    unit,
    free.map((ref) => ({
      flowId,
      revisionId: program.revisionId,
      startActionId: program.startActionId ?? null,
      ref,
      trigger,
      depth,
      at: unit.account.now,
    })),
  );
  const entered = new Map(free.map((ref, index) => [ref.id, ids[index] ?? null]));
  return refs.map(({ id }) => {
    const enrollmentId = entered.get(id);
    if (enrollmentId) return { objectId: id, outcome: 'ENROLLED', enrollmentId };
    return { objectId: id, outcome: there.has(id) ? 'ALREADY_ACTIVE' : 'RECORD_NOT_FOUND' };
  });
}
