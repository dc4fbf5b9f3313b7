import type { PoliciesDocument } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Author, Db } from '../../platform/index.ts';

/** The policies of a flow, as they were saved. */
export interface SavedPolicies {
  /** 0 before the first. */
  readonly version: number;
  /** Null when there are none. */
  readonly document: PoliciesDocument | null;
  readonly updatedAt: EpochMillis | null;
  readonly savedBy: Author | null;
}

const NONE: SavedPolicies = { version: 0, document: null, updatedAt: null, savedBy: null };

export async function selectPolicies(db: Db, accountId: AccountId, flowId: string): Promise<SavedPolicies> {
  const [row] = await db`
    select version, document, updated_at as "updatedAt", saved_by as "savedBy" from flow_policies
    where account_id = ${accountId} and flow_id = ${flowId}`;
  return (row as unknown as SavedPolicies | undefined) ?? NONE;
}

export async function upsertPolicies(
  { tx, account }: Unit,
  flowId: string,
  document: PoliciesDocument | null,
  savedBy: Author,
): Promise<void> {
  await tx`
    insert into flow_policies (account_id, flow_id, version, document, updated_at, saved_by)
    values (${account.id}, ${flowId}, 1, ${document && JSON.stringify(document)}::text::jsonb, ${account.now},
            ${JSON.stringify(savedBy)}::text::jsonb)
    on conflict (account_id, flow_id) do update
    set version = flow_policies.version + 1, document = excluded.document, updated_at = excluded.updated_at,
        saved_by = excluded.saved_by`;
}
