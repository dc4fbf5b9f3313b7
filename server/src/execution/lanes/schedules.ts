import { dueSchedules, runSchedules } from '../../triggers/index.ts';
import type { Lane } from './lane.ts';

/** Begins the occurrences of schedules that have come. */
export const schedules: Lane = {
  rows: dueSchedules,
  open: ({ store }) => ({ run: (accountId) => runSchedules(store, accountId) }),
};
