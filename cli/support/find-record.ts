import type { Target } from '../target/target.ts';
import { UsageError } from '../usage-error.ts';

/** The object type of contacts, which alone are named by an email address. */
const CONTACT = '0-1';

/** The id of a record of a type that is named by its id or, for contacts, by an email address. Fails where no contact has the address. */
export async function findRecord(target: Target, objectTypeId: string, named: string): Promise<string> {
  if (/^\d+$/.test(named)) return named;
  if (objectTypeId !== CONTACT || !named.includes('@'))
    throw new UsageError(
      `${JSON.stringify(named)} is no record's id, such as 501${objectTypeId === CONTACT ? ', nor an email address' : ''}.`,
    );
  const path = { objectType: 'contacts', objectId: named };
  const query = { idProperty: 'email' };
  return (await target.call('GET /crm/v3/objects/{objectType}/{objectId}', { path, query })).id;
}

/** The same of several, one after the other. */
export async function findRecords(
  target: Target,
  flowId: string,
  named: readonly string[],
): Promise<readonly string[]> {
  if (named.every((each) => /^\d+$/.test(each))) return named;
  const { objectTypeId } = await target.call('GET /automation/v4/flows/{flowId}', { path: { flowId } });
  const ids: string[] = [];
  for (const each of named) ids.push(await findRecord(target, objectTypeId, each));
  return ids;
}
