import { forgetEffectsOf } from '../effects/index.ts';
import { forgetPassages, lockPassages } from '../passages/index.ts';
import type { RecordKeeper } from '../records/index.ts';

/** Passages of erased or merged records. */
export const passageKeeper: RecordKeeper = {
  lockBefore: lockPassages,

  /**
   * Erases the record's data from its passages: the triggering event, outputs, details of steps, effects, of which nothing is done any
   * more. The passages and their times stay.
   */
  async erase(unit, ref) {
    await forgetEffectsOf(unit, await forgetPassages(unit, ref));
  },

  /** Active passages end by the change of the merge; past ones stay with their record. */
  merge: () => Promise.resolve(),
};
