import { CONTACT, checkValue } from '@millrace/core/crm';
import { quote } from '@millrace/core/problem';
import type { Unit } from '../history/index.ts';
import { notFound } from '../platform/index.ts';
import { loadUniqueValues } from '../records/index.ts';

/** The id of the contact with an e-mail address. 404 when there is none. */
export async function findContact({ tx, account, schema }: Unit, email: string): Promise<string> {
  const definition = schema.properties(CONTACT).get('email');
  const checked = definition && checkValue(definition, email);
  const value = checked?.ok ? checked.value : null;
  const [id = null] =
    value === null
      ? []
      : await loadUniqueValues(tx, account.id, [{ objectTypeId: CONTACT, property: 'email', value }]);
  if (id === null) throw noContact(email);
  return id;
}

export function noContact(email: string) {
  return notFound(`There is no contact with the e-mail address ${quote(email)}.`);
}
