import type { RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId, LaneRows } from '../accounts/index.ts';
import { lastChangeId, type Unit } from '../history/index.ts';
import type { Db } from '../platform/index.ts';
import { lastRecordId } from '../records/index.ts';

export type SweepKind = 'LIST' | 'INSTANTS' | 'ENROLL' | 'LEAVE' | 'SCHEDULE';

/** Work over all records of a type, for a flow or a list. Counts are of records. */
export interface Sweep {
  readonly id: string;
  readonly kind: SweepKind;
  readonly reader: 'FLOW' | 'LIST' | 'SCHEDULE';
  readonly readerId: string;
  readonly objectTypeId: string;
  readonly status: 'RUNNING' | 'COMPLETE' | 'CANCELED' | 'FAILED';
  /** Records up to this id are done, and none beyond `lastId` will be. */
  readonly afterId: string;
  readonly lastId: string;
  readonly total: number;
  readonly looked: number;
  readonly found: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly message: string | null;
  /** Whether records that it puts into a list may enter flows by that. */
  readonly enrolls: boolean;
  /** The last change before its start; null for one begun by an earlier release. */
  readonly afterChange: string | null;
  /** The occurrence of a schedule that enrolls by it. */
  readonly occurredAt: EpochMillis | null;
  readonly createdAt: EpochMillis;
  readonly finishedAt: EpochMillis | null;
}

/** A record that could not be evaluated. */
export interface Unasked {
  readonly ref: RecordRef;
  readonly error: unknown;
}

/**
 * Starts work over the present records, in place of the same unfinished work. `total` is their number, where it is to be
 * shown.
 */
export async function startSweep(
  unit: Unit,
  sweep: Pick<Sweep, 'kind' | 'reader' | 'readerId' | 'objectTypeId'> & { readonly enrolls?: boolean },
  total = 0,
): Promise<Sweep> {
  const { tx, account } = unit;
  unit.wake(runningSweeps);
  await tx`
    update sweeps set status = 'CANCELED', finished_at = ${account.now}
    where account_id = ${account.id} and reader = ${sweep.reader} and reader_id = ${sweep.readerId} and kind = ${sweep.kind}
      and status = 'RUNNING'`;
  const [row] = await tx`
    insert into sweeps (account_id, kind, reader, reader_id, object_type_id, last_id, total, enrolls, after_change, created_at)
    select ${account.id}::bigint, ${sweep.kind}, ${sweep.reader}, ${sweep.readerId}::bigint, ${sweep.objectTypeId},
           (${lastRecordId(tx)}), ${total}::bigint,
           ${String(sweep.enrolls ?? true)}::text::boolean, (${lastChangeId(tx)}), ${account.now}::timestamptz
    returning ${columns(tx)}`;
  return row as unknown as Sweep;
}

/** A sweep that is to begin over the present records. */
export type NewSweep = Pick<Sweep, 'kind' | 'reader' | 'readerId' | 'objectTypeId' | 'occurredAt'>;

/**
 * Starts sweeps; one statement for any number. Occurrences of a schedule follow one another; other work takes the place of the same
 * unfinished one.
 */
export async function startSweeps(unit: Unit, sweeps: readonly NewSweep[]): Promise<void> {
  if (sweeps.length === 0) return;
  const { tx, account } = unit;
  unit.wake(runningSweeps);
  await tx`
    update sweeps set status = 'CANCELED', finished_at = ${account.now}
    from unnest(
      ${sweeps.map(({ kind }) => kind)}::text[], ${sweeps.map(({ reader }) => reader)}::text[],
      ${sweeps.map(({ readerId }) => readerId)}::bigint[]
    ) as row (kind, reader, reader_id)
    where sweeps.account_id = ${account.id} and sweeps.status = 'RUNNING' and sweeps.kind <> 'SCHEDULE'
      and sweeps.kind = row.kind and sweeps.reader = row.reader and sweeps.reader_id = row.reader_id`;
  await tx`
    insert into sweeps (account_id, kind, reader, reader_id, object_type_id, last_id, occurred_at, after_change, created_at)
    select ${account.id}::bigint, row.kind, row.reader, row.reader_id, row.object_type_id, (${lastRecordId(tx)}), row.occurred_at,
           (${lastChangeId(tx)}), ${account.now}::timestamptz
    from unnest(
      ${sweeps.map(({ kind }) => kind)}::text[], ${sweeps.map(({ reader }) => reader)}::text[],
      ${sweeps.map(({ readerId }) => readerId)}::bigint[], ${sweeps.map(({ objectTypeId }) => objectTypeId)}::text[],
      ${sweeps.map(({ occurredAt }) => occurredAt)}::timestamptz[]
    ) with ordinality as row (kind, reader, reader_id, object_type_id, occurred_at, place)
    order by row.place`;
}

/** The next sweep, its row locked. Users wait for lists; enrolling many takes long and comes last. */
export async function claimSweep(unit: Unit): Promise<Sweep | null> {
  const [row] = await unit.tx`
    select ${columns(unit.tx)} from sweeps where account_id = ${unit.account.id} and status = 'RUNNING'
    order by case kind when 'SCHEDULE' then 1 when 'ENROLL' then 2 else 0 end, id limit 1 for update`;
  return (row as unknown as Sweep | undefined) ?? null;
}

/** The result of one chunk of a sweep. */
export interface Chunk {
  /** The last evaluated record; null when there are no more. */
  readonly lastId: string | null;
  readonly looked: number;
  readonly found: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Records that could not be evaluated; they stay as they were. */
  readonly unasked: readonly Unasked[];
}

/** Whether a chunk that ends at this record is the last of its sweep. */
export function isAtEnd({ lastId }: Sweep, end: string | null): boolean {
  return end === null || end === lastId;
}

/** Notes the progress of a sweep. Returns whether it is at its end. */
export async function saveProgress(unit: Unit, sweep: Sweep, chunk: Chunk): Promise<'more' | 'complete'> {
  const outcomes = { ...sweep.outcomes };
  const { unasked } = chunk;
  const found = unasked.length > 0 ? { ...chunk.outcomes, NOT_ASKED: unasked.length } : chunk.outcomes;
  for (const [name, count] of Object.entries(found)) outcomes[name] = (outcomes[name] ?? 0) + count;
  const end = isAtEnd(sweep, chunk.lastId) ? 'complete' : 'more';
  await unit.tx`
    update sweeps set after_id = ${chunk.lastId ?? sweep.lastId}, looked = looked + ${chunk.looked}, found = found + ${chunk.found},
           outcomes = ${JSON.stringify(outcomes)}::text::jsonb,
           status = ${end === 'complete' ? 'COMPLETE' : 'RUNNING'}, finished_at = ${end === 'complete' ? unit.account.now : null}::timestamptz
    where account_id = ${unit.account.id} and id = ${sweep.id}`;
  return end;
}

/** Ends a sweep early. False when it has ended already. */
export async function endSweep(
  unit: Unit,
  id: string,
  status: 'CANCELED' | 'FAILED',
  message: string | null,
): Promise<boolean> {
  const rows = await unit.tx`
    update sweeps set status = ${status}, message = ${message}, finished_at = ${unit.account.now}
    where account_id = ${unit.account.id} and id = ${id} and status = 'RUNNING' returning id`;
  return rows.length > 0;
}

/** Ends the running sweeps of a kind of a reader. */
export async function endSweepsOf(
  unit: Unit,
  { kind, reader, readerId }: Pick<Sweep, 'kind' | 'reader' | 'readerId'>,
  status: 'CANCELED' | 'FAILED',
  message: string,
): Promise<void> {
  await unit.tx`
    update sweeps set status = ${status}, message = ${message}, finished_at = ${unit.account.now}
    where account_id = ${unit.account.id} and kind = ${kind} and reader = ${reader} and reader_id = ${readerId}
      and status = 'RUNNING'`;
}

/** The latest sweep of a kind of a reader. Rides sweeps_by_reader. */
export async function latestSweep(
  db: Db,
  account: AccountId,
  { kind, reader, readerId }: Pick<Sweep, 'kind' | 'reader' | 'readerId'>,
): Promise<Sweep | null> {
  const [row] = await db`
    select ${columns(db)} from sweeps
    where account_id = ${account} and reader = ${reader} and reader_id = ${readerId} and kind = ${kind}
    order by id desc limit 1`;
  return (row as unknown as Sweep | undefined) ?? null;
}

export async function findSweep(
  db: Db,
  account: AccountId,
  id: string,
  of: Pick<Sweep, 'kind' | 'readerId'>,
): Promise<Sweep | null> {
  const [row] = await db`
    select ${columns(db)} from sweeps
    where account_id = ${account} and id = ${id} and kind = ${of.kind} and reader_id = ${of.readerId}`;
  return (row as unknown as Sweep | undefined) ?? null;
}

/** Running sweeps. Ride sweeps_running. */
export const runningSweeps: LaneRows = {
  name: 'sweeps',
  first: (db, account) => db`
    select null::timestamptz as due_at from sweeps where account_id = ${account} and status = 'RUNNING' limit 1`,
  waiting: (db, account, most) => db`
    select created_at as since, true as is_due from sweeps
    where account_id = ${account} and status = 'RUNNING' order by id limit ${most}`,
};

export async function isSweeping(db: Db, account: AccountId): Promise<boolean> {
  const [row] = await db`select 1 from sweeps where account_id = ${account} and status = 'RUNNING' limit 1`;
  return row !== undefined;
}

function columns(db: Db) {
  return db`
    id, kind, reader, reader_id as "readerId", object_type_id as "objectTypeId", status, after_id as "afterId",
    last_id as "lastId", after_change as "afterChange", total::int as total, looked::int as looked, found::int as found, outcomes, message, enrolls,
    occurred_at as "occurredAt", created_at as "createdAt", finished_at as "finishedAt"`;
}
