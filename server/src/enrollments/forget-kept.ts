import type { FlowHook, PoliciesHook } from '../flows/index.ts';
import { forgetTriggersOf } from '../passages/index.ts';

/** A flow that is turned off or deleted keeps no triggers: nobody comes in, and what was wanted once is not wanted later. */
export const forgetKept: FlowHook = async (unit, { flowId, previous, next }) => {
  if (previous?.isEnabled && !next?.isEnabled) await forgetTriggersOf(unit, flowId);
};

/** Nor does one whose policies say so no more. */
export const forgetUnkept: PoliciesHook = async (unit, { flowId, previous, next }) => {
  if (previous?.whileInside === 'keep' && next?.whileInside !== 'keep') await forgetTriggersOf(unit, flowId);
};
