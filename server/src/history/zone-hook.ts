import { readAccount, type ZoneChange } from '../accounts/index.ts';
import type { Store, Unit } from './store.ts';

/** The account's move to another zone, as it is about to be committed: `unit.account` is in the new one already. */
export interface MovedZone {
  readonly previous: string;
  readonly next: string;
}

/** Work in the same transaction as a change of the account's zone: what follows the wall clock is moved. Later folders fill the list. */
export type ZoneHook = (unit: Unit, moved: MovedZone) => Promise<void>;

/** Runs changes of settings among which is the zone, alone in the account; hooks run if the zone is another one afterwards. */
export function zoneChanger(store: Store, hooks: readonly ZoneHook[]): ZoneChange {
  return (accountId, change) =>
    store.writeFlows(accountId, async (unit) => {
      const result = await change(unit.tx);
      const { timeZone: next } = await readAccount(unit.tx, accountId);
      const { timeZone: previous } = unit.account;
      if (next === previous) return result;
      const moved: Unit = { ...unit, account: { ...unit.account, timeZone: next } };
      for (const hook of hooks) await hook(moved, { previous, next });
      return result;
    });
}
