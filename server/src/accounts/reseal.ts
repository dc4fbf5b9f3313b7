import type { Db, Tx } from '../platform/index.ts';
import type { AccountId } from './account.ts';
import { appSecretName } from './apps.ts';
import type { Sealed, SecretBox, SecretPlace } from './secrets/secret-box.ts';

/** What a secret was sealed by: the key, and the account that it was bound to. */
export interface Seal {
  readonly box: SecretBox;
  readonly accountId: AccountId;
}

interface Row extends Sealed {
  readonly name: string;
}

/**
 * Seals the secrets of an account anew that has come from elsewhere: under the key, and for the account, that it is now. Returns the names of
 * those that stay unreadable: they are under a key that `from` is not.
 */
export async function resealSecrets(tx: Tx, from: Seal, to: Seal): Promise<string[]> {
  const isAsItWas = from.accountId === to.accountId && from.box.keyId === to.box.keyId;
  const reseal = (place: (accountId: AccountId) => SecretPlace, row: Row) =>
    to.box.seal(place(to.accountId), from.box.open(place(from.accountId), row));
  const left: string[] = [];
  for (const row of await secretsOf(tx, to.accountId)) {
    if (row.keyId !== from.box.keyId) {
      left.push(row.name);
      continue;
    }
    if (isAsItWas) continue;
    const { keyId, sealed } = reseal((accountId) => ({ accountId, name: row.name }), row);
    await tx`
      update secrets set key_id = ${keyId}, sealed = ${sealed}
      where account_id = ${to.accountId} and name = ${row.name}`;
  }
  for (const row of await appSecretsOf(tx, to.accountId)) {
    if (row.keyId !== from.box.keyId) {
      left.push(appSecretName(row.name));
      continue;
    }
    if (isAsItWas) continue;
    const { keyId, sealed } = reseal((accountId) => ({ accountId, name: appSecretName(row.name) }), row);
    await tx`
      update apps set secret_key_id = ${keyId}, secret_sealed = ${sealed}
      where account_id = ${to.accountId} and client_id = ${row.name}`;
  }
  return left;
}

async function secretsOf(db: Db, accountId: AccountId): Promise<Row[]> {
  return (await db`
    select name, key_id as "keyId", sealed from secrets
    where account_id = ${accountId} order by name`) as unknown as Row[];
}

async function appSecretsOf(db: Db, accountId: AccountId): Promise<Row[]> {
  return (await db`
    select client_id as name, secret_key_id as "keyId", secret_sealed as sealed from apps
    where account_id = ${accountId} and secret_sealed is not null and deleted_at is null
    order by client_id`) as unknown as Row[];
}
