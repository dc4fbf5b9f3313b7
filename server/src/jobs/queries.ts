import type { AccountId } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { Author, Db, Hint } from '../platform/index.ts';
import type { Chunk, Job, JobState } from './job.ts';
import { isOpen, openJobs } from './lane.ts';

export interface NewJob {
  readonly kind: string;
  readonly asked: Readonly<Record<string, unknown>>;
  readonly askedBy: Author | null;
  /** What a caller must hold, besides `automation`, to see it. */
  readonly scopes?: readonly string[];
  readonly total?: number | null;
  readonly place?: unknown;
  /** ITSELF: code of its own does it, and calls `noteProgress` and `endJob`; the lane leaves it alone, and it holds up no settling. */
  readonly doneBy?: 'LANE' | 'ITSELF';
}

/** Begins a job: it is there once the unit commits. */
export async function startJob(unit: Unit, job: NewJob): Promise<Job> {
  const { tx, account } = unit;
  unit.wake(openJobs);
  const [row] = await tx`
    insert into jobs (account_id, kind, done_by, asked, asked_by, scopes, total, place, created_at)
    values (
      ${account.id}, ${job.kind}, ${job.doneBy ?? 'LANE'}, ${JSON.stringify(job.asked)}::text::jsonb,
      ${job.askedBy && JSON.stringify(job.askedBy)}::text::jsonb, ${[...(job.scopes ?? [])]}::text[], ${job.total ?? null},
      ${job.place === undefined ? null : JSON.stringify(job.place)}::text::jsonb, ${account.now}
    ) returning ${columns(tx)}`;
  const made = row as unknown as Job;
  unit.tell(() => [aboutJob(made.id)]);
  return made;
}

function aboutJob(id: string): Hint {
  return { topic: 'jobs', kind: 'job', about: { id } };
}

/** The job whose turn it is, its row locked; of the kinds that this process knows, and that no other has in hand. */
export async function claimJob({ tx, account }: Unit, kinds: readonly string[]): Promise<Job | null> {
  const [row] = await tx`
    select ${columns(tx)} from jobs
    where account_id = ${account.id} and ${isOpen(tx)} and done_by = 'LANE' and kind = any(${kinds as string[]}::text[])
    order by turn limit 1 for update skip locked`;
  return (row as unknown as Job | undefined) ?? null;
}

/** Notes how far an open job has come; false when it was cancelled meanwhile. The last chunk ends it as DONE. */
export async function noteProgress(
  { tx, account, tell }: Unit,
  id: string,
  chunk: Chunk & { readonly isEnd?: boolean },
): Promise<boolean> {
  const isEnd = chunk.isEnd ?? chunk.next === undefined;
  tell(() => [aboutJob(id)]);
  const [next] = await tx`select nextval(pg_get_serial_sequence('jobs', 'turn')) as turn`;
  const rows = await tx`
    update jobs set state = ${isEnd ? 'DONE' : 'RUNNING'}, started_at = coalesce(started_at, ${account.now}::timestamptz),
           turn = ${next!['turn']}, finished_at = ${isEnd ? account.now : null}::timestamptz,
           place = coalesce(${chunk.next === undefined ? null : JSON.stringify(chunk.next)}::text::jsonb, place),
           done = done + ${chunk.done}, total = coalesce(${chunk.total ?? null}::bigint, total),
           outcomes = outcomes || (
             select coalesce(jsonb_object_agg(key, value::bigint + coalesce((outcomes ->> key)::bigint, 0)), '{}')
             from jsonb_each_text(${JSON.stringify(chunk.outcomes ?? {})}::text::jsonb)
           ),
           result = coalesce(${chunk.result === undefined ? null : JSON.stringify(chunk.result)}::text::jsonb, result)
    where account_id = ${account.id} and id = ${id} and ${isOpen(tx)} returning id`;
  return rows.length > 0;
}

/** Ends an open job; false when it has ended already. */
export async function endJob(
  { tx, account, tell }: Unit,
  id: string,
  end: {
    readonly state: Exclude<JobState, 'QUEUED' | 'RUNNING'>;
    readonly error?: string;
    readonly result?: unknown;
  },
): Promise<boolean> {
  tell(() => [aboutJob(id)]);
  const rows = await tx`
    update jobs set state = ${end.state}, error = ${end.error ?? null}, finished_at = ${account.now},
           result = coalesce(${end.result === undefined ? null : JSON.stringify(end.result)}::text::jsonb, result)
    where account_id = ${account.id} and id = ${id} and ${isOpen(tx)} returning id`;
  return rows.length > 0;
}

/** A job; null when there is none that a holder of these scopes may see. */
export async function findJob(
  db: Db,
  account: AccountId,
  id: string,
  scopes?: ReadonlySet<string>,
): Promise<Job | null> {
  const [row] = await db`
    select ${columns(db)} from jobs where account_id = ${account} and id = ${id} ${scopes ? seenBy(db, scopes) : db``}`;
  return (row as unknown as Job | undefined) ?? null;
}

/** An open job, and its account. */
export interface OpenJob {
  readonly accountId: AccountId;
  readonly job: Job;
}

/** The open jobs of a kind, of all accounts, the oldest first. Rides jobs_open. */
export async function openJobsOfKind(db: Db, kind: string): Promise<OpenJob[]> {
  const rows = await db`
    select account_id as "ofAccount", ${columns(db)} from jobs where ${isOpen(db)} and kind = ${kind} order by account_id, id`;
  return rows.map(({ ofAccount, ...job }) => ({
    accountId: ofAccount as AccountId,
    job: job as unknown as Job,
  }));
}

export interface JobQuery {
  readonly kind?: string | undefined;
  readonly state?: JobState | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The jobs that a holder of these scopes may see, newest first, one more than asked for when there are more. */
export async function listJobs(
  db: Db,
  account: AccountId,
  scopes: ReadonlySet<string>,
  { kind, state, after, limit }: JobQuery,
): Promise<Job[]> {
  const rows = await db`
    select ${columns(db)} from jobs
    where account_id = ${account} ${seenBy(db, scopes)}
    ${kind === undefined ? db`` : db`and kind = ${kind}`}
    ${state === undefined ? db`` : db`and state = ${state}`}
    ${after === undefined ? db`` : db`and id < ${after}::bigint`}
    order by id desc limit ${limit + 1}`;
  return rows as unknown as Job[];
}

function seenBy(db: Db, scopes: ReadonlySet<string>) {
  return db`and scopes <@ ${[...scopes]}::text[]`;
}

function columns(db: Db) {
  return db`
    id, kind, state, asked, asked_by as "askedBy", place, done::float8 as done, total::float8 as total, outcomes, result, error,
    created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt"`;
}
