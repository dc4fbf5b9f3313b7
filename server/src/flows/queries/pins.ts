import type { Pin } from '@millrace/core/flow';
import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Db } from '../../platform/index.ts';

/** In the order of ids, which is the order of entering. */
export async function selectPins(db: Db, accountId: AccountId, flowId: string): Promise<Pin[]> {
  const rows = await db`
    select after_id as "afterId", up_to_id as "upToId", revision_id as "revisionId" from flow_pins
    where account_id = ${accountId} and flow_id = ${flowId} order by up_to_id`;
  return rows as unknown as Pin[];
}

export async function insertPins({ tx, account }: Unit, flowId: string, pins: readonly Pin[]): Promise<void> {
  if (pins.length === 0) return;
  await tx`
    insert into flow_pins (account_id, flow_id, after_id, up_to_id, revision_id)
    select ${account.id}::bigint, ${flowId}::bigint, * from unnest(
      ${pins.map(({ afterId }) => afterId)}::bigint[], ${pins.map(({ upToId }) => upToId)}::bigint[],
      ${pins.map(({ revisionId }) => revisionId)}::bigint[]
    )`;
}

export async function deletePins({ tx, account }: Unit, flowId: string, pins: readonly Pin[]): Promise<void> {
  if (pins.length === 0) return;
  await tx`
    delete from flow_pins where account_id = ${account.id} and flow_id = ${flowId}
      and up_to_id = any(${pins.map(({ upToId }) => upToId)}::bigint[])`;
}
