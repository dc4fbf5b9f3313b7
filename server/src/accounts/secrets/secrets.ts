import { noteAudit } from '../../audit/index.ts';
import { authorOf, type Caller, type Db, invalid, type Sql, type Tx } from '../../platform/index.ts';
import { type AccountId, readAccount } from '../account.ts';
import { changeSecrets } from '../versions.ts';
import { SECRETS_CHARACTERS_MAX, type Secret } from './secret.ts';
import type { Sealed, SecretBox } from './secret-box.ts';

/** A value to keep under a name. */
export interface SecretInput {
  readonly name: string;
  readonly value: string;
  /** Where in the body it came from, for a refusal. */
  readonly at: string;
}

/** Stores a secret, in the place of one that has the name. 400 when all together become too long. */
export async function putSecret(
  tx: Tx,
  box: SecretBox,
  caller: Caller,
  { name, value, at }: SecretInput,
): Promise<Secret> {
  const { accountId } = caller;
  // One after the other, or two could both find room for themselves.
  await tx`select from accounts where id = ${accountId} for no key update`;
  const [others] = await tx`
    select coalesce(sum(characters), 0)::int as characters from secrets
    where account_id = ${accountId} and name <> ${name}`;
  if ((others!['characters'] as number) + value.length > SECRETS_CHARACTERS_MAX) throw tooLong(at);
  const { keyId, sealed } = box.seal({ accountId, name }, value);
  const [row] = await tx`
    insert into secrets (account_id, name, key_id, sealed, characters, updated_at, saved_by)
    values (${accountId}, ${name}, ${keyId}, ${sealed}, ${value.length}, now(), ${JSON.stringify(authorOf(caller))}::text::jsonb)
    on conflict (account_id, name) do update
    set key_id = excluded.key_id, sealed = excluded.sealed, characters = excluded.characters,
        saved_by = excluded.saved_by, updated_at = excluded.updated_at
    returning ${columns(tx)}`;
  await changeSecrets(tx, accountId);
  const account = await readAccount(tx, accountId);
  const summary = `Stored the secret ${name}.`;
  await noteAudit({ tx, account }, caller, { kind: 'SECRET_STORED', id: name, name, summary });
  return row as unknown as Secret;
}

/** Names and times, by name; never values. */
export async function listSecrets(db: Db, accountId: AccountId): Promise<Secret[]> {
  const rows = await db`select ${columns(db)} from secrets where account_id = ${accountId} order by name`;
  return rows as unknown as Secret[];
}

/** False when there is no such secret. */
export function deleteSecret(sql: Sql, caller: Caller, name: string): Promise<boolean> {
  const { accountId } = caller;
  return sql.begin(async (tx) => {
    const deleted = await tx`
      delete from secrets where account_id = ${accountId} and name = ${name} returning name`;
    if (deleted.length === 0) return false;
    const account = await readAccount(tx, accountId);
    const summary = `Deleted the secret ${name}.`;
    await noteAudit({ tx, account }, caller, { kind: 'SECRET_DELETED', id: name, name, summary });
    return true;
  });
}

/** Values by name, without those that are not there. Throws SecretUnreadable when this process cannot read one. */
export async function readSecrets(
  db: Db,
  box: SecretBox,
  accountId: AccountId,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = (await db`
    select name, key_id as "keyId", sealed from secrets
    where account_id = ${accountId} and name = any(${names as string[]}::text[])`) as unknown as (Sealed & {
    readonly name: string;
  })[];
  return new Map(rows.map((row) => [row.name, box.open({ accountId, name: row.name }, row)]));
}

/** All values of the account that this process can read. */
export async function openSecrets(db: Db, box: SecretBox, accountId: AccountId): Promise<string[]> {
  const rows = (await db`
    select name, key_id as "keyId", sealed from secrets
    where account_id = ${accountId} and key_id = ${box.keyId}`) as unknown as (Sealed & {
    readonly name: string;
  })[];
  return rows.flatMap((row) => box.openedOrNot({ accountId, name: row.name }, row));
}

/** Of these names, those that are secrets of the account. */
export async function knownSecrets(
  db: Db,
  accountId: AccountId,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const rows = await db`
    select name from secrets where account_id = ${accountId} and name = any(${names as string[]}::text[])`;
  return new Set(rows.map((row) => row['name'] as string));
}

/** Counts the secrets of all accounts, those of apps too, whose key this process does not have. */
export async function countUnreadable(sql: Sql, box: SecretBox): Promise<number> {
  const [row] = await sql`
    select (select count(*) from secrets where key_id <> ${box.keyId})::int
           + (select count(*) from apps where secret_key_id <> ${box.keyId} and deleted_at is null)::int as count`;
  return row!['count'] as number;
}

function tooLong(at: string) {
  const message = `${at} is too long: the values of all secrets together have at most ${SECRETS_CHARACTERS_MAX} characters. Delete one that is no longer needed.`;
  return invalid([{ path: at, code: 'OUT_OF_RANGE', message }]);
}

function columns(db: Db) {
  return db`name, created_at as "createdAt", updated_at as "updatedAt", saved_by as "savedBy"`;
}
