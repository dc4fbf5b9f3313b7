import { expiredEffects, expireEffects } from '../../effects/index.ts';
import { makeDue } from '../../passages/index.ts';
import type { Lane } from './lane.ts';

/** Ends effects whose outcome was to follow, and has not come in time. */
export const outcomes: Lane = {
  rows: expiredEffects,
  open: ({ store }) => ({ run: (accountId) => expireEffects(store, accountId, makeDue) }),
};
