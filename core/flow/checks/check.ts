import type { Problem } from '../../problem/index.ts';
import type { FlowDefinition } from '../definition/index.ts';

/** The flow before the checked update. */
export interface PreviousRevisions {
  /** The current revision. */
  readonly definition: FlowDefinition;
  /** Every action id of earlier revisions, with or without the current one's. */
  readonly earlierActionIds: ReadonlySet<string>;
}

/** Finds one kind of mistake. Without `previous`, the flow is new. */
export type FlowCheck = (flow: FlowDefinition, previous?: PreviousRevisions) => readonly Problem[];
