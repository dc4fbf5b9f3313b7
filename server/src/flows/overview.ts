import { readAccount } from '../accounts/index.ts';
import { NO_TOTALS, TotalsOfFlows } from '../passages/index.ts';
import { unsettledPauses } from '../pauses/index.ts';
import { type Caller, type Db, KeptByCost, type Sql } from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';
import { hiddenFrom } from './access.ts';
import { countFindings, type LintCounts } from './lint-flow.ts';
import { inOrder, type OverviewRow, type Place, type Sorting, sortValueOf } from './overview-order.ts';
import type { ListedFlow } from './queries/listing.ts';
import { type LastSave, type OverviewFilter, selectLastSaves, selectOverview } from './queries/overview.ts';

export const OVERVIEW_STATES = ['ON', 'OFF', 'PAUSED'] as const;

export interface OverviewQuery extends OverviewFilter {
  /** A flow that is on and paused is PAUSED, and not ON. */
  readonly state?: (typeof OVERVIEW_STATES)[number] | undefined;
  readonly sort: Sorting;
  readonly after?: Place | undefined;
  readonly limit: number;
}

/** One more than the page has, if there is. */
export interface Overview {
  readonly rows: readonly OverviewRow[];
  /** Of the rows of the page, by flow. */
  readonly saves: ReadonlyMap<string, LastSave>;
  readonly findings: ReadonlyMap<string, LintCounts>;
  /** Of all that fit, on every page. */
  readonly total: number;
}

const LINTED_FLOWS_MAX = 10_000;

/**
 * Flows as a list for people: what goes on in each, and what is to be looked at, in whichever order. As many statements for many
 * flows as for one.
 */
export function overviewReader(sql: Sql): (caller: Caller, query: OverviewQuery) => Promise<Overview> {
  const totals = new TotalsOfFlows();
  const linted = new KeptByCost<LintCounts>(LINTED_FLOWS_MAX);
  return async (caller, query) => {
    const account = await readAccount(sql, caller.accountId);
    const hidden = hiddenFrom(caller, await loadSchema(sql, account.id, account.schemaVersion));
    const [flows, paused] = await Promise.all([
      selectOverview(sql, account.id, query, hidden),
      account.pauses === 0 ? new Set<string>() : pausedFlows(sql, account.id),
    ]);
    const counted = await totals.read(
      sql,
      account.id,
      flows.map(({ id }) => id),
    );
    const all = flows.map((flow) => ({
      flow,
      totals: counted.get(flow.id) ?? NO_TOTALS,
      paused: paused.has(flow.id) ? ('FLOW' as const) : paused.has(ACCOUNT) ? ('ACCOUNT' as const) : null,
    }));
    const fitting = all.filter((row) => query.state === undefined || stateOf(row) === query.state);
    const rows = inOrder(fitting, query.sort, query.after).slice(0, query.limit + 1);
    const shown = rows.slice(0, query.limit).map(({ flow }) => flow);
    const versions = `${account.id} ${account.schemaVersion} ${account.flowsVersion}`;
    const [saves, findings] = await Promise.all([
      selectLastSaves(sql, account.id, shown),
      findingsOf(sql, caller, shown, linted, versions),
    ]);
    return { rows, saves, findings, total: fitting.length };
  };
}

/** The place of a row in the order, for the cursor after it. */
export function placeOf(row: OverviewRow, sort: Sorting): Place {
  return { value: sortValueOf(row, sort.by), id: row.flow.id };
}

const ACCOUNT = 'ACCOUNT';

async function pausedFlows(db: Db, accountId: string): Promise<ReadonlySet<string>> {
  const pauses = await unsettledPauses(db, accountId);
  return new Set(
    pauses
      .filter(({ resumedAt }) => resumedAt === null)
      .map(({ scope }) => (scope === 'ACCOUNT' ? ACCOUNT : scope.flowId)),
  );
}

function stateOf({ flow, paused }: OverviewRow): OverviewQuery['state'] {
  if (!flow.isEnabled) return 'OFF';
  return paused === null ? 'ON' : 'PAUSED';
}

/** By flow. What flows name may change without them, so findings are kept for a short time only, and only where they take long. */
async function findingsOf(
  db: Db,
  caller: Caller,
  flows: readonly ListedFlow[],
  linted: KeptByCost<LintCounts>,
  versions: string,
): Promise<ReadonlyMap<string, LintCounts>> {
  const live = flows.filter(({ deletedAt }) => deletedAt === null);
  const idOf = new Map(live.map(({ id, revisionId }) => [`${versions} ${id} ${revisionId}`, id]));
  const found = await linted.readAll([...idOf.keys()], async (missing) => {
    const counts = await countFindings(
      db,
      caller,
      missing.map((key) => idOf.get(key)!),
    );
    return new Map(
      missing.flatMap((key) => {
        const count = counts.get(idOf.get(key)!);
        return count ? [[key, count] as const] : [];
      }),
    );
  });
  return new Map([...found].map(([key, counts]) => [idOf.get(key)!, counts]));
}
