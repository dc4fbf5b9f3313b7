import type { EpochMillis } from '@millrace/core/time';
import { noteAudit } from '../audit/index.ts';
import type { Caller, Db, Sql, Tx } from '../platform/index.ts';
import { type AccountId, readAccount } from './account.ts';
import type { Sealed, SecretBox } from './secrets/secret-box.ts';
import { hashToken, newClientId, newSecret } from './tokens.ts';
import { changeSchema, changeSecrets } from './versions.ts';

/** An app that people can let into the account. */
export interface RegisteredApp {
  readonly accountId: AccountId;
  readonly id: number;
  readonly clientId: string;
  readonly name: string;
  /** Where consent may be sent to, to the letter. */
  readonly redirectUris: readonly string[];
  /** The scopes that the app may ask for. Names that this server does not know are kept and open nothing. */
  readonly scopes: readonly string[];
  readonly createdAt: EpochMillis;
}

export type NewApp = Pick<RegisteredApp, 'name' | 'redirectUris' | 'scopes'>;

/** Registers an app. Its secret is shown now and never again; a hash of it lets the app in, the sealed one signs requests. */
export async function createApp(
  tx: Tx,
  box: SecretBox,
  caller: Caller,
  { name, redirectUris, scopes }: NewApp,
): Promise<RegisteredApp & { readonly clientSecret: string }> {
  const { accountId } = caller;
  const [clientId, clientSecret] = [newClientId(), newSecret('ocs-mr1')];
  const { keyId, sealed } = box.seal(secretPlace(accountId, clientId), clientSecret);
  const [row] = await tx`
    insert into apps (account_id, client_id, secret_hash, secret_key_id, secret_sealed, name, redirect_uris, scopes)
    values (${accountId}, ${clientId}, ${hashToken(clientSecret)}, ${keyId}, ${sealed}, ${name},
            ${redirectUris as string[]}, ${scopes as string[]})
    returning ${columns(tx)}`;
  await changeSecrets(tx, accountId);
  const app = row as unknown as RegisteredApp;
  await noteAudit({ tx, account: await readAccount(tx, accountId) }, caller, {
    kind: 'APP_CREATED',
    id: String(app.id),
    name,
    summary: `Registered the app ${app.id} "${name}".`,
    detail: { scopes, redirectUris },
  });
  return { ...app, clientSecret };
}

/**
 * The secrets by which requests are signed for apps of an account, by the apps' ids; without apps that are not there or have been deleted.
 * Null for an app that a release before this kept no secret of. Throws SecretUnreadable when this process cannot read one.
 */
export async function readAppSecrets(
  db: Db,
  box: SecretBox,
  accountId: AccountId,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = (await db`
    select id, client_id as "clientId", secret_key_id as "keyId", secret_sealed as sealed from apps
    where account_id = ${accountId} and id = any(${ids as number[]}::int[]) and deleted_at is null`) as unknown as (Sealed & {
    readonly id: number;
    readonly clientId: string;
  })[];
  return new Map(
    rows.map((row) => [
      row.id,
      row.sealed === null ? null : box.open(secretPlace(accountId, row.clientId), row),
    ]),
  );
}

/** The secrets of all apps of the account that this process can read. */
export async function openAppSecrets(db: Db, box: SecretBox, accountId: AccountId): Promise<string[]> {
  const rows = (await db`
    select client_id as "clientId", secret_key_id as "keyId", secret_sealed as sealed from apps
    where account_id = ${accountId} and secret_key_id = ${box.keyId} and deleted_at is null`) as unknown as (Sealed & {
    readonly clientId: string;
  })[];
  return rows.flatMap((row) => box.openedOrNot(secretPlace(accountId, row.clientId), row));
}

/** No secret of an action has such a name. */
export function appSecretName(clientId: string): string {
  return `app ${clientId}`;
}

function secretPlace(accountId: AccountId, clientId: string) {
  return { accountId, name: appSecretName(clientId) };
}

export async function listApps(db: Db, accountId: AccountId): Promise<RegisteredApp[]> {
  const rows = await db`
    select ${columns(db)} from apps where account_id = ${accountId} and deleted_at is null order by id`;
  return rows as unknown as RegisteredApp[];
}

/**
 * The app, with the hash of its secret, whichever account it is of. Kept from being deleted until the transaction ends,
 * so that nothing is given to it that the deletion would not know of.
 */
export async function findApp(
  db: Db,
  clientId: string,
): Promise<(RegisteredApp & { readonly secretHash: Buffer }) | undefined> {
  if (!UUID.test(clientId)) return undefined;
  const [row] = await db`
    select ${columns(db)}, secret_hash as "secretHash" from apps
    where client_id = ${clientId} and deleted_at is null
    for share`;
  return row as unknown as (RegisteredApp & { readonly secretHash: Buffer }) | undefined;
}

/** The apps among these that the account has. */
export async function appsAmong(
  db: Db,
  accountId: AccountId,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const rows = await db`
    select id from apps where account_id = ${accountId} and id = any(${ids as number[]}::integer[]) and deleted_at is null`;
  return new Set(rows.map((row) => row['id'] as number));
}

/** Whether the account has the app, which then stays until the transaction ends. */
export async function holdApp(db: Db, accountId: AccountId, id: number): Promise<boolean> {
  const [row] = await db`
    select id from apps where account_id = ${accountId} and id = ${id} and deleted_at is null for share`;
  return row !== undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Deletes the app and revokes all that it was given. False when there is no such app. */
export function deleteApp(sql: Sql, caller: Caller, id: number): Promise<boolean> {
  const { accountId } = caller;
  return sql.begin(async (tx) => {
    const [deleted] = await tx`
      update apps set deleted_at = now() where account_id = ${accountId} and id = ${id} and deleted_at is null
      returning name`;
    if (!deleted) return false;
    const name = deleted['name'] as string;
    const summary = `Deleted the app ${id} "${name}" with its tokens.`;
    const account = await readAccount(tx, accountId);
    await noteAudit({ tx, account }, caller, { kind: 'APP_DELETED', id: String(id), name, summary });
    // Its actions run no more, which programs know by the version.
    await changeSchema(tx, accountId);
    await tx`delete from oauth_codes where account_id = ${accountId} and app_id = ${id}`;
    await tx`
      update refresh_tokens set revoked_at = now()
      where account_id = ${accountId} and app_id = ${id} and revoked_at is null`;
    await tx`
      update access_tokens set revoked_at = now()
      where account_id = ${accountId} and app_id = ${id} and revoked_at is null`;
    return true;
  }) as Promise<boolean>;
}

function columns(db: Db) {
  return db`
    account_id as "accountId", id, client_id as "clientId", name, redirect_uris as "redirectUris", scopes,
    created_at as "createdAt"`;
}
