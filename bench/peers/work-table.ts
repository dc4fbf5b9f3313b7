import pg from 'pg';
import type { DatabaseAddress } from '../../server/src/platform/index.ts';
import { STEPS } from './peer.ts';

/** How often a peer's own table is asked whether all is done. */
const LOOK_MS = 100;

/** The table that the steps of the peers write to, a row a step. */
export async function openWork(address: DatabaseAddress, connections: number): Promise<pg.Pool> {
  if (!('socketDir' in address)) throw new Error('The embedded PostgreSQL listens on a socket.');
  const { socketDir, database, user } = address;
  const pool = new pg.Pool({ host: socketDir, database, user, max: connections });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  await pool.query(
    'create table work (item integer, step integer, value text not null, primary key (item, step))',
  );
  return pool;
}

/** Resolves when every item has taken its last step, once each. */
export async function waitForWork(pool: pg.Pool, items: number): Promise<void> {
  for (;;) {
    const { rows } = await pool.query('select count(*)::int as rows from work');
    if (rows[0].rows === items * STEPS) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

export function numbersTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
