import { quote } from '@millrace/core/problem';
import { recordKey } from '@millrace/core/record';
import { loadPrograms, requireFlowRecords } from '../../flows/index.ts';
import type { Store, Unit } from '../../history/index.ts';
import { checkFilters, requireOpen, selectLists } from '../../lists/index.ts';
import { type Caller, refused } from '../../platform/index.ts';
import { readNamed } from '../../records/index.ts';
import { type SteerInput, statusesFor } from './input.ts';
import type { Steer } from './steer.ts';

/** What is asked for, ready to be done, of flows of one object type. */
export interface Checked {
  readonly steer: Steer;
  readonly objectTypeId: string;
}

/** 403 and 404 as for the flows themselves, for a caller who sees what passes through them; they are of one object type, since filters are. */
export async function requireFlows(
  store: Store,
  caller: Caller,
  flowIds: readonly string[],
): Promise<string> {
  const types: string[] = [];
  for (const flowId of flowIds) {
    const { objectTypeId } = await requireFlowRecords(store.sql, caller, flowId, 'write');
    types.push(objectTypeId);
  }
  const other = types.findIndex((type) => type !== types[0]);
  if (other > 0)
    throw refused(
      `filter.flowIds[${other}]`,
      'OBJECT_TYPES_DIFFER',
      `filter.flowIds[${other}] ${quote(flowIds[other])} is over records of the object type ${types[other]}, the flow ${flowIds[0]} over ${types[0]}: steer them one after the other.`,
    );
  return types[0]!;
}

/** Refuses what could never be done: 400 that names the member. */
export async function checkSteer(
  unit: Unit,
  caller: Caller,
  objectTypeId: string,
  flowIds: readonly string[],
  { do: what, filter }: SteerInput,
): Promise<Steer> {
  const { tx, account } = unit;
  const statuses = statusesFor(what, filter.status);
  const ended = statuses.findIndex((status) => status !== 'ACTIVE');
  if (what.type !== 'RETRY' && ended >= 0)
    throw refused(
      `filter.status[${ended}]`,
      'STATUS_DOES_NOT_FIT',
      `filter.status[${ended}] ${quote(statuses[ended])} has ended: only "RETRY" is for such enrollments, not ${quote(what.type)}.`,
    );
  if (what.type === 'JUMP' || what.type === 'RETRY') await requireRunning(unit, flowIds, what);
  const { listId = null, filterBranch = null } = filter;
  if (listId !== null) await requireList(unit, caller, listId, objectTypeId);
  if (filterBranch !== null) {
    await checkFilters(unit, filterBranch, objectTypeId, null);
    await requireOpen(tx, caller, [{ objectTypeId, filterBranch }]);
  }
  const refs = filter.objectIds?.map((id) => ({ objectTypeId, id }));
  const named = refs && (await readNamed(tx, account.id, refs));
  const recordIds = refs?.flatMap((ref) => [ref.id, named!.get(recordKey(ref))?.id ?? ref.id]);
  return {
    do: what,
    flowIds,
    filter: {
      statuses,
      actionIds: filter.actionIds,
      waitingFor: filter.waitingFor,
      endReasons: filter.endReasons,
      recordIds: recordIds && [...new Set(recordIds)],
      enrolledFrom: filter.enrolledFrom,
      enrolledBefore: filter.enrolledBefore,
      failed: filter.failed ?? (what.type === 'RETRY' ? {} : undefined),
      isPaused: filter.paused,
    },
    listId,
    filterBranch,
  };
}

/** A flow that is turned off would only skip what comes next. */
async function requireRunning(
  { tx, account }: Unit,
  flowIds: readonly string[],
  what: SteerInput['do'],
): Promise<void> {
  const programs = await loadPrograms(tx, account, flowIds);
  for (const flowId of flowIds) {
    const program = programs.get(flowId);
    if (program && !program.isEnabled)
      throw refused(
        '',
        'FLOW_TURNED_OFF',
        `The flow ${flowId} is turned off; turn it on before enrollments begin again in it.`,
      );
    if (what.type === 'JUMP' && program && !program.nodes.has(what.actionId))
      throw refused(
        'do.actionId',
        'UNKNOWN_ACTION',
        `do.actionId ${quote(what.actionId)} is not an action of the flow ${flowId}; it has ${[...program.nodes.keys()].join(', ') || 'none'}.`,
      );
  }
}

async function requireList(
  { tx, account }: Unit,
  caller: Caller,
  listId: string,
  objectTypeId: string,
): Promise<void> {
  const [list] = await selectLists(tx, account.id, [listId]);
  if (!list)
    throw refused(
      'filter.listId',
      'UNKNOWN_LIST',
      `filter.listId: there is no list with the id ${quote(listId)}.`,
    );
  if (list.objectTypeId !== objectTypeId)
    throw refused(
      'filter.listId',
      'OBJECT_TYPES_DIFFER',
      `filter.listId: the list ${listId} is of records of the object type ${list.objectTypeId}, the flow of ${objectTypeId}.`,
    );
  await requireOpen(tx, caller, [list]);
}
