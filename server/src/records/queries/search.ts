import type { RecordImage } from '@millrace/core/record';
import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import type { Search } from '../search/condition.ts';
import { searchSql } from '../search/search-sql.ts';

const IMAGE_COLUMNS = `object_type_id as "objectTypeId", id, properties, created_at as "createdAt",
  updated_at as "updatedAt", archived_at as "archivedAt", created_by_flow as "createdByFlow"`;

export interface Found {
  readonly total: number;
  readonly images: readonly RecordImage[];
}

/**
 * The live records of a type that a search finds, a page of them, and how many there are in all: two statements, or one for
 * the total alone.
 * They are not kept prepared: every search has a text of its own.
 */
export async function selectFound(
  db: Db,
  account: AccountId,
  objectTypeId: string,
  search: Search,
  page: { readonly offset: number; readonly limit: number },
): Promise<Found> {
  const params: unknown[] = [account, objectTypeId];
  const { where, orderBy } = searchSql(search, params);
  const from = `
    from records r
    where r.account_id = $1::bigint and r.object_type_id = $2::text and r.archived_at is null and ${where}`;
  const pageRows = async () =>
    page.limit === 0
      ? []
      : db.unsafe(
          `select ${IMAGE_COLUMNS}
           ${from}
           order by ${orderBy} limit ${page.limit} offset ${page.offset}`,
          params as never[],
        );
  const [rows, [counted]] = await Promise.all([
    pageRows(),
    db.unsafe(`select count(*)::integer as total ${from}`, params as never[]),
  ]);
  return { total: counted?.['total'] as number, images: rows as unknown as RecordImage[] };
}

/** The first live records of a type that a search finds: who wants no more need not have them all counted. */
export async function selectFirstFound(
  db: Db,
  account: AccountId,
  objectTypeId: string,
  search: Search,
  limit: number,
): Promise<readonly RecordImage[]> {
  const params: unknown[] = [account, objectTypeId];
  const { where, orderBy } = searchSql(search, params);
  const rows = await db.unsafe(
    `select ${IMAGE_COLUMNS}
     from records r
     where r.account_id = $1::bigint and r.object_type_id = $2::text and r.archived_at is null and ${where}
     order by ${orderBy} limit ${limit}`,
    params as never[],
  );
  return rows as unknown as RecordImage[];
}
