import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import { type Db, KeptByCost } from '../platform/index.ts';

/** What went through a flow, in one line. */
export interface FlowTotals {
  /** Inside now. */
  readonly active: number;
  /** Ever enrolled. */
  readonly enrolled: number;
  readonly completed: number;
  readonly failedSteps: number;
  readonly lastEnrolledAt: EpochMillis | null;
  readonly lastFailedAt: EpochMillis | null;
}

export const NO_TOTALS: FlowTotals = {
  active: 0,
  enrolled: 0,
  completed: 0,
  failedSteps: 0,
  lastEnrolledAt: null,
  lastFailedAt: null,
};

const KEPT_FLOWS_MAX = 10_000;

/** The totals of flows, all in one statement; those of many passages are kept as long as is fitting. */
export class TotalsOfFlows {
  readonly #kept = new KeptByCost<FlowTotals>(KEPT_FLOWS_MAX);

  /** By flow, for each of them. */
  async read(
    db: Db,
    accountId: AccountId,
    flowIds: readonly string[],
  ): Promise<ReadonlyMap<string, FlowTotals>> {
    const keyOf = (flowId: string) => `${accountId} ${flowId}`;
    const known = await this.#kept.readAll(flowIds.map(keyOf), async (missing) => {
      const ids = missing.map((key) => key.slice(accountId.length + 1));
      const found = await selectTotals(db, accountId, ids);
      return new Map(ids.map((id) => [keyOf(id), found.get(id) ?? NO_TOTALS]));
    });
    return new Map(flowIds.map((id) => [id, known.get(keyOf(id))!]));
  }
}

/** Each flow's passages are found by its own stretch of the key, and its failures by step_counts_failed, whatever went well or the others have. */
async function selectTotals(
  db: Db,
  accountId: AccountId,
  flowIds: readonly string[],
): Promise<ReadonlyMap<string, FlowTotals>> {
  const rows = await db`
    select flow.id, passages.*, failures.* from unnest(${flowIds as string[]}::bigint[]) as flow (id)
    cross join lateral (
      select count(*) filter (where ended = 0)::int as active, count(*)::int as enrolled,
             count(*) filter (where status = 'COMPLETED')::int as completed, max(enrolled_at) as "lastEnrolledAt"
      from (
        select ended, status, enrolled_at from enrollments
        where account_id = ${accountId} and flow_id = flow.id and entered offset 0
      ) as passage
    ) as passages
    cross join lateral (
      select coalesce(sum(count), 0)::float8 as "failedSteps", max(last_at) as "lastFailedAt" from (
        select count, last_at from step_counts where account_id = ${accountId} and flow_id + 0 = flow.id and outcome = 'FAILED'
        union all
        select count, last_at from step_tallies where account_id = ${accountId} and flow_id = flow.id and outcome = 'FAILED'
      ) as counted
    ) as failures`;
  return new Map(rows.map(({ id, ...totals }) => [id as string, totals as unknown as FlowTotals]));
}
