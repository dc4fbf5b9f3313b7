import type { AskOf, RotationAnswer } from '@millrace/core/flow';
import type { AccountId } from '../accounts/index.ts';
import type { Flusher } from '../history/index.ts';
import { type Db, mayWait } from '../platform/index.ts';

type Turns = Readonly<Record<string, number>>;

/**
 * Locks rotations until the transaction ends, so that turns are given one by one and only with what they were given for. A
 * transaction waits for rotations once, in their order; those that it needs later are only tried: so two never wait for each other.
 */
export async function holdRotations(
  db: Db,
  account: AccountId,
  asks: readonly AskOf<'rotation'>[],
): Promise<readonly RotationAnswer[]> {
  const held = await (mayWait(db) ? waitForRotations : tryRotations)(db, account, asks);
  return asks.map((ask) => {
    const turns = held.get(keyOf(ask));
    return turns ? { kind: 'held', turns } : { kind: 'busy' };
  });
}

/** The last turns in rotations, in order, for whoever only looks; undefined where nobody had one. */
export async function readRotations(
  db: Db,
  account: AccountId,
  asks: readonly AskOf<'rotation'>[],
): Promise<readonly (Turns | undefined)[]> {
  const found = byKey(
    await db`
      select found.flow_id, found.action_id, found.turns
      from ${unnested(db, asks)} cross join lateral (
        select flow_id, action_id, turns from rotations
        where account_id = ${account} and flow_id = row.flow_id and action_id = row.action_id
        offset 0
      ) as found`,
  );
  return asks.map((ask) => found.get(keyOf(ask)));
}

/** An upsert locks row by row in the order of its input. */
async function waitForRotations(db: Db, account: AccountId, asks: readonly AskOf<'rotation'>[]) {
  return byKey(
    await db`
      insert into rotations (account_id, flow_id, action_id)
      select ${account}::bigint, flow_id, action_id from ${unnested(db, asks)} order by flow_id, action_id
      on conflict (account_id, flow_id, action_id) do update set turns = rotations.turns
      returning flow_id, action_id, turns`,
  );
}

/** One that is not there yet is made. */
async function tryRotations(db: Db, account: AccountId, asks: readonly AskOf<'rotation'>[]) {
  await db`
    insert into rotations (account_id, flow_id, action_id)
    select ${account}::bigint, flow_id, action_id from ${unnested(db, asks)} order by flow_id, action_id
    on conflict do nothing`;
  return byKey(
    await db`
      select found.flow_id, found.action_id, found.turns
      from ${unnested(db, asks)} cross join lateral (
        select flow_id, action_id, turns from rotations
        where account_id = ${account} and flow_id = row.flow_id and action_id = row.action_id
        for no key update skip locked
      ) as found`,
  );
}

function unnested(db: Db, asks: readonly AskOf<'rotation'>[]) {
  return db`
    unnest(${asks.map(({ flowId }) => flowId)}::bigint[], ${asks.map(({ actionId }) => actionId)}::text[])
      as row (flow_id, action_id)`;
}

function byKey(rows: readonly Record<string, unknown>[]): ReadonlyMap<string, Turns> {
  return new Map(
    rows.map((row) => [
      keyOf({ flowId: row['flow_id'] as string, actionId: row['action_id'] as string }),
      row['turns'] as Turns,
    ]),
  );
}

function keyOf({ flowId, actionId }: { readonly flowId: string; readonly actionId: string }): string {
  return `${flowId}/${actionId}`;
}

/** Writes the last turn of every owner; the rows are locked. */
export const flushRotations: Flusher = async ({ tx, account, world }) => {
  if (world.rotationTurns.length === 0) return;
  const turns = Map.groupBy(world.rotationTurns, ({ rotation }) => keyOf(rotation));
  const rows = [...turns.values()].map((given) => ({
    ...given[0]!.rotation,
    turns: Object.fromEntries(given.map(({ ownerId, number }) => [ownerId, number])),
  }));
  await tx`
    update rotations set turns = rotations.turns || row.turns::jsonb
    from unnest(
      ${rows.map(({ flowId }) => flowId)}::bigint[], ${rows.map(({ actionId }) => actionId)}::text[],
      ${rows.map(({ turns }) => JSON.stringify(turns))}::text[]
    ) as row (flow_id, action_id, turns)
    cross join lateral (
      select ctid as place from rotations
      where account_id = ${account.id} and flow_id = row.flow_id and action_id = row.action_id
      offset 0
    ) as found
    where rotations.ctid = found.place and rotations.account_id === ${account.id}`;
};
