import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Author, Db } from '../../platform/index.ts';

/** A receiver that stands in for a type of action. */
export interface Adapter {
  readonly actionTypeId: string;
  readonly url: string;
  /** What its requests are signed with: a secret's value, or an app's secret; neither, for requests without a signature. */
  readonly secretName: string | null;
  readonly appId: number | null;
  readonly timeoutSeconds: number | null;
}

export interface AdapterRow extends Adapter {
  readonly createdAt: EpochMillis;
  readonly updatedAt: EpochMillis;
  readonly savedBy: Author;
}

export async function selectAdapters(
  db: Db,
  accountId: AccountId,
  ids: readonly string[] | null = null,
): Promise<AdapterRow[]> {
  const rows = await db`
    select action_type_id as "actionTypeId", url, secret_name as "secretName", app_id as "appId",
           timeout_seconds as "timeoutSeconds", created_at as "createdAt", updated_at as "updatedAt", saved_by as "savedBy"
    from action_adapters
    where account_id = ${accountId} ${ids === null ? db`` : db`and action_type_id = any(${ids as string[]}::text[])`}
    order by action_type_id`;
  return rows as unknown as AdapterRow[];
}

export async function upsertAdapter(
  db: Db,
  accountId: AccountId,
  { actionTypeId, url, secretName, appId, timeoutSeconds }: Adapter,
  now: EpochMillis,
  savedBy: Author,
): Promise<void> {
  await db`
    insert into action_adapters (
      account_id, action_type_id, url, secret_name, app_id, timeout_seconds, created_at, updated_at, saved_by
    )
    values (${accountId}, ${actionTypeId}, ${url}, ${secretName}, ${appId}, ${timeoutSeconds}, ${now}, ${now},
            ${JSON.stringify(savedBy)}::text::jsonb)
    on conflict (account_id, action_type_id) do update
    set url = excluded.url, secret_name = excluded.secret_name, app_id = excluded.app_id,
        timeout_seconds = excluded.timeout_seconds, updated_at = excluded.updated_at, saved_by = excluded.saved_by`;
}

/** False when there is no such adapter. */
export async function deleteAdapterRow(db: Db, accountId: AccountId, actionTypeId: string): Promise<boolean> {
  const deleted = await db`
    delete from action_adapters where account_id = ${accountId} and action_type_id = ${actionTypeId}
    returning action_type_id`;
  return deleted.length > 0;
}
