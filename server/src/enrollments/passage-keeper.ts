import { forgetEffectsOf } from '../effects/index.ts';
import { loadPrograms } from '../flows/index.ts';
import { forgetPassages, lockPassages, moveActive, selectActive } from '../passages/index.ts';
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

  /** Active passages go on as the survivor's where their flow says so; the others end by the change of the merge. */
  async merge(unit, from, to) {
    const inside = await selectActive(unit, [from]);
    if (inside.length === 0) return;
    const flowIds = [...new Set(inside.map(({ flowId }) => flowId))];
    const programs = await loadPrograms(unit.tx, unit.account, flowIds);
    const moving = flowIds.filter((id) => programs.get(id)?.policies?.movesMerged);
    if (moving.length > 0) await moveActive(unit, moving, from, to);
  },
};
