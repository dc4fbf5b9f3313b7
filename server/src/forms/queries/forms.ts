import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Db } from '../../platform/index.ts';
import type { FormDefinition } from '../definition.ts';
import type { Form } from '../form.ts';

/** A form, and the account that it should be of. */
export interface FormKey {
  readonly accountId: AccountId;
  readonly formId: string;
}

/** Forms of any accounts, in a statement an account, an answer to each question. */
export async function findForms(db: Db, wanted: readonly FormKey[]): Promise<(Form | undefined)[]> {
  const numbered = wanted.map((key, number) => ({ ...key, number }));
  const found = await Promise.all(
    [...Map.groupBy(numbered, ({ accountId }) => accountId)].map(
      ([accountId, own]) => db`
        select wanted.number, form.* from unnest(
          ${own.map(({ formId }) => formId)}::uuid[], ${own.map(({ number }) => number)}::integer[]
        ) as wanted (form_id, number)
        cross join lateral (
          select ${columns(db)} from forms where account_id = ${accountId} and id = wanted.form_id offset 0
        ) as form`,
    ),
  );
  const forms = new Map(found.flat().map(({ number, ...form }) => [number, form as unknown as Form]));
  return wanted.map((_, number) => forms.get(number));
}

export async function findForm(db: Db, accountId: AccountId, id: string): Promise<Form | undefined> {
  const [row] =
    await db`select ${columns(db)} from forms where account_id = ${accountId} and id = ${id}::uuid`;
  return row as unknown as Form | undefined;
}

/** Which of the ids are of forms that are there; texts that are no form ids may be among them. */
export async function knownForms(
  db: Db,
  accountId: AccountId,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const wanted = ids.filter((id) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id));
  if (wanted.length === 0) return new Set();
  const rows = await db`
    select id from forms where account_id = ${accountId} and id = any(${wanted}::uuid[]) and archived_at is null`;
  const found = new Set(rows.map((row) => row['id'] as string));
  return new Set(wanted.filter((id) => found.has(id.toLowerCase())));
}

/** The names of forms by their ids; texts that are no form ids may be among them. */
export async function formNames(
  db: Db,
  accountId: AccountId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = ids.filter((id) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id));
  if (wanted.length === 0) return new Map();
  const rows = await db`
    select id, definition ->> 'name' as name from forms
    where account_id = ${accountId} and id = any(${wanted}::uuid[])`;
  const names = new Map(rows.map((row) => [row['id'] as string, row['name'] as string]));
  return new Map(
    wanted.flatMap((id) => (names.has(id.toLowerCase()) ? [[id, names.get(id.toLowerCase())!]] : [])),
  );
}

/** Reads a form for a change, locked until the end of the transaction. */
export async function lockForm(unit: Unit, id: string): Promise<Form | undefined> {
  const { tx, account } = unit;
  const [row] = await tx`
    select ${columns(tx)} from forms where account_id = ${account.id} and id = ${id}::uuid for no key update`;
  return row as unknown as Form | undefined;
}

/** Stores a new form under the id, or one that is drawn; undefined when the id is taken. */
export async function insertForm(
  unit: Unit,
  id: string | undefined,
  definition: FormDefinition,
): Promise<Form | undefined> {
  const { tx, account } = unit;
  const [row] = await tx`
    insert into forms (account_id, id, name, definition, created_at, updated_at)
    values (${account.id}, coalesce(${id ?? null}::uuid, gen_random_uuid()), ${definition.name},
            ${JSON.stringify(definition)}::text::json, ${account.now}, ${account.now})
    on conflict do nothing
    returning ${columns(tx)}`;
  return row as unknown as Form | undefined;
}

/** Writes back a form whose row is locked. */
export async function updateForm(unit: Unit, form: Form): Promise<void> {
  const { id, definition, updatedAt, archivedAt } = form;
  await unit.tx`
    update forms set name = ${definition.name}, definition = ${JSON.stringify(definition)}::text::json,
      updated_at = ${updatedAt}, archived_at = ${archivedAt}
    where account_id = ${unit.account.id} and id = ${id}::uuid`;
}

/** A stretch of the forms in order of their making. */
export async function listForms(
  db: Db,
  accountId: AccountId,
  { archived, search }: { readonly archived: boolean; readonly search?: string | undefined },
  offset: number,
  limit: number,
): Promise<Form[]> {
  const rows = await db`
    select ${columns(db)} from forms
    where account_id = ${accountId} and archived_at is ${archived ? db`not null` : db`null`}
      ${search === undefined ? db`` : db`and strpos(lower(name), lower(${search})) > 0`}
    order by created_at, id offset ${offset} limit ${limit}`;
  return rows as unknown as Form[];
}

function columns(db: Db) {
  return db`
    id, definition, created_at as "createdAt", updated_at as "updatedAt", archived_at as "archivedAt"`;
}

/** The first forms in whose name a text occurs, by name. */
export async function formsNamed(db: Db, accountId: AccountId, text: string, limit: number) {
  return db<{ id: string; name: string }[]>`
    select id, name from forms
    where account_id = ${accountId} and archived_at is null and strpos(lower(name), lower(${text})) > 0
    order by lower(name), id limit ${limit}`;
}
