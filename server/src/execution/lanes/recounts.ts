import { recountNext } from '../../enrollments/index.ts';
import { waitRecounts } from '../../passages/index.ts';
import type { Lane } from './lane.ts';

/** Has the waits of the wall clock counted again when the zone of an account, or its days off, are others. */
export const recounts: Lane = {
  rows: waitRecounts,
  open: ({ store }) => ({ run: (accountId) => recountNext(store, accountId) }),
};
