import { type Criteria, compileCriteria } from '../../../criteria/index.ts';
import type { CompileContext } from '../action-type.ts';

/** Whether filters ask the record alone, not those around it. */
export function asksRecordAlone(
  criteria: Criteria,
  { objectTypeId, timeZone, schema }: CompileContext,
): boolean {
  const propertyOf = (typeId: string, name: string) => schema.properties(typeId).get(name);
  return compileCriteria(criteria, { objectTypeId, timeZone, propertyOf }).reads.associations.length === 0;
}
