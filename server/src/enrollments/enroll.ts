import type { FlowProgram, Trigger } from '@millrace/core/flow';
import { recordKey } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';
import type { AnswerOf } from '../platform/index.ts';
import { readNamed } from '../records/index.ts';
import { admit } from './admit.ts';
import type { enrolledAnswer } from './answers.ts';

/** What became of one record that was to be enrolled by hand. */
export type EnrollAnswer = AnswerOf<typeof enrolledAnswer>;

export interface EnrollOptions {
  /** Whether those come in who have been inside before. */
  readonly again?: 'as the flow says' | 'always';
  readonly depth?: number;
}

/**
 * Enrolls records by hand, or for another flow: their criteria are not asked. One that has been inside before comes again only
 * if the flow lets records in again, or if that is insisted on. One that was merged is the one that goes on for it. One that is
 * inside stays where it is; one that the flow keeps out is refused, and the flow's history shows it.
 */
export async function enrollRecords(
  unit: Unit,
  program: FlowProgram,
  recordIds: readonly string[],
  trigger: Trigger,
  { again = 'as the flow says', depth = 0 }: EnrollOptions = {},
): Promise<EnrollAnswer[]> {
  const { objectTypeId, definition } = program;
  const comesAgain = again === 'always' || (definition.enrollmentCriteria?.shouldReEnroll ?? false);
  const refs = [...new Set(recordIds)].map((id) => ({ objectTypeId, id }));
  const named = await readNamed(unit.tx, unit.account.id, refs);
  const present = refs.flatMap(({ id }) => {
    const image = named.get(recordKey({ objectTypeId, id }));
    return image?.archivedAt === null ? [{ asked: id, ref: { objectTypeId, id: image.id } }] : [];
  });
  const admitted = await admit(
    unit,
    present.map(({ ref }) => ({
      program,
      ref,
      enrolls: trigger,
      reEnrolls: comesAgain ? trigger : null,
      depth,
      at: unit.account.now,
    })),
  );
  const byId = new Map(present.map(({ asked }, index) => [asked, admitted[index]!]));
  return refs.map(
    ({ id }) => ({ objectId: id, ...(byId.get(id) ?? { outcome: 'RECORD_NOT_FOUND' }) }) as EnrollAnswer,
  );
}
