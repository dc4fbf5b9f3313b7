import { type FlowDefinition, pinsOfOthers } from '@millrace/core/flow';
import { deletePins, type FlowHook, insertPins, selectPins } from '../flows/index.ts';
import { insideUpTo, lastInside } from '../passages/index.ts';

/**
 * A save for new ones only leaves those who are inside in the revision that they are in. No lock is missing: a save is alone in its account,
 * so whoever enters later has a greater id. Pins that nobody is left under go with the next save.
 */
export const pinInside: FlowHook = async (unit, { flowId, previous, next, edit }) => {
  if (previous === null) return;
  const pins = await selectPins(unit.tx, unit.account.id, flowId);
  if (next === null) return deletePins(unit, flowId, pins);
  const isPinning = edit?.appliesTo === 'NEW_ONLY' && haveOtherWays(previous, next);
  const lastId = isPinning ? await lastInside(unit, flowId) : null;
  const wanted = lastId === null ? [] : pinsOfOthers(pins, lastId, edit!.replaces);
  const inside = await insideUpTo(unit, flowId, [...pins, ...wanted]);
  await deletePins(
    unit,
    flowId,
    pins.filter(({ upToId }) => inside.get(upToId) === 0),
  );
  await insertPins(
    unit,
    flowId,
    wanted.filter(({ upToId }) => inside.get(upToId) !== 0),
  );
};

/** Whether passages go another way: all else that a flow says is for everybody. */
export function haveOtherWays(previous: FlowDefinition, next: FlowDefinition): boolean {
  const ways = ({ startActionId, actions, dataSources }: FlowDefinition) =>
    JSON.stringify([startActionId, actions, dataSources]);
  return ways(previous) !== ways(next);
}
