import { type CrmSchema, checkValue, isRecordId, type ObjectType } from '@millrace/core/crm';
import { type RecordImage, type RecordRef, recordKey } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import { notAnIdProperty } from './errors.ts';
import { loadUniqueValues } from './load.ts';
import { lockNamed, readNamed } from './load-named.ts';
import type { CrmUnit } from './unit.ts';

interface RecordLookup {
  readonly db: Db;
  readonly accountId: AccountId;
  readonly schema: CrmSchema;
  readonly type: ObjectType;
}

/**
 * The records that these ids name, in their order, undefined where there is none: by record id, also by one from before a
 * merge, or by the value of a unique property. Throws 400 for a property that does not tell records apart.
 */
export async function findRecords(
  place: RecordLookup,
  ids: readonly string[],
  idProperty: string | undefined,
): Promise<(RecordImage | undefined)[]> {
  const refs = await refsOf(place, ids, idProperty);
  const named = await readNamed(place.db, place.accountId, distinct(refs));
  return refs.map((ref) => ref && named.get(recordKey(ref)));
}

/** The same, every row locked; with `skip` undefined also where others hold it. */
export async function lockFound(
  unit: CrmUnit,
  type: ObjectType,
  ids: readonly string[],
  idProperty: string | undefined,
  lock: 'wait' | 'skip' = 'wait',
): Promise<(RecordImage | undefined)[]> {
  const place = { db: unit.tx, accountId: unit.account.id, schema: unit.schema, type };
  const refs = await refsOf(place, ids, idProperty);
  const named = await lockNamed(unit, distinct(refs), lock);
  return refs.map((ref) => ref && named.get(recordKey(ref)));
}

function distinct(refs: readonly (RecordRef | undefined)[]): RecordRef[] {
  return [...new Map(refs.flatMap((ref) => (ref ? [[ref.id, ref] as const] : []))).values()];
}

async function refsOf(
  place: RecordLookup,
  ids: readonly string[],
  idProperty: string | undefined,
): Promise<(RecordRef | undefined)[]> {
  const recordIds = await recordIdsOf(place, ids, idProperty);
  return recordIds.map((id) => (id === undefined ? undefined : { objectTypeId: place.type.id, id }));
}

async function recordIdsOf(
  place: RecordLookup,
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
