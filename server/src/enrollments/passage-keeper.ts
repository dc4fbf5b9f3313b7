import { forgetEffectsOf } from '../effects/index.ts';
import { forgetPassages } from '../passages/index.ts';
import type { RecordKeeper } from '../records/index.ts';

/** Passages of records that are erased or merged. */
export const passageKeeper: RecordKeeper = {
  /**
   * Takes out what passages show of the record: the event that let it in, outputs, details of steps, finished effects. That
   * it passed, and when, stays.
   */
  async erase(unit, ref) {
    await forgetEffectsOf(unit, await forgetPassages(unit, ref));
  },

  /** What is under way ends by the change that says that the records were merged; what was stays where it was. */
  merge: () => Promise.resolve(),
};
