import type { FlowProgram, Trigger } from '@millrace/core/flow';
import { loadRecords } from '../crm/index.ts';
import type { Unit } from '../history/index.ts';
import { type Admitted, admit } from './admit.ts';

/** What became of one record that was to be enrolled by hand. */
export interface EnrollAnswer {
  readonly objectId: string;
  readonly outcome: Exclude<Admitted['outcome'], 'ENROLLED_BEFORE'> | 'RECORD_NOT_FOUND';
  readonly enrollmentId?: string;
}

/**
 * Enrolls records by hand, or for another flow: their criteria are not asked, nor whether they have been inside before.
 * One that is inside stays where it is; one that the flow keeps out is refused, and the flow's history shows it.
 */
export async function enrollRecords(
  unit: Unit,
  program: FlowProgram,
  recordIds: readonly string[],
  trigger: Trigger,
  depth = 0,
): Promise<EnrollAnswer[]> {
  const { objectTypeId } = program;
  const refs = [...new Set(recordIds)].map((id) => ({ objectTypeId, id }));
  const images = await loadRecords(unit.tx, unit.account.id, refs, 'none');
  const there = new Set(images.filter((image) => image.archivedAt === null).map((image) => image.id));
  const present = refs.filter((ref) => there.has(ref.id));
  const admitted = await admit(
    unit,
    present.map((ref) => ({ program, ref, first: trigger, again: trigger, depth, at: unit.account.now })),
  );
  const byId = new Map(present.map((ref, index) => [ref.id, admitted[index]!]));
  return refs.map(
    ({ id }) => ({ objectId: id, ...(byId.get(id) ?? { outcome: 'RECORD_NOT_FOUND' }) }) as EnrollAnswer,
  );
}
