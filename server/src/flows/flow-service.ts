import type { Store } from '../history/index.ts';
import type { FlowHook } from './hooks.ts';
import type { PoliciesHook } from './policies-hook.ts';

/** The services that a flow save uses. */
export interface FlowService {
  readonly store: Store;
  readonly hooks: readonly FlowHook[];
  /** Called with every save of policies. */
  readonly policiesHooks: readonly PoliciesHook[];
}
