import { iso } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import { changedEntry, definitionEntry, noteAudit } from '../audit/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { type AnswerOf, type Caller, type Db, refused } from '../platform/index.ts';
import type { folderAnswer } from './answers.ts';
import { folderNotFound, listNotFound } from './errors.ts';
import {
  deleteFolderRow,
  type Folder,
  insertFolder,
  moveListToFolder,
  ROOT_FOLDER,
  selectFolders,
  selectListsByFolder,
  updateFolder,
} from './queries/folders.ts';

/** Levels of folders in each other. */
export const FOLDER_DEPTH_MAX = 20;

type PresentedFolder = AnswerOf<typeof folderAnswer>['folder'];

/** A folder with all that lies in it, as the API answers it. 404 when there is none. */
export async function readFolder(db: Db, account: AccountId, id: string): Promise<PresentedFolder> {
  const [folders, lists] = await Promise.all([selectFolders(db, account), selectListsByFolder(db, account)]);
  const root = folders.find((folder) => folder.id === id);
  if (!root && id !== ROOT_FOLDER) throw folderNotFound(id);
  const presented = (folder: Folder | undefined, depth: number): PresentedFolder => ({
    id: Number(folder?.id ?? ROOT_FOLDER),
    parentFolderId: Number(folder?.parentId ?? ROOT_FOLDER),
    ...(folder
      ? { name: folder.name, createdAt: iso(folder.createdAt), updatedAt: iso(folder.updatedAt) }
      : {}),
    childLists: (lists.get(folder?.id ?? ROOT_FOLDER) ?? []).map(Number),
    childNodes:
      depth >= FOLDER_DEPTH_MAX
        ? []
        : folders
            .filter(({ parentId }) => parentId === (folder?.id ?? ROOT_FOLDER))
            .map((child) => presented(child, depth + 1)),
  });
  return presented(root, 0);
}

export function createFolder(store: Store, caller: Caller, name: string, parentId: string): Promise<string> {
  return store.write(caller.accountId, async (unit) => {
    const folders = await selectFolders(unit.tx, caller.accountId);
    requirePlace(folders, parentId, null);
    const id = await insertFolder(unit, name, parentId);
    await noteAudit(unit, caller, definitionEntry('LIST_FOLDER', 'CREATED', { id, name }));
    return id;
  });
}

/** Renames a folder, or moves it into another. */
export function changeFolder(
  store: Store,
  caller: Caller,
  id: string,
  change: { readonly name?: string; readonly parentId?: string },
): Promise<void> {
  return store.write(caller.accountId, async (unit) => {
    const folders = await selectFolders(unit.tx, caller.accountId);
    const folder = folders.find((each) => each.id === id);
    if (!folder) throw folderNotFound(id);
    if (change.parentId !== undefined) requirePlace(folders, change.parentId, id);
    const changed = { ...folder, ...change };
    await updateFolder(unit, id, changed);
    await noteAudit(
      unit,
      caller,
      ...changedEntry('LIST_FOLDER', { id, name: changed.name }, folder, changed),
    );
  });
}

/** Deletes an empty folder. */
export function deleteFolder(store: Store, caller: Caller, id: string): Promise<void> {
  return store.write(caller.accountId, async (unit) => {
    const [folders, lists] = await Promise.all([
      selectFolders(unit.tx, caller.accountId),
      selectListsByFolder(unit.tx, caller.accountId),
    ]);
    const found = folders.find((folder) => folder.id === id);
    if (!found) throw folderNotFound(id);
    if (folders.some(({ parentId }) => parentId === id) || lists.has(id))
      throw refused(
        'folderId',
        'FOLDER_NOT_EMPTY',
        `The folder ${id} is not empty: move what lies in it first.`,
      );
    await deleteFolderRow(unit, id);
    await noteAudit(unit, caller, definitionEntry('LIST_FOLDER', 'DELETED', { id, name: found.name }));
  });
}

export function moveList(store: Store, caller: Caller, listId: string, folderId: string): Promise<void> {
  return store.write(caller.accountId, async (unit: Unit) => {
    requirePlace(await selectFolders(unit.tx, caller.accountId), folderId, null);
    if (!(await moveListToFolder(unit, listId, folderId))) throw listNotFound(listId);
    await noteAudit(unit, caller, definitionEntry('LIST', 'CHANGED', { id: listId, detail: { folderId } }));
  });
}

/** A folder lies neither in itself nor deeper than folders may. */
function requirePlace(folders: readonly Folder[], parentId: string, moved: string | null): void {
  let at = parentId;
  for (let depth = 1; at !== ROOT_FOLDER; depth++) {
    const folder = folders.find(({ id }) => id === at);
    if (!folder) throw folderNotFound(at);
    if (at === moved)
      throw refused('newParentFolderId', 'FOLDER_IN_ITSELF', `The folder ${moved} cannot lie in itself.`);
    if (depth >= FOLDER_DEPTH_MAX)
      throw refused(
        'parentFolderId',
        'OUT_OF_RANGE',
        `Folders lie in each other ${FOLDER_DEPTH_MAX} deep at most.`,
      );
    at = folder.parentId;
  }
}
