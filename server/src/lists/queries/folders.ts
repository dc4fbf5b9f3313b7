import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Db } from '../../platform/index.ts';

export interface Folder {
  readonly id: string;
  readonly parentId: string;
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The folder that all others lie in; it has no row. */
export const ROOT_FOLDER = '0';

export async function folderExists(db: Db, account: AccountId, id: string): Promise<boolean> {
  if (id === ROOT_FOLDER) return true;
  const [row] = await db`select 1 from list_folders where account_id = ${account} and id = ${id}`;
  return row !== undefined;
}

/** Every folder of the account: people make them one by one, so that there are few. */
export async function selectFolders(db: Db, account: AccountId): Promise<Folder[]> {
  const rows = await db`
    select id, parent_id as "parentId", name, created_at as "createdAt", updated_at as "updatedAt"
    from list_folders where account_id = ${account} order by id`;
  return rows as unknown as Folder[];
}

/** The lists in each folder, by folder. */
export async function selectListsByFolder(db: Db, account: AccountId): Promise<Map<string, string[]>> {
  const rows = await db`
    select folder_id, array_agg(id order by id)::text[] as ids from lists
    where account_id = ${account} and deleted_at is null group by folder_id`;
  return new Map(rows.map((row) => [row['folder_id'] as string, row['ids'] as string[]]));
}

export async function insertFolder(unit: Unit, name: string, parentId: string): Promise<string> {
  const { tx, account } = unit;
  const [row] = await tx`
    insert into list_folders (account_id, parent_id, name, created_at, updated_at)
    values (${account.id}, ${parentId}, ${name}, ${account.now}, ${account.now}) returning id`;
  return row!['id'] as string;
}

export async function updateFolder(
  unit: Unit,
  id: string,
  { name, parentId }: Pick<Folder, 'name' | 'parentId'>,
): Promise<void> {
  const { tx, account } = unit;
  await tx`
    update list_folders set name = ${name}, parent_id = ${parentId}, updated_at = ${account.now}
    where account_id = ${account.id} and id = ${id}`;
}

export async function deleteFolderRow(unit: Unit, id: string): Promise<void> {
  await unit.tx`delete from list_folders where account_id = ${unit.account.id} and id = ${id}`;
}

/** Puts a list into a folder; false when there is no such list. */
export async function moveListToFolder(unit: Unit, listId: string, folderId: string): Promise<boolean> {
  const { tx, account } = unit;
  const rows = await tx`
    update lists set folder_id = ${folderId} where account_id = ${account.id} and id = ${listId} and deleted_at is null returning id`;
  return rows.length > 0;
}
