import type { Change } from '@millrace/core/record';
import type { Account } from '../accounts/index.ts';
import type { Tx } from '../platform/index.ts';

/** Which changes have readers, and which flows keep triggers. The triggers fill this port; a change without readers is logged but not evaluated. */
export interface Interest {
  wants(change: Change): boolean;
  /** Whether a change that is wanted may lead to other records than its own. */
  leadsElsewhere(change: Change): boolean;
  /** Whether a flow keeps triggers that fire while a record is inside. */
  keepsTriggers(flowId: string): boolean;
}

/** The interest of an account at the transaction's flows version. */
export type InterestOf = (tx: Tx, account: Account) => Promise<Interest>;

export const everything: Interest = {
  wants: () => true,
  leadsElsewhere: () => true,
  keepsTriggers: () => true,
};
export const nothing: Interest = {
  wants: () => false,
  leadsElsewhere: () => false,
  keepsTriggers: () => false,
};
