import type { FlowProgram, Trigger } from '@millrace/core/flow';
import { iso } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import { noteAudit } from '../audit/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { type AnswerOf, type Caller, invalid, notFound, Turns } from '../platform/index.ts';
import { countRecords } from '../records/index.ts';
import {
  CHUNK_MS_MAX,
  type Chunk,
  endSweep,
  findSweep,
  loadReaders,
  loadTriggerContext,
  lookedWith,
  type Sweep,
  startSweep,
  sweptChunk,
  sweptThrough,
} from '../triggers/index.ts';
import { type Admitted, type Applicant, admit } from './admit.ts';
import type { jobAnswer } from './answers.ts';
import { criteriaOf, hasFilters } from './triggers-of-flow.ts';

/** Begins to enroll, in the background, every record that meets the flow's criteria now. 400 for a flow without such. */
export function startEnrolling(store: Store, caller: Caller, flowId: string): Promise<Sweep> {
  const { accountId } = caller;
  return store.write(accountId, async (unit) => {
    const { program } = await criteriaOf(unit, flowId);
    requireEnabled(program);
    const { objectTypeId } = program;
    const total = await countRecords(unit.tx, accountId, objectTypeId);
    const what = { kind: 'ENROLL', reader: 'FLOW', readerId: flowId, objectTypeId } as const;
    const job = await startSweep(unit, what, total);
    const summary = `Began to enroll every record that matches in flow ${flowId}.`;
    await noteAudit(unit, caller, { kind: 'JOB_STARTED', id: job.id, summary, detail: { flowId } });
    return job;
  });
}

export function requireEnabled({ flowId, isEnabled }: FlowProgram): void {
  if (isEnabled) return;
  const message = `The flow ${flowId} is turned off; turn it on before enrolling.`;
  throw invalid([{ path: '', code: 'FLOW_TURNED_OFF', message }]);
}

/**
 * Enrolls the records of a chunk that meet the criteria, by hand or since an occurrence of the flow's schedule has come; one that was inside
 * before comes again only if the flow allows it.
 */
export async function enrollChunk(unit: Unit, sweep: Sweep): Promise<Chunk> {
  const reader = (await loadReaders(unit.tx, unit.account)).reader('FLOW', sweep.readerId);
  if (reader?.reader !== 'FLOW' || !hasFilters(reader.triggers))
    return { lastId: null, looked: 0, found: 0, outcomes: {}, unasked: [] };
  const { program, tree, criteria, shouldReEnroll, exits } = reader.triggers;
  const contextOf = await loadTriggerContext(unit.tx, unit.account, new Set());
  const context = contextOf(sweep.objectTypeId);
  const all = await sweptChunk(unit, sweep, { tree, criteria, context });
  const trigger: Trigger =
    sweep.occurredAt === null
      ? { kind: 'CRITERIA' }
      : { kind: 'SCHEDULE', scheduledAt: iso(sweep.occurredAt) };
  const applicants = all.records
    .filter(({ met }) => met)
    .map(({ id }) => ({
      program,
      ref: { objectTypeId: sweep.objectTypeId, id },
      enrolls: trigger,
      reEnrolls: shouldReEnroll ? trigger : null,
      depth: 0,
      at: unit.account.now,
    }));
  const admitted = await admitInTime(unit, applicants, exits.length > 0 ? ASKED_AT_ONCE : applicants.length);
  const isCut = admitted.length < applicants.length;
  const swept = isCut ? sweptThrough(all, applicants[admitted.length - 1]!.ref.id) : all;
  const outcomes: Record<string, number> = {};
  for (const { outcome } of admitted) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const { unasked, lastId } = swept;
  return { lastId, looked: lookedWith(swept, sweep), found: admitted.length, outcomes, unasked };
}

/** Records evaluated for a goal or criteria for leaving between two looks at the time. */
const ASKED_AT_ONCE = 20;

/** Admits applicants, so many at once, within a chunk's time; the first of them always. */
async function admitInTime(unit: Unit, applicants: readonly Applicant[], most: number): Promise<Admitted[]> {
  const turns = new Turns(unit.tx, CHUNK_MS_MAX);
  const admitted: Admitted[] = [];
  while (admitted.length < applicants.length) {
    if (admitted.length > 0 && turns.areOver) break;
    admitted.push(...(await admit(unit, applicants.slice(admitted.length, admitted.length + most))));
  }
  return admitted;
}

/** 404 when the flow has no such job. */
export async function readJob(
  store: Store,
  accountId: AccountId,
  flowId: string,
  jobId: string,
): Promise<Sweep> {
  const job = await findSweep(store.sql, accountId, jobId, { kind: 'ENROLL', readerId: flowId });
  if (!job) throw notFound(`The flow ${flowId} has no enrollment job ${jobId}.`);
  return job;
}

/** Stops a job; records inside stay. A job that has ended stays as it ended. */
export async function cancelJob(store: Store, caller: Caller, flowId: string, jobId: string): Promise<Sweep> {
  const { accountId } = caller;
  await readJob(store, accountId, flowId, jobId);
  await store.write(accountId, async (unit) => {
    if (!(await endSweep(unit, jobId, 'CANCELED', null))) return;
    const summary = `Cancelled the enrollment job ${jobId} of flow ${flowId}.`;
    await noteAudit(unit, caller, { kind: 'JOB_CANCELLED', id: jobId, summary, detail: { flowId } });
  });
  return readJob(store, accountId, flowId, jobId);
}

/** A job as the API shows it. */
export function presentJob(job: Sweep): AnswerOf<typeof jobAnswer> {
  return {
    id: job.id,
    flowId: job.readerId,
    status: job.status,
    total: job.total,
    looked: job.looked,
    matching: job.found,
    enrolled: job.outcomes['ENROLLED'] ?? 0,
    outcomes: job.outcomes,
    createdAt: iso(job.createdAt),
    finishedAt: job.finishedAt === null ? null : iso(job.finishedAt),
    ...(job.message === null ? {} : { message: job.message }),
  };
}
