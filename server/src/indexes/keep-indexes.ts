import { type FlowDefinition, lookUpsOf } from '@millrace/core/flow';
import { changeSchema } from '../accounts/index.ts';
import { type FlowHook, selectPins } from '../flows/index.ts';
import type { Unit } from '../history/index.ts';
import { beginIndex, endIndex } from '../records/index.ts';
import { type PropertyIndexRow, selectPropertyIndexes, setFlowsOfIndex } from '../schema/index.ts';

/**
 * With a save, the properties by which the flow looks for records get an index, and those that no flow goes by any more lose theirs. A save is
 * alone in its account: every write before it is there when the index is built, every later one keeps it.
 */
export const keepIndexes: FlowHook = async (unit, { flowId, next }) => {
  const wanted = next?.isEnabled ? propertiesSought(unit, next) : new Map<string, SoughtProperty>();
  if (wanted.size === 0 && !unit.schema.hasIndexes) return;
  const { tx, account } = unit;
  const present = await selectPropertyIndexes(tx, account.id);
  const known = new Map(present.map((index) => [keyOf(index), index]));
  const missing = [...wanted].flatMap(([key, sought]) => (known.has(key) ? [] : sought));
  const joined = present.filter((index) => wanted.has(keyOf(index)) && !index.flowIds.includes(flowId));
  const left = await leftBy(unit, flowId, present, wanted);
  for (const index of joined) await setFlowsOfIndex(tx, account.id, index.id, [...index.flowIds, flowId]);
  for (const sought of missing) await beginIndex(unit, sought, [flowId]);
  let ended = 0;
  for (const { id, flowIds } of left) {
    const others = flowIds.filter((each) => each !== flowId);
    if (others.length > 0) await setFlowsOfIndex(tx, account.id, id, others);
    else {
      await endIndex(unit, id);
      ended++;
    }
  }
  if (missing.length + ended > 0) await changeSchema(tx, account.id);
};

/** The indexes that the flow has gone by until now. Those who are left in an earlier revision go by them still. */
async function leftBy(
  { tx, account }: Unit,
  flowId: string,
  present: readonly PropertyIndexRow[],
  wanted: ReadonlyMap<string, SoughtProperty>,
): Promise<readonly PropertyIndexRow[]> {
  const left = present.filter((index) => !wanted.has(keyOf(index)) && index.flowIds.includes(flowId));
  if (left.length === 0) return left;
  const pins = await selectPins(tx, account.id, flowId);
  return pins.length > 0 ? [] : left;
}

/** A property that records are looked for by. */
export interface SoughtProperty {
  readonly objectTypeId: string;
  readonly property: string;
}

/** The properties that a flow looks for records by, by their keys. */
export function propertiesSought(
  { schema }: Unit,
  flow: FlowDefinition,
): ReadonlyMap<string, SoughtProperty> {
  return new Map(lookUpsOf(flow, { schema }).map((lookUp) => [keyOf(lookUp), lookUp]));
}

function keyOf({ objectTypeId, property }: SoughtProperty): string {
  return `${objectTypeId}/${property}`;
}
