import { addUpTallies, openTallies } from '../../passages/index.ts';
import type { Lane } from './lane.ts';

/** Adds up what steps came to. */
export const tallies: Lane = {
  rows: openTallies,
  isBehind: true,
  open: ({ store }) => ({ run: (accountId) => addUpTallies(store.sql, accountId) }),
};
