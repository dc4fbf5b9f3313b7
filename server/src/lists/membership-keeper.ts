import type { RecordKeeper } from '../records/index.ts';
import { changeMemberships } from './memberships.ts';
import {
  deleteMembershipsOf,
  forgetMemberships,
  noteDepartures,
  selectListsByHand,
} from './queries/memberships.ts';

/** The memberships of records that are erased or merged. */
export const membershipKeeper: RecordKeeper = {
  async erase(unit, ref) {
    await noteDepartures(unit, await deleteMembershipsOf(unit, [ref.id]));
    await forgetMemberships(unit, ref.id);
  },

  /** The survivor joins the lists kept by hand that the other was in; filters find out for themselves. */
  async merge(unit, from, to) {
    const lists = await selectListsByHand(unit.tx, unit.account.id, from.id);
    const cause = { at: unit.account.now, source: { type: 'MERGE' }, depth: 0 } as const;
    await changeMemberships(
      unit,
      lists.map((listId) => ({ action: 'join', listId, ref: to, cause })),
    );
  },
};
