import type { AskOf, TurnAnswer } from '@millrace/core/flow';
import type { AccountId } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import { type Db, mayWait } from '../platform/index.ts';

type TurnAsk = AskOf<'turn'>;

/**
 * Hands out turns in the order of the asks, each once: two statements for any number of paces and asks. A pace is locked until the
 * transaction ends; one that rolls back has handed out nothing.
 */
export async function handOutTurns(
  db: Db,
  account: AccountId,
  asks: readonly TurnAsk[],
): Promise<readonly TurnAnswer[]> {
  const pools = [...Map.groupBy(asks, poolKey).values()].map((asked) => asked[0]!);
  const held = await holdPaces(db, account, pools, mayWait(db));
  const answers = asks.map((ask): TurnAnswer => {
    const key = poolKey(ask);
    const next = held.get(key);
    if (next === undefined) return { kind: 'busy' };
    const at = Math.max(next, ask.from);
    held.set(key, at + ask.gapMs);
    return { kind: 'turn', at };
  });
  await keepPaces(
    db,
    account,
    pools.filter((pool) => held.has(poolKey(pool))),
    held,
  );
  return answers;
}

/** When the next turn of each pace comes, for whoever only looks; undefined before the first. */
export async function readPaces(
  db: Db,
  account: AccountId,
  asks: readonly TurnAsk[],
): Promise<readonly (number | undefined)[]> {
  const found = byKey(
    await db`
      select found.* from ${unnested(db, asks)} cross join lateral (
        select flow_id, action_id, ${nextAt(db)} as next_at from paces
        where account_id = ${account} and flow_id = row.flow_id and action_id = row.action_id
        offset 0
      ) as found`,
  );
  return asks.map((ask) => found.get(poolKey(ask)));
}

/** An upsert locks row by row in the order of its input; a pace that must not be waited for is made first, where it is new. */
async function holdPaces(db: Db, account: AccountId, pools: readonly TurnAsk[], waits: boolean) {
  const inserted = db`
    insert into paces (account_id, flow_id, action_id, next_at)
    select ${account}::bigint, flow_id, action_id, '-infinity' from ${unnested(db, pools)} order by flow_id, action_id`;
  if (waits)
    return byKey(
      await db`
        ${inserted} on conflict (account_id, flow_id, action_id) do update set next_at = paces.next_at
        returning flow_id, action_id, ${nextAt(db)} as next_at`,
    );
  await db`${inserted} on conflict do nothing`;
  return byKey(
    await db`
      select found.* from ${unnested(db, pools)} cross join lateral (
        select flow_id, action_id, ${nextAt(db)} as next_at from paces
        where account_id = ${account} and flow_id = row.flow_id and action_id = row.action_id
        for no key update skip locked
      ) as found`,
  );
}

/** In milliseconds; null before the first turn. */
function nextAt(db: Db) {
  return db`nullif(next_at, '-infinity')`;
}

async function keepPaces(
  db: Db,
  account: AccountId,
  pools: readonly TurnAsk[],
  held: ReadonlyMap<string, number>,
): Promise<void> {
  if (pools.length === 0) return;
  await db`
    update paces set next_at = row.next_at
    from unnest(
      ${pools.map(({ flowId }) => flowId)}::bigint[], ${pools.map(({ actionId }) => actionId)}::text[],
      ${pools.map((pool) => held.get(poolKey(pool))!)}::timestamptz[]
    ) as row (flow_id, action_id, next_at)
    cross join lateral (
      select ctid as place from paces
      where account_id = ${account} and flow_id = row.flow_id and action_id = row.action_id offset 0
    ) as found
    where paces.ctid = found.place and paces.account_id === ${account}`;
}

/** Forgets the turns that were handed out in a flow: whoever comes next begins anew. */
export async function forgetPaces({ tx, account }: Unit, flowId: string): Promise<void> {
  await tx`delete from paces where account_id = ${account.id} and flow_id = ${flowId}`;
}

function unnested(db: Db, pools: readonly TurnAsk[]) {
  return db`
    unnest(${pools.map(({ flowId }) => flowId)}::bigint[], ${pools.map(({ actionId }) => actionId)}::text[])
      as row (flow_id, action_id)`;
}

function byKey(rows: readonly Record<string, unknown>[]): Map<string, number> {
  return new Map(
    rows.map((row) => [
      poolKey({ flowId: row['flow_id'] as string, actionId: row['action_id'] as string }),
      (row['next_at'] as number | null) ?? Number.NEGATIVE_INFINITY,
    ]),
  );
}

function poolKey({ flowId, actionId }: Pick<TurnAsk, 'flowId' | 'actionId'>): string {
  return `${flowId}/${actionId}`;
}
