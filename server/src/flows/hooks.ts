import type { AppliesTo, FlowDefinition } from '@millrace/core/flow';
import type { Unit } from '../history/index.ts';

/** A save or a deletion of a flow, as it is about to be committed. */
export interface SavedFlow {
  readonly flowId: string;
  /** The revision that `next` becomes; of a deleted flow, its last. */
  readonly revisionId: string;
  /** Null for a flow that is new, or that comes back after having been deleted. */
  readonly previous: FlowDefinition | null;
  /** Null for a flow that is being deleted. */
  readonly next: FlowDefinition | null;
  /** Whether the body had no actions because it said nothing of them; to clear them, it has to say so. */
  readonly actionsLeftOut?: boolean;
  /** Of a save of a flow that was there: the revision that it replaces, and for whom. */
  readonly edit?: { readonly replaces: string; readonly appliesTo: AppliesTo };
}

/**
 * Work in the same transaction as a save: waiting enrollments move, schedules are laid. Later folders fill
 * the list. A hook works on the definitions given; it must not put them into a cache, since the save may still roll back.
 */
export type FlowHook = (unit: Unit, saved: SavedFlow) => Promise<void>;

/** One after the other, in the order of the list. */
export async function runHooks(hooks: readonly FlowHook[], unit: Unit, saved: SavedFlow): Promise<void> {
  for (const hook of hooks) await hook(unit, saved);
}
