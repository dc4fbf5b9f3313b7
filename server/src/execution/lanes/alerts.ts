import { dueAlerts, lookAgain } from '../../alerts/index.ts';
import type { Lane } from './lane.ts';

/** Looks again at what was told of: whether it goes on, or has recovered. */
export const alerts: Lane = {
  rows: dueAlerts,
  open: ({ store }) => ({ run: (accountId) => lookAgain(store, accountId) }),
};
