import type { NewRecord } from '@millrace/core/record';
import { type EpochMillis, iso } from '@millrace/core/time';
import type { PropertyValues } from '../check-properties.ts';
import type { ObjectType } from '../schema.ts';

/** A record to be made of checked values: cleared ones are left out, and what the server keeps itself is added. */
export function newRecord(
  type: ObjectType,
  id: string,
  values: PropertyValues,
  at: EpochMillis,
  createdByFlow: string | null = null,
): NewRecord {
  const properties: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) if (value !== null) properties[name] = value;
  properties['hs_object_id'] = id;
  properties[type.createdProperty] = iso(at);
  properties[type.modifiedProperty] = iso(at);
  if (type.id === '0-5') properties['hs_ticket_id'] = id;
  return { objectTypeId: type.id, id, properties, createdByFlow };
}
