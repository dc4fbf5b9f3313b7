import type { ChangeSource, NewRecord } from '../record/index.ts';
import { type EpochMillis, iso } from '../time/index.ts';
import type { ObjectType } from './object-type.ts';
import type { PropertyValues } from './property-values.ts';
import { sourceType } from './source-type.ts';
import { TICKET } from './standard/ids.ts';

/** The instant and the source of a new record. */
export interface Making {
  readonly at: EpochMillis;
  readonly source: ChangeSource;
  readonly createdByFlow?: string;
}

/** A new record of checked values: without cleared ones, with the server's own. */
export function newRecord(
  type: ObjectType,
  id: string,
  values: PropertyValues,
  { at, source, createdByFlow }: Making,
): NewRecord {
  const properties: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) if (value !== null) properties[name] = value;
  properties['hs_object_id'] = id;
  properties[type.createdProperty] = iso(at);
  for (const name of type.modifiedNames) properties[name] = iso(at);
  properties['hs_object_source'] = sourceType(source);
  properties['hs_object_source_label'] = sourceType(source);
  if (source.id !== undefined) properties['hs_object_source_id'] = source.id;
  if (type.id === TICKET) properties['hs_ticket_id'] = id;
  return { objectTypeId: type.id, id, properties, createdByFlow: createdByFlow ?? null };
}
