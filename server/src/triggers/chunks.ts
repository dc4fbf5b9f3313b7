import {
  type CompiledCriteria,
  type Criteria,
  type CriteriaContext,
  compileSql,
  narrowingOf,
} from '@millrace/core/criteria';
import { paramsOf } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import { membershipSql, selectMembersIn } from '../lists/index.ts';
import { gather, NOTHING_BEYOND, recordRow, subjectAt } from '../loading/index.ts';
import { Turns, type Tx, tookTooLong } from '../platform/index.ts';
import { narrow, selectInRange } from '../records/index.ts';
import type { Sweep, Unasked } from './sweeps.ts';

/** Records in one transaction of a sweep. */
export const RECORDS_PER_CHUNK = 1_000;
/** Records in it when evaluated one by one: their texts are then held in memory. */
const RECORDS_PER_SLOW_CHUNK = 100;
/** Time of one transaction of a sweep for evaluating one by one: saves of flows and lists wait for it. */
export const CHUNK_MS_MAX = 1_000;
/** Time of the database for the criteria of a chunk before its records are evaluated one by one. */
export const CHUNK_STATEMENT_MS = 2_000;

/** One record of a chunk. */
export interface SweptRecord {
  readonly id: string;
  readonly met: boolean;
  /** Whether it is in the sweep's list. */
  readonly inside: boolean;
}

export interface Swept {
  readonly records: readonly SweptRecord[];
  readonly unasked: readonly Unasked[];
  /** The last id of the chunk; null when it was the last chunk. */
  readonly lastId: string | null;
  /** Whether records between these were passed over, since they cannot meet the criteria. */
  readonly isNarrowed?: boolean;
}

/** The records of a sweep that are done with a chunk; with its last one also those that nobody had to ask. */
export function lookedWith(
  { records, unasked, lastId, isNarrowed }: Swept,
  { total, looked }: Sweep,
): number {
  const asked = records.length + unasked.length;
  return isNarrowed && lastId === null ? Math.max(asked, total - looked) : asked;
}

/** Criteria in both forms; null: every record meets them. */
export interface SweptCriteria {
  readonly tree: Criteria | null;
  readonly criteria: CompiledCriteria | null;
  readonly context: CriteriaContext;
  /** Whether records count that do not meet them, too. */
  readonly asksAll?: boolean;
}

/** The most work of the database for one record: it cannot be interrupted in between. */
export const SQL_WORK_MAX = 2_000;

/** Sweeps with criteria too slow for the database, in this process. */
const slow = new Set<string>();
const SLOW_MAX = 1_000;

/**
 * The next records of a sweep in the order of their ids, each with whether it meets criteria now: one statement, and the
 * criteria are asked by the database. It does not lock them, which would write every row: a record
 * that changes meanwhile is evaluated for that change afterwards. Criteria too slow for the database (many texts searched in
 * long ones) are evaluated here, record by record, in time linear in the texts; a record that still takes too much is left
 * out, with its reason.
 */
export async function sweptChunk(unit: Unit, sweep: Sweep, asked: SweptCriteria): Promise<Swept> {
  const key = `${unit.account.id}/${sweep.id}`;
  const isSlow = (asked.criteria?.sqlWork ?? 0) > SQL_WORK_MAX || slow.has(key);
  const among = isSlow ? null : await recordsConcerned(unit, sweep, asked);
  const records = isSlow ? null : await selectChunk(unit, sweep, asked, among);
  if (records) {
    const lastId = endOfChunk(among?.map((id) => ({ id })) ?? records);
    return { records, unasked: [], lastId, isNarrowed: among !== null };
  }
  if (slow.size >= SLOW_MAX) slow.clear();
  slow.add(key);
  return askOneByOne(unit, sweep, asked);
}

/** The next records that can meet the criteria, and those that are in the list, where indexes of searches lead to few; null where it may concern any. */
async function recordsConcerned(
  { tx, account, schema }: Unit,
  sweep: Sweep,
  { tree, context, asksAll }: SweptCriteria,
): Promise<readonly string[] | null> {
  if (tree === null || asksAll) return null;
  const { objectTypeId } = sweep;
  const stretch = { ...sweep, most: RECORDS_PER_CHUNK };
  const narrowing = narrowingOf(tree, context, account.now);
  const { ids } = await narrow(tx, { account: account.id, schema, objectTypeId }, narrowing, stretch);
  if (ids === null || sweep.reader !== 'LIST') return ids;
  const members = await selectMembersIn(tx, account.id, sweep.readerId, stretch);
  const both = [...new Set([...ids, ...members])].map(BigInt).sort((a, b) => (a < b ? -1 : 1));
  return both.slice(0, RECORDS_PER_CHUNK).map(String);
}

/** Null when the database was too slow. */
async function selectChunk(
  unit: Unit,
  sweep: Sweep,
  asked: SweptCriteria,
  among: readonly string[] | null,
): Promise<SweptRecord[] | null> {
  try {
    return await unit.tx.savepoint(async (tx) => {
      const [before] = await tx`select current_setting('statement_timeout') as timeout`;
      await tx`select set_config('statement_timeout', ${String(CHUNK_STATEMENT_MS)}, true)`;
      const rows = await selectNext(tx, unit, sweep, {
        met: (params) =>
          asked.tree
            ? compileSql(asked.tree, asked.context, unit.account.now, recordRow('r', params))
            : 'true',
        limit: RECORDS_PER_CHUNK,
        among,
      });
      await tx`select set_config('statement_timeout', ${before!['timeout']}, true)`;
      return rows;
    });
  } catch (error) {
    if (tookTooLong(error)) return null;
    throw error;
  }
}

async function askOneByOne(unit: Unit, sweep: Sweep, { criteria }: SweptCriteria): Promise<Swept> {
  const { tx, account } = unit;
  const rows = await selectNext(tx, unit, sweep, { met: () => 'false', limit: RECORDS_PER_SLOW_CHUNK });
  const refOf = (id: string) => ({ objectTypeId: sweep.objectTypeId, id });
  const wanted = rows.map(({ id }) => ({ ref: refOf(id), reads: criteria ? [criteria.reads] : [] }));
  const view = await gather(tx, account, wanted, null);
  const turns = new Turns(tx, CHUNK_MS_MAX);
  const records: SweptRecord[] = [];
  const unasked: Unasked[] = [];
  let asked = 0;
  for (const { id, inside } of rows) {
    if (asked > 0 && turns.areOver) break;
    asked++;
    await turns.next();
    const ref = refOf(id);
    try {
      const subject = subjectAt(ref, view, NOTHING_BEYOND);
      records.push({ id, inside, met: subject !== null && (criteria?.met(subject, account.now) ?? true) });
    } catch (error) {
      unasked.push({ ref, error });
    }
  }
  const isLast = asked === rows.length && rows.length < RECORDS_PER_SLOW_CHUNK;
  return { records, unasked, lastId: isLast ? null : rows[asked - 1]!.id };
}

function selectNext(
  tx: Tx,
  { account }: Unit,
  sweep: Sweep,
  {
    met,
    limit,
    among = null,
  }: {
    readonly met: (params: unknown[]) => string;
    readonly limit: number;
    readonly among?: readonly string[] | null;
  },
): Promise<SweptRecord[]> {
  const params = paramsOf(account.id);
  const condition = met(params);
  const inside =
    sweep.reader === 'LIST'
      ? `(select true from ${membershipSql('r', `$${params.push(sweep.readerId)}::bigint`)} limit 1) is true`
      : 'false';
  const columns = [`(${condition}) is true as met`, `${inside} as inside`];
  const where = among === null ? {} : { where: `r.id = any($${params.push(among)}::bigint[])` };
  return selectInRange(tx, sweep, { columns, params, most: limit, ...where });
}

/** A chunk up to this record; time ran out for the rest. */
export function sweptThrough({ records, unasked, ...rest }: Swept, lastId: string): Swept {
  const isBefore = (id: string) => BigInt(id) <= BigInt(lastId);
  return {
    ...rest,
    records: records.filter(({ id }) => isBefore(id)),
    unasked: unasked.filter(({ ref }) => isBefore(ref.id)),
    lastId,
  };
}

/** Where a chunk ends; null when it was the last. */
export function endOfChunk(records: readonly { readonly id: string }[]): string | null {
  return records.length < RECORDS_PER_CHUNK ? null : records.at(-1)!.id;
}
