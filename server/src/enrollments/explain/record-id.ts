import { CONTACT, isRecordId } from '@millrace/core/crm';
import { quote } from '@millrace/core/problem';
import type { Unit } from '../../history/index.ts';
import { invalid, notFound } from '../../platform/index.ts';
import { findRecords } from '../../records/index.ts';

/** How a request names a record. */
export interface RecordName {
  /** The record's id, or its value of `idProperty`. */
  readonly objectId: string;
  /** A unique property. Without it, a contact is named by its email address. */
  readonly idProperty?: string | undefined;
}

/** Any number counts as a record's id, even of no existing record. 404 when no record has the value. */
export async function recordIdOf(
  { tx, account, schema }: Unit,
  objectTypeId: string,
  { objectId, idProperty }: RecordName,
): Promise<string> {
  const by = idProperty ?? (objectTypeId === CONTACT && objectId.includes('@') ? 'email' : 'hs_object_id');
  if (by === 'hs_object_id') {
    if (isRecordId(objectId)) return objectId;
    const message = `objectId ${quote(objectId)} is not a record's id; to name a record by a unique value add idProperty.`;
    throw invalid([{ path: 'objectId', code: 'INVALID_ID', message }], message);
  }
  const type = schema.objectType(objectTypeId);
  if (!type) throw new Error(`The object type ${objectTypeId} of a flow is there.`);
  const [image] = await findRecords({ db: tx, accountId: account.id, schema, type }, [objectId], by);
  if (!image)
    throw notFound(`There is no ${type.name} whose ${by} is ${quote(objectId)}.`, { objectId: [objectId] });
  return image.id;
}
