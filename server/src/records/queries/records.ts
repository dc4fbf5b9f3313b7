import type { RecordImage } from '@millrace/core/record';
import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';

/** Records of a type in order of id, live or archived ones, after a cursor; rides the primary key. Merged ones are neither. */
export async function selectPage(
  db: Db,
  account: AccountId,
  objectTypeId: string,
  page: { readonly after: string | undefined; readonly limit: number; readonly archived: boolean },
): Promise<RecordImage[]> {
  const rows = await db`
    select object_type_id as "objectTypeId", id, properties, created_at as "createdAt", updated_at as "updatedAt",
           archived_at as "archivedAt", created_by_flow as "createdByFlow"
    from records
    where account_id = ${account} and object_type_id = ${objectTypeId} and id > ${page.after ?? '0'}
      and ${page.archived ? db`archived_at is not null and merged_into is null` : db`archived_at is null`}
    order by id limit ${page.limit}`;
  return rows as unknown as RecordImage[];
}
