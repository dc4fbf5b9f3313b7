import type { RecordImage } from '@millrace/core/record';
import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import { checkValue } from '../check-properties.ts';
import { notAnIdProperty } from '../errors.ts';
import { type LockMode, loadRecords, loadUniqueValues } from '../load.ts';
import type { CrmSchema, ObjectType } from '../schema.ts';
import { isRecordId } from './record-id.ts';

interface Place {
  readonly db: Db;
  readonly accountId: AccountId;
  readonly schema: CrmSchema;
  readonly type: ObjectType;
}

/**
 * The records that these ids name, in their order, undefined where there is none: by record id, or by the value of a
 * unique property. Two statements at most. Throws 400 for a property that does not tell records apart.
 */
export async function findRecords(
  place: Place,
  ids: readonly string[],
  idProperty: string | undefined,
  lock: LockMode,
): Promise<(RecordImage | undefined)[]> {
  const recordIds = await recordIdsOf(place, ids, idProperty);
  const refs = [...new Set(recordIds)].flatMap((id) =>
    id === undefined ? [] : [{ objectTypeId: place.type.id, id }],
  );
  const images = await loadRecords(place.db, place.accountId, refs, lock);
  const byId = new Map(images.map((image) => [image.id, image]));
  return recordIds.map((id) => (id === undefined ? undefined : byId.get(id)));
}

async function recordIdsOf(
  place: Place,
  ids: readonly string[],
  idProperty: string | undefined,
): Promise<(string | undefined)[]> {
  if (idProperty === undefined || idProperty === 'hs_object_id') {
    return ids.map((id) => (isRecordId(id) ? id : undefined));
  }
  const definition = place.schema.properties(place.type.id).get(idProperty);
  if (!definition?.hasUniqueValue) throw notAnIdProperty(place.type, idProperty);
  const values = ids.map((id) => {
    const checked = checkValue(definition, id);
    // A value that cannot be one of the property's names no record.
    return {
      objectTypeId: place.type.id,
      property: idProperty,
      value: checked.ok ? (checked.value ?? '') : '',
    };
  });
  const holders = await loadUniqueValues(place.db, place.accountId, values);
  return holders.map((id) => id ?? undefined);
}
