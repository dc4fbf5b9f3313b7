import type { Unit } from '../../history/index.ts';
import { type JobKind, startJob } from '../../jobs/index.ts';
import { deletePropertyIndex } from '../../schema/index.ts';
import { deleteSomeOfIndex } from '../queries/indexed-values.ts';

/** Values in one transaction. */
const VALUES_PER_CHUNK = 5_000;

/** Takes out what is left of an index that nobody keeps any more. */
export const dropIndex: JobKind = {
  name: 'DROP_INDEX',
  most: VALUES_PER_CHUNK,
  mustFinish: 'the values of the index would stay behind.',
  async chunk({ tx, account }, job, most) {
    const { indexId } = job.asked as { readonly indexId: string };
    const done = await deleteSomeOfIndex(tx, account.id, indexId, most);
    return done < most ? { done, result: { indexId } } : { done, next: {} };
  },
};

/** Takes an index out of use, with no other write of the account beside it; a job takes its values out. */
export async function endIndex(unit: Unit, indexId: string): Promise<void> {
  await deletePropertyIndex(unit.tx, unit.account.id, indexId);
  await startJob(unit, { kind: dropIndex.name, asked: { indexId }, askedBy: null });
}
