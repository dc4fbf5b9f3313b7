import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type EpochMillis, iso } from '@millrace/core/time';
import { noteAudit } from '../audit/index.ts';
import type { Caller, Db, Sql } from '../platform/index.ts';
import { type AccountId, readAccount } from './account.ts';
import { ALL_SCOPES, EVERY_SCOPE } from './scopes.ts';

const TOKEN_BYTES = 24;
const KEY_BYTES = 32;

/** A token as it is known: only its hash is kept. */
export interface Token {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: EpochMillis;
  /** The token that made it; null for those that a start made, and for older ones. */
  readonly createdBy: string | null;
  readonly expiresAt: EpochMillis | null;
  /** To the minute. */
  readonly lastUsedAt: EpochMillis | null;
}

/** The token itself is shown when it is made, once. */
export interface NewToken extends Token {
  readonly token: string;
}

interface Wanted {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt?: EpochMillis | undefined;
  readonly createdBy?: string | undefined;
}

export async function createToken(
  db: Db,
  account: AccountId,
  { name, scopes, expiresAt, createdBy }: Wanted,
  token = newToken(),
): Promise<NewToken> {
  const [row] = await db`
    insert into access_tokens (account_id, token_hash, name, scopes, expires_at, created_by)
    values (${account}, ${hashToken(token)}, ${name}, ${stored(scopes)}, ${expiresAt ?? null}::timestamptz, ${createdBy ?? null})
    on conflict (token_hash) do update set revoked_at = null, scopes = excluded.scopes
    returning ${columns(db)}`;
  return { ...(row as unknown as Token), token };
}

/** Makes a token for a caller. */
export function makeToken(sql: Sql, caller: Caller, wanted: Wanted): Promise<NewToken> {
  return sql.begin(async (tx) => {
    const account = await readAccount(tx, caller.accountId);
    const made = await createToken(tx, account.id, { ...wanted, createdBy: caller.tokenId });
    const { id, name, scopes, expiresAt } = made;
    await noteAudit({ tx, account }, caller, {
      kind: 'TOKEN_CREATED',
      id,
      name,
      summary: `Made the access token ${id} "${name}".`,
      detail: { scopes, expiresAt: expiresAt === null ? null : iso(expiresAt) },
    });
    return made;
  });
}

/** Lets the configured token in, and no longer the one that was configured before. */
export async function configureToken(db: Db, account: AccountId, token: string): Promise<void> {
  await db`
    update access_tokens set revoked_at = now()
    where account_id = ${account} and configured and revoked_at is null and token_hash <> ${hashToken(token)}`;
  const { id } = await createToken(db, account, { name: 'configured', scopes: [EVERY_SCOPE] }, token);
  await db`update access_tokens set configured = true where account_id = ${account} and id = ${id} and not configured`;
}

/** The access tokens in force; apps have theirs over OAuth. */
export async function listTokens(db: Db, account: AccountId): Promise<Token[]> {
  const rows = await db`
    select ${columns(db)} from access_tokens
    where account_id = ${account} and revoked_at is null and app_id is null order by id`;
  return rows as unknown as Token[];
}

/** False when there is no such token. */
export function revokeToken(sql: Sql, caller: Caller, id: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const account = await readAccount(tx, caller.accountId);
    const [row] = await tx`
      update access_tokens set revoked_at = now()
      where account_id = ${account.id} and id = ${id} and revoked_at is null and app_id is null returning name`;
    if (!row) return false;
    const name = row['name'] as string;
    const summary = `Revoked the access token ${id} "${name}".`;
    await noteAudit({ tx, account }, caller, { kind: 'TOKEN_REVOKED', id, name, summary });
    return true;
  });
}

/** A token with every scope stores today's names as well: a process of an earlier release reads them. */
function stored(scopes: readonly string[]): string[] {
  return scopes.includes(EVERY_SCOPE) ? [EVERY_SCOPE, ...ALL_SCOPES] : [...scopes];
}

function columns(db: Db) {
  return db`
    id, name, case when ${EVERY_SCOPE} = any(scopes) then array[${EVERY_SCOPE}] else scopes end as scopes, created_at as "createdAt",
    created_by as "createdBy", expires_at as "expiresAt", last_used_at as "lastUsedAt"`;
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

/** The same for what machines alone hold, and never people. */
export function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}

/** The name of an app in requests for tokens. No secret. */
export function newClientId(): string {
  return randomUUID();
}
