import { type UnifiedEventsBranch, unifiedEventsBranchSchema } from '../../criteria/index.ts';
import type { Action } from '../definition/index.ts';
import { actionTypeOf } from './compile-flow.ts';

/** A branch of events in the fields of an action, and its place below the action. */
export interface EventsInAction {
  readonly branch: UnifiedEventsBranch;
  readonly path: string;
}

/** The events that an action names. */
export function eventsIn(action: Action): EventsInAction[] {
  if (action.type !== 'SINGLE_CONNECTION') return [];
  const { fields } = action;
  return Object.entries(actionTypeOf(action).fields).flatMap(([name, { kind }]) => {
    const given = fields[name];
    if (kind !== 'events' || !Array.isArray(given)) return [];
    return given.flatMap((each: unknown, index) => {
      const parsed = unifiedEventsBranchSchema.safeParse(each);
      return parsed.success ? [{ branch: parsed.data, path: `fields.${name}[${index}]` }] : [];
    });
  });
}
