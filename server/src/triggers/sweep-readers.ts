import { narrowingOf, type Reads } from '@millrace/core/criteria';
import type { FlowDefinition } from '@millrace/core/flow';
import { compileFlow } from '@millrace/core/flow';
import { recordKey } from '@millrace/core/record';
import { paramsOf } from '../accounts/index.ts';
import type { FlowHook } from '../flows/index.ts';
import type { Unit } from '../history/index.ts';
import {
  changeMemberships,
  type ListHook,
  selectAllLists,
  selectLists,
  setProcessing,
} from '../lists/index.ts';
import { gather, NOTHING_BEYOND, subjectAt } from '../loading/index.ts';
import { Turns } from '../platform/index.ts';
import { indexForFilters, lockRecords, selectInRange } from '../records/index.ts';
import { CHUNK_MS_MAX, endOfChunk, RECORDS_PER_CHUNK, sweptChunk, sweptThrough } from './chunks.ts';
import { holdsUntil } from './evaluate.ts';
import { type DueInstant, forgetInstants, saveInstants } from './instants.ts';
import { joinedBySave } from './quiet-joins.ts';
import { flowReader, listReader, type Reader } from './reader.ts';
import { loadReaders, loadTriggerContext } from './reader-index.ts';
import { type Chunk, isAtEnd, type Sweep, startSweep, type Unasked } from './sweeps.ts';
import { endListSearch, startListWatch, startWatch } from './watches.ts';

/** After a save of a list's filters: finds its members in the background. */
export const sweepList: ListHook = async (unit, { listId, objectTypeId, enrolls }) => {
  const { tx, account } = unit;
  await indexForList(unit, listId);
  await startListWatch(tx, account.id, listId, { at: account.now, joins: enrolls ? 'loud' : 'quiet' });
  await startSweep(unit, { kind: 'LIST', reader: 'LIST', readerId: listId, objectTypeId, enrolls });
};

async function indexForList(unit: Unit, listId: string): Promise<void> {
  const { tx, account } = unit;
  const [list] = await selectLists(tx, account.id, [listId]);
  if (!list || list.filterBranch === null) return;
  const contextOf = await loadTriggerContext(tx, account, new Set());
  const context = contextOf(list.objectTypeId);
  await indexForFilters(
    unit,
    list.objectTypeId,
    narrowingOf(listReader(list, context).tree, context, account.now),
  );
}

/**
 * After a flow was turned on or got other criteria: it evaluates changes from now on. If time alone can flip its criteria, the
 * instants of all records are found in the background.
 */
export const watchFromNow: FlowHook = async (unit, { flowId, revisionId, previous, next }) => {
  if (!next?.isEnabled || (previous?.isEnabled && criteriaText(previous) === criteriaText(next))) return;
  const { tx, account, schema } = unit;
  await startWatch(tx, account.id, flowId);
  const { objectTypeId } = next;
  const compile = { flowId, objectTypeId, schema, timeZone: account.timeZone };
  const program = compileFlow({ flowId, revisionId, definition: next }, compile);
  // Not from the index: built here, it would keep a save that may yet roll back, and read every flow while writes wait.
  const listIds = new Set((await selectAllLists(tx, account.id)).map(({ id }) => id));
  const contextOf = await loadTriggerContext(tx, account, listIds);
  const context = contextOf(objectTypeId);
  const { timed, triggers } = flowReader(program, context);
  const tree = 'tree' in triggers ? triggers.tree : null;
  if (tree) await indexForFilters(unit, objectTypeId, narrowingOf(tree, context, account.now));
  if (timed.length === 0) return;
  await startSweep(unit, { kind: 'INSTANTS', reader: 'FLOW', readerId: flowId, objectTypeId });
};

function criteriaText(flow: FlowDefinition): string {
  const exits = flow.type === 'CONTACT_FLOW' ? flow.goalFilterBranch : flow.suppressionFilterBranch;
  // Without its schedule, a flow looks at changes again.
  return JSON.stringify([flow.enrollmentCriteria, exits, flow.enrollmentSchedule !== undefined]);
}

const NOTHING_LEFT: Chunk = { lastId: null, looked: 0, found: 0, outcomes: {}, unasked: [] };

/** Fills a list from its filters, a chunk a transaction; a DYNAMIC one also loses those that do not meet them. */
export async function sweepListChunk(unit: Unit, sweep: Sweep): Promise<Chunk> {
  const { tx, account } = unit;
  const [list] = await selectLists(tx, account.id, [sweep.readerId]);
  if (!list || list.filterBranch === null) return NOTHING_LEFT;
  const { listIds } = await loadReaders(tx, account);
  const contextOf = await loadTriggerContext(tx, account, listIds);
  const context = contextOf(list.objectTypeId);
  const reader = listReader(list, context);
  const isKept = list.processingType === 'DYNAMIC';
  // Time may bring in any record later.
  const asksAll = isKept && reader.timed.length > 0;
  const { tree, criteria } = reader;
  const all = await sweptChunk(unit, sweep, { tree, criteria, context, asksAll });
  const laid = isKept ? await findInstants(unit, reader, all.records, account.now) : NOTHING_LAID;
  const swept = laid.lastId === null ? all : sweptThrough(all, laid.lastId);
  const { records, lastId } = swept;
  const moving = records.flatMap(({ id, met, inside }) => {
    if (met === inside || (inside && !isKept)) return [];
    return [{ id, action: met ? ('join' as const) : ('leave' as const) }];
  });
  const refOf = (id: string) => ({ objectTypeId: list.objectTypeId, id });
  const joining = moving.filter(({ action }) => action === 'join').map(({ id }) => refOf(id));
  const bySave = await joinedBySave(unit, sweep, reader, sweep.enrolls ? [] : joining);
  const there = new Set(
    await lockRecords(
      unit,
      list.objectTypeId,
      moving.map(({ id }) => id),
    ),
  );
  const news = await changeMemberships(
    unit,
    moving
      .filter(({ id }) => there.has(id))
      .map(({ id, action }) => {
        const ref = refOf(id);
        const enrolls = sweep.enrolls || (action === 'join' && !bySave.has(recordKey(ref)));
        const source = { type: 'SYSTEM', id: `list ${list.id}` } as const;
        return { action, listId: list.id, ref, cause: { at: account.now, source, depth: 0 }, enrolls };
      }),
  );
  await saveInstants(unit, laid.instants);
  if (isAtEnd(sweep, lastId)) {
    await endListSearch(tx, account.id, list.id);
    await setProcessing(unit, list.id, 'COMPLETE');
  }
  const joined = news.filter(({ action }) => action === 'join').length;
  const found = records.filter(({ met }) => met).length;
  const unasked = [...swept.unasked, ...laid.unasked];
  const looked = records.length + swept.unasked.length;
  return { lastId, looked, found, outcomes: { JOINED: joined, LEFT: news.length - joined }, unasked };
}

/** Finds the instants at which a flow's criteria can flip for the records of a chunk, counted from the save of the flow. */
export async function sweepInstantsChunk(unit: Unit, sweep: Sweep): Promise<Chunk> {
  const reader = (await loadReaders(unit.tx, unit.account)).reader(sweep.reader, sweep.readerId);
  if (!reader || reader.timed.length === 0) return NOTHING_LEFT;
  const names = propertiesRead(reader);
  const params = paramsOf(unit.account.id);
  const where = names ? `r.properties ?| $${params.push(names)}::text[]` : 'true';
  const asked = { where, params, most: RECORDS_PER_CHUNK };
  const records = await selectInRange(unit.tx, sweep, asked);
  // A schedule knows of itself which days are over; after a move of the zone, an occurrence may have been passed by the clock.
  const from = reader.reader === 'SCHEDULE' ? Number.NEGATIVE_INFINITY : sweep.createdAt;
  const laid = await findInstants(unit, reader, records, from);
  const { instants, unasked } = laid;
  const lastId = laid.lastId ?? endOfChunk(records);
  if (reader.reader === 'SCHEDULE') await forgetInstants(unit, sweep, lastId ?? sweep.lastId);
  await saveInstants(unit, instants);
  const found = instants.filter(({ dueAt }) => dueAt < Number.POSITIVE_INFINITY).length;
  const looked =
    laid.lastId === null ? records.length : records.findIndex(({ id }) => id === laid.lastId) + 1;
  return { lastId, looked, found, outcomes: {}, unasked };
}

/** The instants of records, the records that could not be evaluated, and the end of the time. */
interface Laid {
  readonly instants: readonly DueInstant[];
  readonly unasked: readonly Unasked[];
  /** The last evaluated record; null when all were. */
  readonly lastId: string | null;
}

const NOTHING_LAID: Laid = { instants: [], unasked: [], lastId: null };

/** Finds the instants at which time alone can change a reader's answers on these records, in order, within a chunk's time. */
async function findInstants(
  unit: Unit,
  reader: Reader,
  records: readonly { readonly id: string }[],
  from: number,
): Promise<Laid> {
  if (reader.timed.length === 0) return NOTHING_LAID;
  const refs = records.map(({ id }) => ({ objectTypeId: reader.objectTypeId, id }));
  const reads = reader.timed.map((timed) => timed.reads);
  const view = await gather(
    unit.tx,
    unit.account,
    refs.map((ref) => ({ ref, reads })),
    null,
  );
  const turns = new Turns(unit.tx, CHUNK_MS_MAX);
  const instants: DueInstant[] = [];
  const unasked: Unasked[] = [];
  for (const [index, ref] of refs.entries()) {
    if (index > 0 && turns.areOver) return { instants, unasked, lastId: refs[index - 1]!.id };
    await turns.next();
    try {
      const subject = subjectAt(ref, view, NOTHING_BEYOND);
      if (!subject) continue;
      const dueAt = holdsUntil(reader, subject, from);
      instants.push({ reader: reader.reader, readerId: reader.id, ref, dueAt });
    } catch (error) {
      unasked.push({ ref, error });
    }
  }
  return { instants, unasked, lastId: null };
}

/**
 * The properties of which a record must have one for time to change the answer; null when it may depend on something else
 * than the record's own values.
 */
function propertiesRead({ timed }: Reader): string[] | null {
  const all = timed.map(({ reads }) => reads);
  const isOwn = (reads: Reads) =>
    reads.history.length + reads.events.length + reads.associations.length === 0;
  return all.every(isOwn) ? [...new Set(all.flatMap(({ properties }) => properties))] : null;
}
