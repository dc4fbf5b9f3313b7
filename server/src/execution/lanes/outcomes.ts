import { expiredEffects, expireEffects } from '../../effects/index.ts';
import { makeDue } from '../../passages/index.ts';
import type { Lane } from './lane.ts';

/** Ends effects whose outcome was to follow, and has not come in time. */
export const outcomes: Lane = {
  rows: expiredEffects,
  open: ({ store, observer }) => ({
    async run(accountId) {
      const count = await expireEffects(store, accountId, makeDue);
      if (count > 0) observer.expired(count);
      return count;
    },
  }),
};
