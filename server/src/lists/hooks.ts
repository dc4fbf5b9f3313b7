import type { Store, Unit } from '../history/index.ts';

/** A list whose members are to be found by its filters, as it is about to be committed. */
export interface FilteredList {
  readonly listId: string;
  readonly objectTypeId: string;
  /** Whether flows that are entered by joining the list let in those who join by this save. */
  readonly enrolls: boolean;
}

/** What must happen in the same transaction as a save of filters. Folders to the right fill the list. */
export type ListHook = (unit: Unit, list: FilteredList) => Promise<void>;

/** What saving lists stands on. */
export interface ListService {
  readonly store: Store;
  readonly hooks: readonly ListHook[];
}

export async function runHooks(service: ListService, unit: Unit, list: FilteredList): Promise<void> {
  for (const hook of service.hooks) await hook(unit, list);
}
