import { type AskOf, RECORD_IDS } from '@millrace/core/flow';
import type { Db } from '../platform/index.ts';
import { drawRecordIds } from '../records/index.ts';
import type { Loader } from './loader.ts';

/** Reserves as many pieces as asked for. */
type Pool = (db: Db, count: number) => Promise<readonly string[]>;

/** The kinds of reservations. */
const POOLS: Readonly<Record<string, Pool>> = { [RECORD_IDS]: drawRecordIds };

export const reserve: Loader<'reservation'> = async (db, _, asks) => {
  const given = new Map<AskOf<'reservation'>, string>();
  for (const [name, claims] of Map.groupBy(asks, ({ pool }) => pool)) {
    const pool = POOLS[name];
    if (!pool) throw new Error(`Nothing hands out ${JSON.stringify(name)}.`);
    const pieces = await pool(db, claims.length);
    claims.forEach((ask, index) => {
      given.set(ask, pieces[index]!);
    });
  }
  return asks.map((ask) => given.get(ask)!);
};
