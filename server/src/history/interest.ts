import type { Change } from '@millrace/core/record';
import type { Account } from '../accounts/index.ts';
import type { Tx } from '../platform/index.ts';

/** Which changes have readers. The triggers fill this port; a change without readers is logged but not looked at. */
export interface Interest {
  wants(change: Change): boolean;
}

/** The interest of an account as of the flows version that the transaction has read. */
export type InterestOf = (tx: Tx, account: Account) => Promise<Interest>;

export const everything: Interest = { wants: () => true };
export const nothing: Interest = { wants: () => false };
