import { changeSchema } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import { type Job, type JobKind, startJob } from '../../jobs/index.ts';
import { drawPropertyIndexId, insertPropertyIndex, setIndexReady } from '../../schema/index.ts';
import { countRecords, lastRecordId, selectInRange } from '../id-range.ts';
import { insertIndexedValues, lockValues } from '../queries/indexed-values.ts';

/** What a job of this kind is asked. */
interface Asked {
  readonly indexId: string;
  readonly objectTypeId: string;
  readonly property: string;
  /** The last record that there was when every write began to keep the index. */
  readonly lastId: string;
}

/** Records in one transaction; their rows are locked so long. */
const RECORDS_PER_CHUNK = 1_000;

/**
 * Puts the values that records have into an index that is kept by every write already. A record that is being written to is waited for:
 * either its writer is done, and its value is read, or it comes later and finds the value in the index.
 */
export const buildIndex: JobKind = {
  name: 'BUILD_INDEX',
  most: RECORDS_PER_CHUNK,
  mustFinish: 'the index is needed by flows. It ends when none of them is on.',
  async chunk(unit, job, most) {
    const { tx, account, schema } = unit;
    const { indexId, objectTypeId, property, lastId } = job.asked as unknown as Asked;
    if (schema.indexes(objectTypeId).get(property)?.id !== indexId)
      return { done: 0, result: { indexId, state: 'DROPPED' } };
    const afterId = (job.place as { readonly afterId: string } | null)?.afterId ?? '0';
    const range = { objectTypeId, afterId, lastId };
    const ids = (await selectInRange(tx, account.id, range, { params: [], most })).map(({ id }) => id);
    const held = await lockValues(tx, account.id, objectTypeId, property, ids);
    await insertIndexedValues(
      tx,
      account.id,
      held.map((each) => ({ indexId, ...each })),
    );
    const outcomes = { INDEXED: held.length };
    const total = job.place === null ? { total: await countRecords(tx, account.id, objectTypeId) } : {};
    if (ids.length === most) return { done: ids.length, outcomes, ...total, next: { afterId: ids.at(-1)! } };
    await setIndexReady(tx, account.id, indexId, account.now);
    await changeSchema(tx, account.id);
    return { done: ids.length, outcomes, ...total, result: { indexId, state: 'READY' } };
  },
};

/** Makes an index that all writes keep from the commit on, which no other write of the account is beside; a job builds it. */
export async function beginIndex(
  unit: Unit,
  { objectTypeId, property }: Pick<Asked, 'objectTypeId' | 'property'>,
  flowIds: readonly string[],
): Promise<Job> {
  const { tx, account } = unit;
  const indexId = await drawPropertyIndexId(tx);
  const [row] = await tx`select (${lastRecordId(tx)}) as "lastId"`;
  const asked: Asked = { indexId, objectTypeId, property, lastId: row!['lastId'] as string };
  const job = await startJob(unit, { kind: buildIndex.name, asked: { ...asked }, askedBy: null });
  const { id: jobId } = job;
  const createdAt = account.now;
  await insertPropertyIndex(tx, account.id, {
    id: indexId,
    objectTypeId,
    property,
    flowIds,
    jobId,
    createdAt,
  });
  return job;
}
