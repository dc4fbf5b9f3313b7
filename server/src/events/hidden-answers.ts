import type { CrmSchema } from '@millrace/core/crm';
import type { Caller } from '../platform/index.ts';
import { hiddenProperties, requireProperties } from '../schema/index.ts';

/**
 * The names under which events of the standard types hold what the caller may not see: a submission keeps its answers under the
 * names of properties, of contacts and of other types. Own event types have properties of their own.
 */
export function hiddenAnswers(
  schema: CrmSchema,
  caller: Caller,
): (eventTypeId: string, name: string) => boolean {
  const hidden = new Set(schema.objectTypes.flatMap((type) => [...hiddenProperties(schema, caller, type)]));
  return (eventTypeId, name) => hidden.has(name) && !isOwn(eventTypeId);
}

/** 403 for a filter on such a name: whether an event is found would tell what it holds. */
export function requireAnswers(
  schema: CrmSchema,
  caller: Caller,
  eventTypeId: string | undefined,
  names: readonly string[],
): void {
  if (eventTypeId !== undefined && isOwn(eventTypeId)) return;
  for (const type of schema.objectTypes) requireProperties(schema, caller, type, names, 'read');
}

function isOwn(eventTypeId: string): boolean {
  return eventTypeId.startsWith('6-');
}
