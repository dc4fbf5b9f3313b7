import type { Store } from '../history/index.ts';
import type { FlowHook } from './hooks.ts';

/** What saving flows stands on. */
export interface FlowService {
  readonly store: Store;
  readonly hooks: readonly FlowHook[];
}
