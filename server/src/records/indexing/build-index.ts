import { changeSchema, paramsOf } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import { type Chunk, type Job, type JobKind, startJob } from '../../jobs/index.ts';
import type { Tx } from '../../platform/index.ts';
import {
  drawPropertyIndexId,
  drawSearchIndexId,
  insertPropertyIndex,
  insertSearchIndex,
  type SearchIndexRow,
  setIndexReady,
  setSearchIndexReady,
} from '../../schema/index.ts';
import { countRecords, lastRecordId, selectInRange } from '../id-range.ts';
import { type IndexTable, insertIndexedValues, lockValues } from '../queries/indexed-values.ts';
import { valueKey } from '../queries/value-key.ts';
import { keysOf } from '../search/keys.ts';

/** What a job of these kinds is asked. */
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
  chunk(unit, job, most) {
    const { indexId, objectTypeId, property } = askedOf(job);
    const isKept = unit.schema.indexes(objectTypeId).get(property)?.id === indexId;
    return buildChunk(
      unit,
      job,
      most,
      isKept && { table: 'indexed_values', keysOf, setReady: setIndexReady },
    );

    function keysOf(value: string): readonly string[] {
      return [valueKey(value)];
    }
  },
};

/** The same for an index of searches. */
export const buildSearchIndex: JobKind = {
  name: 'BUILD_SEARCH_INDEX',
  most: RECORDS_PER_CHUNK,
  mustFinish: 'every write keeps the index already. Remove the index, and the job ends.',
  chunk(unit, job, most) {
    const { indexId, objectTypeId } = askedOf(job);
    const index = unit.schema.searchIndexes(objectTypeId).find(({ id }) => id === indexId);
    return buildChunk(
      unit,
      job,
      most,
      index && {
        table: 'search_values',
        keysOf: (value) => keysOf(index, value),
        setReady: setSearchIndexReady,
      },
    );
  },
};

function askedOf(job: Job): Asked {
  return job.asked as unknown as Asked;
}

/** How an index that is kept is built. */
interface Building {
  readonly table: IndexTable;
  keysOf(value: string): readonly string[];
  setReady(tx: Tx, account: string, id: string, at: number): Promise<void>;
}

async function buildChunk(
  unit: Unit,
  job: Job,
  most: number,
  building: Building | false | undefined,
): Promise<Chunk> {
  const { tx, account } = unit;
  const { indexId, objectTypeId, property, lastId } = askedOf(job);
  if (!building) return { done: 0, result: { indexId, state: 'DROPPED' } };
  const afterId = (job.place as { readonly afterId: string } | null)?.afterId ?? '0';
  const range = { objectTypeId, afterId, lastId };
  const ids = (await selectInRange(tx, range, { params: paramsOf(account.id), most })).map(({ id }) => id);
  const held = await lockValues(tx, account.id, objectTypeId, property, ids);
  const values = held.flatMap(({ id, value }) =>
    building.keysOf(value).map((key) => ({ indexId, id, value: key })),
  );
  await insertIndexedValues(tx, building.table, account.id, values);
  const outcomes = { INDEXED: held.length };
  const total = job.place === null ? { total: await countRecords(tx, account.id, objectTypeId) } : {};
  if (ids.length === most) return { done: ids.length, outcomes, ...total, next: { afterId: ids.at(-1)! } };
  await building.setReady(tx, account.id, indexId, account.now);
  await changeSchema(tx, account.id);
  return { done: ids.length, outcomes, ...total, result: { indexId, state: 'READY' } };
}

/** Makes an index that all writes keep from the commit on, which no other write of the account is beside; a job builds it. */
export async function beginIndex(
  unit: Unit,
  place: Pick<Asked, 'objectTypeId' | 'property'>,
  flowIds: readonly string[],
): Promise<Job> {
  const { tx, account } = unit;
  const id = await drawPropertyIndexId(tx);
  const { objectTypeId, property } = place;
  const job = await startBuilding(unit, buildIndex, { indexId: id, objectTypeId, property });
  const index = { id, objectTypeId, property, flowIds, jobId: job.id, createdAt: account.now };
  await insertPropertyIndex(tx, account.id, index);
  return job;
}

/** The same for an index of searches; its id. */
export async function beginSearchIndex(
  unit: Unit,
  wanted: Pick<SearchIndexRow, 'objectTypeId' | 'property' | 'kind' | 'compares' | 'wantedBy'>,
): Promise<string> {
  const { tx, account } = unit;
  const id = await drawSearchIndexId(tx);
  const { objectTypeId, property } = wanted;
  const job = await startBuilding(unit, buildSearchIndex, { indexId: id, objectTypeId, property });
  await insertSearchIndex(tx, account.id, { ...wanted, id, jobId: job.id, createdAt: account.now });
  return id;
}

async function startBuilding(unit: Unit, kind: JobKind, of: Omit<Asked, 'lastId'>): Promise<Job> {
  const [row] = await unit.tx`select (${lastRecordId(unit.tx)}) as "lastId"`;
  const asked: Asked = { ...of, lastId: row!['lastId'] as string };
  return startJob(unit, { kind: kind.name, asked: { ...asked }, askedBy: null });
}
