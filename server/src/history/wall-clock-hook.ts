import { isDeepStrictEqual } from 'node:util';
import { readAccount, readHolidays, type WallClockChange } from '../accounts/index.ts';
import type { Store, Unit } from './store.ts';

/** What the account's wall clock goes by from now on, as it is about to be committed: `unit.account` is in the new zone already. */
export interface MovedWallClock {
  /** Whether it is in another zone; else only its holidays are others. */
  readonly isOtherZone: boolean;
  /** The zone until now. */
  readonly previousZone: string;
}

/**
 * Work in the same transaction as a change of the account's zone or holidays: what follows the wall clock is moved. Later folders fill the
 * list.
 */
export type WallClockHook = (unit: Unit, moved: MovedWallClock) => Promise<void>;

/** Runs changes of settings among which is the zone or the holidays, alone in the account; hooks run if these are others afterwards. */
export function wallClockChanger(store: Store, hooks: readonly WallClockHook[]): WallClockChange {
  return (accountId, change) =>
    store.writeFlows(accountId, async (unit) => {
      const holidays = await readHolidays(unit.tx, accountId);
      const result = await change(unit.tx);
      const { timeZone } = await readAccount(unit.tx, accountId);
      const { timeZone: previousZone } = unit.account;
      const isOtherZone = timeZone !== previousZone;
      if (!isOtherZone && isDeepStrictEqual(holidays, await readHolidays(unit.tx, accountId))) return result;
      const moved: Unit = { ...unit, account: { ...unit.account, timeZone } };
      for (const hook of hooks) await hook(moved, { isOtherZone, previousZone });
      return result;
    });
}
