import { dueRetention, runRetention } from '../../retention/index.ts';
import type { Lane } from './lane.ts';

/** Deletes history that is no longer to be kept. */
export const retention: Lane = {
  rows: dueRetention,
  isBehind: true,
  open: ({ store }) => ({ run: (accountId) => runRetention(store.sql, accountId) }),
};
