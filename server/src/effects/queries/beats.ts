import type { Db } from '../../platform/index.ts';

/** Records a heartbeat of a process that performs effects. */
export async function beat(db: Db, holder: string): Promise<void> {
  await db`
    insert into effect_workers (id, seen_at) values (${holder}, clock_timestamp())
    on conflict (id) do update set seen_at = excluded.seen_at`;
}

/** Records its end, which frees its leases. Also deletes the rows of dead processes. */
export async function endBeat(db: Db, holder: string): Promise<void> {
  await db`delete from effect_workers where id = ${holder} or seen_at < statement_timestamp() - interval '1 hour'`;
}
