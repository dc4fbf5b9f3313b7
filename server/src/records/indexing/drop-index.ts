import type { Unit } from '../../history/index.ts';
import { type JobKind, startJob } from '../../jobs/index.ts';
import { deletePropertyIndex, removeSearchIndex } from '../../schema/index.ts';
import { deleteSomeOfIndex, type IndexTable } from '../queries/indexed-values.ts';

/** Values in one transaction. */
const VALUES_PER_CHUNK = 5_000;

/** Takes out what is left of an index that nobody keeps any more. */
export const dropIndex: JobKind = dropping('DROP_INDEX', 'indexed_values');

/** The same for an index of searches. */
export const dropSearchIndex: JobKind = dropping('DROP_SEARCH_INDEX', 'search_values');

function dropping(name: string, table: IndexTable): JobKind {
  return {
    name,
    most: VALUES_PER_CHUNK,
    mustFinish: 'the values of the index would stay behind.',
    async chunk({ tx, account }, job, most) {
      const { indexId } = job.asked as { readonly indexId: string };
      const done = await deleteSomeOfIndex(tx, table, account.id, indexId, most);
      return done < most ? { done, result: { indexId } } : { done, next: {} };
    },
  };
}

/** Takes an index out of use, with no other write of the account beside it; a job takes its values out. */
export async function endIndex(unit: Unit, indexId: string): Promise<void> {
  await deletePropertyIndex(unit.tx, unit.account.id, indexId);
  await startJob(unit, { kind: dropIndex.name, asked: { indexId }, askedBy: null });
}

/** The same for an index of searches; one that is unwanted is not made again unless somebody asks for it. */
export async function endSearchIndex(unit: Unit, indexId: string, how: 'UNWANTED' | 'GONE'): Promise<void> {
  await removeSearchIndex(unit.tx, unit.account.id, indexId, how);
  await startJob(unit, { kind: dropSearchIndex.name, asked: { indexId }, askedBy: null });
}
