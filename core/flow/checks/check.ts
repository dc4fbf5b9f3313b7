import type { Problem } from '../../problem/index.ts';
import type { FlowDefinition } from '../definition/index.ts';

/** What a flow was before the update that is being checked. */
export interface PreviousRevisions {
  /** The current revision. */
  readonly definition: FlowDefinition;
  /** Every action id that any earlier revision used, those of the current one included or not. */
  readonly earlierActionIds: ReadonlySet<string>;
}

/** Looks for one kind of mistake. Without `previous`, the flow is new. */
export type FlowCheck = (flow: FlowDefinition, previous?: PreviousRevisions) => readonly Problem[];
