import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import { lastChangeId } from '../history/index.ts';
import type { Db, Tx } from '../platform/index.ts';

/** Notes that a flow is evaluated for changes from now on; no other write of the account is running. */
export async function startWatch(tx: Tx, account: AccountId, flowId: string): Promise<void> {
  await tx`
    insert into flow_watches (account_id, flow_id, after_change)
    select ${account}::bigint, ${flowId}::bigint, (${lastChangeId(tx)})
    on conflict (account_id, flow_id) do update set after_change = excluded.after_change`;
}

/** The change after which a flow is evaluated. */
export async function selectWatch(db: Db, account: AccountId, flowId: string): Promise<string | undefined> {
  const [row] = await db`
    select after_change from flow_watches where account_id = ${account} and flow_id = ${flowId}::bigint`;
  return row?.['after_change'] as string | undefined;
}

/** The change after which each flow of the account is evaluated, by flow. */
export async function selectWatches(db: Db, account: AccountId): Promise<Map<string, string>> {
  const rows = await db`select flow_id, after_change from flow_watches where account_id = ${account}`;
  return new Map(rows.map((row) => [row['flow_id'] as string, row['after_change'] as string]));
}

/** The same for a list, with the instant of the save; `quiet`: who joins by the save alone enters no flow by that. */
export async function startListWatch(
  tx: Tx,
  account: AccountId,
  listId: string,
  { at, joins }: { readonly at: EpochMillis; readonly joins: 'quiet' | 'loud' },
): Promise<void> {
  await tx`
    insert into list_watches (account_id, list_id, after_change, saved_at, is_quiet)
    select ${account}::bigint, ${listId}::bigint, (${lastChangeId(tx)}), ${at}::timestamptz, ${String(joins === 'quiet')}::text::boolean
    on conflict (account_id, list_id) do update
    set after_change = excluded.after_change, saved_at = excluded.saved_at, is_quiet = excluded.is_quiet, until_change = null`;
}

/** Notes that the members of a list have been found: changes from now on are evaluated as ever. */
export async function endListSearch(tx: Tx, account: AccountId, listId: string): Promise<void> {
  await tx`
    update list_watches set until_change = (${lastChangeId(tx)})
    where account_id = ${account} and list_id = ${listId}::bigint`;
}

/** The change after which each list of the account is evaluated, by list. */
export async function selectListWatches(db: Db, account: AccountId): Promise<Map<string, string>> {
  const rows = await db`select list_id, after_change from list_watches where account_id = ${account}`;
  return new Map(rows.map((row) => [row['list_id'] as string, row['after_change'] as string]));
}

/** A save of a list's filters by which alone no record enters flows. */
export interface QuietSave {
  readonly listId: string;
  /** The last change before it, and its instant. */
  readonly afterChange: string;
  readonly savedAt: EpochMillis;
  /** The last change before the members were found; null until they are. */
  readonly untilChange: string | null;
}

/** Of these lists, those whose filters were saved quietly and that a change, or a later one, may find unsettled. */
export async function selectQuietSaves(
  db: Db,
  account: AccountId,
  listIds: readonly string[],
  changeId: string | null,
): Promise<QuietSave[]> {
  const rows = await db`
    select watch.* from unnest(${listIds as string[]}::bigint[]) as list (id) cross join lateral (
      select list_id as "listId", after_change as "afterChange", saved_at as "savedAt", until_change as "untilChange" from list_watches
      where account_id = ${account} and list_id = list.id and is_quiet
        and (until_change is null or until_change >= ${changeId}::bigint)
      offset 0
    ) as watch`;
  return rows as unknown as QuietSave[];
}
