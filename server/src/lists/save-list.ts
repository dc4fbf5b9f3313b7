import { changedEntry, definitionEntry, noteAudit } from '../audit/index.ts';
import { type Caller, refused } from '../platform/index.ts';
import { checkFilters } from './check-filters.ts';
import { folderNotFound, listNotFound, nameTaken, notKeptByFilters, unknownObjectType } from './errors.ts';
import { type ListService, runHooks } from './hooks.ts';
import type { ObjectList, ProcessingType } from './list.ts';
import { folderExists } from './queries/folders.ts';
import {
  insertList,
  lockList,
  renameList as rename,
  selectLists,
  setDeletedAt,
  setFilters,
  setProcessing,
} from './queries/lists.ts';
import { moveMemberships } from './queries/memberships.ts';

/** A list as a client asks for it. */
export interface ListInput {
  readonly name: string;
  readonly objectTypeId: string;
  readonly processingType: ProcessingType;
  readonly filterBranch?: unknown;
  readonly listFolderId?: string | undefined;
  readonly customProperties?: Readonly<Record<string, string>> | undefined;
  readonly membershipSettings?: object | undefined;
  readonly listPermissions?: object | undefined;
}

/** Makes a list. One with filters is filled in the background; until then it is PROCESSING. 400 when it cannot be made. */
export function createList(service: ListService, caller: Caller, input: ListInput): Promise<ObjectList> {
  const { processingType, filterBranch } = input;
  if (processingType === 'DYNAMIC' && filterBranch === undefined)
    throw refused('filterBranch', 'REQUIRED', 'filterBranch is required for a DYNAMIC list.');
  if (processingType === 'MANUAL' && filterBranch !== undefined)
    throw refused('filterBranch', 'UNKNOWN_MEMBER', 'filterBranch does not belong to a MANUAL list.');
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const { tx, account } = unit;
    const type = unit.schema.objectType(input.objectTypeId);
    if (!type) throw unknownObjectType(input.objectTypeId);
    const folderId = input.listFolderId ?? '0';
    if (!(await folderExists(tx, account.id, folderId))) throw folderNotFound(folderId);
    if (filterBranch !== undefined) await checkFilters(unit, filterBranch, type.id, null);
    const id = await insertList(unit, {
      objectTypeId: type.id,
      name: input.name,
      processingType,
      filterBranch: filterBranch === undefined ? null : JSON.stringify(filterBranch),
      folderId,
      customProperties: input.customProperties ?? {},
      membershipSettings: input.membershipSettings ?? null,
      listPermissions: input.listPermissions ?? null,
      by: caller.tokenId,
    });
    if (id === undefined) throw nameTaken(input.name, 'name');
    if (filterBranch !== undefined) {
      await setProcessing(unit, id, 'PROCESSING');
      await runHooks(service, unit, { listId: id, objectTypeId: type.id, enrolls: true });
    }
    const detail = { objectTypeId: type.id, processingType };
    await noteAudit(unit, caller, definitionEntry('LIST', 'CREATED', { id, name: input.name, detail }));
    return (await selectLists(tx, account.id, [id]))[0]!;
  });
}

/** Gives a DYNAMIC list other filters; its members follow in the background. */
export function updateFilters(
  service: ListService,
  caller: Caller,
  listId: string,
  { filterBranch, enrolls }: { readonly filterBranch: unknown; readonly enrolls: boolean },
): Promise<ObjectList> {
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const list = await lockList(unit, listId);
    if (!list) throw listNotFound(listId);
    if (list.processingType !== 'DYNAMIC') throw notKeptByFilters(list);
    await checkFilters(unit, filterBranch, list.objectTypeId, list.id);
    await setFilters(unit, list.id, JSON.stringify(filterBranch), caller.tokenId);
    await setProcessing(unit, list.id, 'PROCESSING');
    await runHooks(service, unit, { listId: list.id, objectTypeId: list.objectTypeId, enrolls });
    const changed = (await selectLists(unit.tx, unit.account.id, [list.id]))[0]!;
    await noteAudit(
      unit,
      caller,
      ...changedEntry(
        'LIST',
        { id: list.id, name: list.name },
        { filters: list.filterBranch },
        { filters: changed.filterBranch },
      ),
    );
    return changed;
  });
}

/** Gives a list another name. Alone in its account, as making a list is, so that two never take a name at once. */
export function renameList(
  service: ListService,
  caller: Caller,
  listId: string,
  name: string,
): Promise<ObjectList> {
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const list = await lockList(unit, listId);
    if (!list) throw listNotFound(listId);
    if (list.name !== name && !(await rename(unit, list.id, name, caller.tokenId)))
      throw nameTaken(name, 'listName');
    const { id } = list;
    await noteAudit(unit, caller, ...changedEntry('LIST', { id, name }, { name: list.name }, { name }));
    return (await selectLists(unit.tx, unit.account.id, [list.id]))[0]!;
  });
}

/**
 * Deletes a list: no record is in it any more, but it can come back. Its members have not left it one by one, so no flow
 * hears of that; criteria that ask for it cannot be evaluated until it is back.
 */
export function deleteList(service: ListService, caller: Caller, listId: string): Promise<void> {
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const list = await lockList(unit, listId);
    if (!list) throw listNotFound(listId);
    await moveMemberships(unit, list.id, 'deleted');
    await setDeletedAt(unit, list.id, unit.account.now);
    const { id, name } = list;
    await noteAudit(unit, caller, definitionEntry('LIST', 'DELETED', { id, name }));
  });
}

/** Brings a deleted list back, with its members; a DYNAMIC one is brought up to date in the background. */
export function restoreList(service: ListService, caller: Caller, listId: string): Promise<void> {
  return service.store.writeFlows(caller.accountId, async (unit) => {
    const list = await lockList(unit, listId, 'any');
    if (!list) throw listNotFound(listId);
    if (list.deletedAt === null) return;
    if (!(await rename(unit, list.id, list.name, caller.tokenId))) throw nameTaken(list.name, 'listId');
    await moveMemberships(unit, list.id, 'live');
    await setDeletedAt(unit, list.id, null);
    const { id, name } = list;
    await noteAudit(unit, caller, definitionEntry('LIST', 'RESTORED', { id, name }));
    if (list.processingType !== 'DYNAMIC') return;
    await setProcessing(unit, list.id, 'PROCESSING');
    await runHooks(service, unit, { listId: list.id, objectTypeId: list.objectTypeId, enrolls: false });
  });
}
