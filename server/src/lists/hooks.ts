import type { AccountId } from '../accounts/index.ts';
import type { Store, Unit } from '../history/index.ts';
import type { Db } from '../platform/index.ts';
import type { ListReferences } from './list.ts';

/** A list whose members are to be found by its filters, as it is about to be committed. */
export interface FilteredList {
  readonly listId: string;
  readonly objectTypeId: string;
  /** Whether flows that are entered by joining the list let in the records that join by this save. */
  readonly enrolls: boolean;
}

/** Work in the same transaction as a save of filters. Folders to the right fill the list. */
export type ListHook = (unit: Unit, list: FilteredList) => Promise<void>;

/** The services that a list save uses. */
export interface ListService {
  readonly store: Store;
  readonly hooks: readonly ListHook[];
  /** The number of flows and other lists that name each list of an account, from folders to the right. */
  readonly references: (db: Db, account: AccountId) => Promise<ListReferences>;
}

export async function runHooks(service: ListService, unit: Unit, list: FilteredList): Promise<void> {
  for (const hook of service.hooks) await hook(unit, list);
}
