import { lookAtFailures } from '../../alerts/index.ts';
import { newFailures } from '../../passages/index.ts';
import type { Lane } from './lane.ts';

/** Looks whether what has failed is to be told of. */
export const failures: Lane = {
  rows: newFailures,
  open: ({ store }) => ({ run: (accountId) => lookAtFailures(store, accountId) }),
};
