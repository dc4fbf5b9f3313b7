import type { AccountId } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { Db, Fragment } from '../platform/index.ts';

/** A passage, by its key. */
interface Passage {
  readonly flowId: string;
  readonly enrollmentId: string;
}

/** Notes that passages have sent their records a marketing email, in one statement; again and again is once. */
export async function noteMailed(unit: Unit, passages: readonly Passage[]): Promise<void> {
  if (passages.length === 0) return;
  await unit.tx`
    insert into mailed_passages (account_id, flow_id, enrollment_id)
    select ${unit.account.id}::bigint, row.flow_id, row.id
    from unnest(
      ${passages.map(({ flowId }) => flowId)}::bigint[], ${passages.map(({ enrollmentId }) => enrollmentId)}::bigint[]
    ) as row (flow_id, id)
    order by flow_id, id
    on conflict do nothing`;
}

/** Whether the passage of the expressions `flow` and `id` has sent such an email. Rides the key. */
export function isMailed(db: Db, account: AccountId, flow: Fragment, id: Fragment): Fragment {
  return db`exists (
    select from mailed_passages where account_id = ${account} and flow_id = ${flow} and enrollment_id = ${id}
  )`;
}
