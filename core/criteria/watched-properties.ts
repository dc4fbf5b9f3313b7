import { EVENT_TYPES } from './event-types.ts';
import type { UnifiedEventsBranch } from './tree.ts';

/** The properties that a branch on property changes names by `hs_name`; null when it names none, so that it looks at all. */
export function watchedProperties(branch: UnifiedEventsBranch): readonly string[] | null {
  if (branch.eventTypeId !== EVENT_TYPES.PROPERTY_CHANGED) return null;
  for (const { property, operation } of branch.filters) {
    if (property !== 'hs_name') continue;
    if (operation.operationType === 'STRING' && operation.operator === 'IS_EQUAL_TO')
      return [operation.value];
    if (operation.operationType === 'MULTISTRING' && operation.operator === 'IS_EQUAL_TO')
      return operation.values;
    if (operation.operationType === 'ENUMERATION' && operation.operator === 'IS_ANY_OF')
      return operation.values;
  }
  return null;
}
