import type { ActionType } from './action-type.ts';

/** Stands in for an action type that does not run here: skipped, visibly, and the enrollment goes on. */
export function unsupported(typeId: string): ActionType {
  const message = `Actions of the type ${typeId} do not run here.`;
  return {
    id: typeId,
    name: typeId,
    runsWhileOff: false,
    compile: () => () => ({ kind: 'skipped', reason: 'ACTION_NOT_SUPPORTED', message }),
  };
}
