import { type Problem, quote } from '../../../problem/index.ts';
import type { CompileContext } from '../action-type.ts';

/** The problem of an action in a flow over records that it is not for; none when it is for all. */
export function otherObjectType(
  name: string,
  objectTypeIds: readonly string[] | undefined,
  { objectTypeId }: CompileContext,
): Problem[] {
  if (!objectTypeIds || objectTypeIds.includes(objectTypeId)) return [];
  const message = `actionTypeId: the action ${quote(name)} is for records of the types ${objectTypeIds.join(', ')}, not of ${objectTypeId}.`;
  return [{ path: 'actionTypeId', code: 'OBJECT_TYPE_NOT_SUPPORTED', message }];
}
