import type { FlowProgram, Trigger } from '@millrace/core/flow';
import { recordKey } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';
import type { AnswerOf } from '../platform/index.ts';
import { readNamed } from '../records/index.ts';
import { admit } from './admit.ts';
import type { enrolledAnswer } from './answers.ts';

/** The outcome of enrolling one record by hand. */
export type EnrollAnswer = AnswerOf<typeof enrolledAnswer>;

export interface EnrollOptions {
  /** Whether records that were inside before come in again. */
  readonly again?: 'as the flow says' | 'always';
  readonly depth?: number;
}

/**
 * Enrolls records by hand, or for another flow, without regard to the criteria. A record that was inside before comes again
 * only if the flow or the request allows it. A merged record stands for its survivor. A record inside stays where it is; a
 * refused record shows in the flow's history.
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
