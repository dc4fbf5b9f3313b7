import type { FlowDefinition, PoliciesDocument } from '@millrace/core/flow';
import type { Unit } from '../history/index.ts';

/** Policies before and after a save of theirs. */
export interface ChangedPolicies {
  readonly flowId: string;
  readonly flow: FlowDefinition;
  readonly previous: PoliciesDocument | null;
  readonly next: PoliciesDocument | null;
}

/** Work in the same transaction as a save of policies; a later folder fills it in. */
export type PoliciesHook = (unit: Unit, changed: ChangedPolicies) => Promise<void>;
