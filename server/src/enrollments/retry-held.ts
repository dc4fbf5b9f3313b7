import { flowsWithActionType } from '../flows/index.ts';
import type { Unit } from '../history/index.ts';
import { makeHeldDue } from '../passages/index.ts';

/** Has another look at the enrollments that are held in flows with actions of a type, which may run now. */
export async function retryHeld(unit: Unit, actionTypeId: string): Promise<void> {
  await makeHeldDue(unit, await flowsWithActionType(unit.tx, unit.account.id, actionTypeId));
}
