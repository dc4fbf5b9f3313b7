import type { Db } from '../../platform/index.ts';

/** Says that a process that performs effects is alive. */
export async function beat(db: Db, holder: string): Promise<void> {
  await db`
    insert into effect_workers (id, seen_at) values (${holder}, clock_timestamp())
    on conflict (id) do update set seen_at = excluded.seen_at`;
}

/** Says that it has ended; it holds nothing any more. Rows that dead processes have left go with it. */
export async function endBeat(db: Db, holder: string): Promise<void> {
  await db`delete from effect_workers where id = ${holder} or seen_at < clock_timestamp() - interval '1 hour'`;
}
