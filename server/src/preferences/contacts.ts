import { CONTACT, type CrmSchema, checkValue, namesIn } from '@millrace/core/crm';
import type { RecordImage } from '@millrace/core/record';
import { type ApiError, type Db, notFound } from '../platform/index.ts';
import { type LockMode, loadRecords, loadUniqueValues } from '../records/index.ts';

/** The live contacts of these addresses, in their order, undefined where there is none. Two statements. */
export async function findContacts(
  db: Db,
  account: string,
  schema: CrmSchema,
  addresses: readonly string[],
  lock: LockMode,
): Promise<(RecordImage | undefined)[]> {
  const definition = schema.properties(CONTACT).get('email');
  const values = addresses.map((address) => {
    const checked = definition && checkValue(definition, address);
    return { objectTypeId: CONTACT, property: 'email', value: (checked?.ok && checked.value) || '' };
  });
  const ids = await loadUniqueValues(db, account, values);
  const refs = [...new Set(ids)].flatMap((id) => (id === null ? [] : [{ objectTypeId: CONTACT, id }]));
  const images = await loadRecords(db, account, refs, lock);
  const byId = new Map(images.map((image) => [image.id, image]));
  return ids.map((id, index) => {
    const image = id === null ? undefined : byId.get(id);
    // A contact that was found by an address may have got another before its row was locked.
    const address = values[index]?.value ?? '';
    return image?.archivedAt === null && namesIn(CONTACT, 'email', image.properties).includes(address)
      ? image
      : undefined;
  });
}

export function noSuchSubscriber(address: string): ApiError {
  return notFound(`There is no contact with the address ${JSON.stringify(address)}.`, {
    subscriberIdString: [address],
  });
}
