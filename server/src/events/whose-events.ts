import { type CrmSchema, checkValue } from '@millrace/core/crm';
import { quote } from '@millrace/core/problem';
import type { RecordRef } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import { type Caller, type Db, refused } from '../platform/index.ts';
import { findRecords } from '../records/index.ts';
import {
  openObjectType,
  recordScope,
  requireProperties,
  requireRecords,
  typeNamed,
} from '../schema/index.ts';
import type { EventsQuery } from './events-query.ts';

interface EventLookup {
  readonly db: Db;
  readonly accountId: AccountId;
  readonly schema: CrmSchema;
}

/** Whether a request is about one record, by its id or by what it has in its properties. */
export function isAskedOfRecord({ objectId, ofRecord }: EventsQuery): boolean {
  return objectId !== undefined || Object.keys(ofRecord).length > 0;
}

/** The object types whose events are answered to a caller who names no record: the one that is named, or all that they may read. */
export function visibleTypes(schema: CrmSchema, caller: Caller, named: string | undefined): string[] {
  if (named !== undefined) return [openObjectType(schema, caller, named, 'read').id];
  const visible = schema.objectTypes.filter((type) => caller.scopes.has(recordScope(type, 'read')));
  // The refusal for a caller that may read no records names the scope that opens the most.
  if (visible.length === 0) requireRecords(caller, typeNamed('contacts'), 'read');
  return visible.map(({ id }) => id);
}

/**
 * The record that a request names, what it has become if it was merged; undefined when there is none, or it has other values than
 * the request says. It is found by its id or by one property that tells records apart.
 */
export async function recordAsked(
  place: EventLookup,
  caller: Caller,
  { objectType, objectId, ofRecord }: EventsQuery,
): Promise<RecordRef | undefined> {
  if (objectType === undefined) {
    const member = objectId === undefined ? 'objectProperty' : 'objectId';
    throw refused('objectType', 'REQUIRED', `objectType must say of which type the record of ${member} is.`);
  }
  const type = openObjectType(place.schema, caller, objectType, 'read');
  const definitions = place.schema.properties(type.id);
  for (const [name, values] of Object.entries(ofRecord)) {
    const member = `objectProperty.${name}`;
    if (!definitions.has(name)) {
      const message = `${member}: ${type.name} records have no property ${quote(name)}.`;
      throw refused(member, 'PROPERTY_DOESNT_EXIST', message);
    }
    if (values.length !== 1)
      throw refused(member, 'NOT_ALLOWED', `${member} must have one value, not ${values.length}.`);
  }
  requireProperties(place.schema, caller, type, Object.keys(ofRecord), 'read');
  const tellsApart = (name: string) => name === 'hs_object_id' || definitions.get(name)?.hasUniqueValue;
  const idProperty = objectId === undefined ? Object.keys(ofRecord).find(tellsApart) : undefined;
  const id = idProperty === undefined ? objectId : ofRecord[idProperty]?.[0];
  if (id === undefined) {
    const member = `objectProperty.${Object.keys(ofRecord)[0]}`;
    const message = `${member} does not tell ${type.name} records apart: name objectId, or a property with unique values such as email, as well.`;
    throw refused(member, 'PROPERTY_NOT_UNIQUE', message);
  }
  const [found] = await findRecords({ ...place, type }, [id], idProperty);
  const isMeant = Object.entries(ofRecord).every(([name, values]) => {
    const definition = definitions.get(name);
    const checked = definition && !definition.readOnlyValue ? checkValue(definition, values[0]) : undefined;
    const value = checked?.ok ? checked.value : values[0];
    return (found?.properties[name] ?? null) === value;
  });
  return isMeant ? found : undefined;
}
