import type { CrmSchema, ObjectType } from '@millrace/core/crm';
import type { RecordImage } from '@millrace/core/record';
import { type Account, readAccount } from '../accounts/index.ts';
import type { Caller, Db } from '../platform/index.ts';
import { loadRecords } from '../records/index.ts';
import { hiddenProperties, loadSchema, recordScope } from '../schema/index.ts';

/** The properties that records of any type may be called by, the first that has a value. */
const NAMING = ['name', 'dealname', 'subject', 'hs_task_subject', 'hs_title', 'email'] as const;

/**
 * What records are called, by `<type>/<id>`: contacts by first and last name. Those that are not there, have no name, or are of a type that
 * the caller may not read are left out.
 */
export async function recordNames(
  db: Db,
  caller: Caller,
  keys: readonly string[],
): Promise<Record<string, string>> {
  if (keys.length === 0) return {};
  const account = await readAccount(db, caller.accountId);
  const schema = await loadSchema(db, account.id, account.schemaVersion);
  return namesOfRecords(db, { caller, account, schema }, keys);
}

interface Asking {
  readonly caller: Caller;
  readonly account: Account;
  readonly schema: CrmSchema;
}

async function namesOfRecords(
  db: Db,
  { caller, account, schema }: Asking,
  keys: readonly string[],
): Promise<Record<string, string>> {
  const refs = keys.flatMap((key) => {
    const [, objectTypeId = '', id = ''] = /^(\d{1,9}-\d{1,18})\/(\d{1,18})$/.exec(key) ?? [];
    const type = schema.objectType(objectTypeId);
    return type && caller.scopes.has(recordScope(type, 'read')) ? [{ objectTypeId: type.id, id }] : [];
  });
  const images = await loadRecords(db, account.id, refs, 'none');
  return Object.fromEntries(
    images.flatMap((image) => {
      const type = schema.objectType(image.objectTypeId);
      const name = type && nameOf(type, image, hiddenProperties(schema, caller, type));
      return name ? [[`${image.objectTypeId}/${image.id}`, name] as const] : [];
    }),
  );
}

/** What a record is called by the properties that the caller may see; undefined where none of them has a value. */
export function nameOf(
  { id, primaryDisplayProperty }: Pick<ObjectType, 'id' | 'primaryDisplayProperty'>,
  { properties }: Pick<RecordImage, 'properties'>,
  hidden: ReadonlySet<string>,
): string | undefined {
  const shown = (name: string) => (hidden.has(name) ? undefined : properties[name] || undefined);
  if (id === '0-1') {
    const whole = [shown('firstname'), shown('lastname')].filter(Boolean).join(' ');
    if (whole !== '') return whole;
  }
  return [...(primaryDisplayProperty === null ? [] : [primaryDisplayProperty]), ...NAMING]
    .map(shown)
    .find((value) => value !== undefined);
}
