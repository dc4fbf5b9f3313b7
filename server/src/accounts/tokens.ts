import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Db } from '../platform/index.ts';
import type { AccountId } from './account.ts';

const TOKEN_BYTES = 24;

/** A token as it is shown when it is made, once: only its hash is kept. */
export interface NewToken {
  readonly id: string;
  readonly token: string;
}

export async function createToken(
  db: Db,
  account: AccountId,
  name: string,
  scopes: readonly string[],
  token = newToken(),
): Promise<NewToken> {
  const [row] = await db`
    insert into access_tokens (account_id, token_hash, name, scopes)
    values (${account}, ${hashToken(token)}, ${name}, ${scopes as string[]})
    on conflict (token_hash) do update set revoked_at = null, scopes = excluded.scopes
    returning id`;
  return { id: row!['id'] as string, token };
}

/** Tokens are random and long, so a plain hash cannot be searched backwards. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function newToken(): string {
  return newSecret('pat-mr1');
}

/** Something that only its holder knows. The prefix tells people and scanners what it is. */
export function newSecret(prefix: string): string {
  return `${prefix}-${randomBytes(TOKEN_BYTES).toString('hex')}`;
}

/** How an app is named in requests for tokens. No secret. */
export function newClientId(): string {
  return randomUUID();
}
