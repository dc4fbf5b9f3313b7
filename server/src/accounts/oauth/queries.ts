import type { EpochMillis } from '@millrace/core/time';
import type { Db, Tx } from '../../platform/index.ts';
import type { RegisteredApp } from '../apps.ts';
import { hashToken } from '../tokens.ts';

/** An app can exchange a code for so long. */
export const CODE_MINUTES = 10;
/** Codes are known for so long after their end, so that one that is presented again is known for what it is. */
const KNOWN_CODE_DAYS = 1;
/** An access token of an app is good for so long. */
export const ACCESS_TOKEN_SECONDS = 1_800;
/** Expired tokens are known for so long, so that callers hear that they expired. */
const EXPIRED_TOKEN_DAYS = 7;

/** A consent: the app, its scopes, and the address to return to. */
export interface Consent {
  readonly app: RegisteredApp;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly codeChallenge: string | null;
}

export type StoredCode = Omit<Consent, 'app'> & {
  readonly expired: boolean;
  /** It was presented before. */
  readonly used: boolean;
  /** The refresh token that the code was exchanged for. */
  readonly refreshTokenId: string | null;
};

export async function insertCode(db: Db, code: string, consent: Consent): Promise<void> {
  const { app, redirectUri, scopes, codeChallenge } = consent;
  await db`
    insert into oauth_codes (account_id, code_hash, app_id, redirect_uri, scopes, code_challenge, expires_at)
    values (${app.accountId}, ${hashToken(code)}, ${app.id}, ${redirectUri}, ${scopes as string[]}, ${codeChallenge},
            now() + ${CODE_MINUTES} * interval '1 minute')`;
}

/** A code of the app as it was before it is presented now: the second to come waits for the first, and finds it used. */
export async function takeCode(tx: Tx, app: RegisteredApp, code: string): Promise<StoredCode | undefined> {
  const key = tx`code_hash = ${hashToken(code)} and account_id = ${app.accountId} and app_id = ${app.id}`;
  const [row] = await tx`
    select redirect_uri as "redirectUri", scopes, code_challenge as "codeChallenge", expires_at < now() as expired,
           used_at is not null as used, refresh_token_id as "refreshTokenId"
    from oauth_codes where ${key} for update`;
  if (row) await tx`update oauth_codes set used_at = now() where ${key} and used_at is null`;
  return row as unknown as StoredCode | undefined;
}

/** Remembers what a code was exchanged for. */
export async function noteExchanged(tx: Tx, code: string, refreshTokenId: string): Promise<void> {
  await tx`update oauth_codes set refresh_token_id = ${refreshTokenId} where code_hash = ${hashToken(code)}`;
}

export interface RefreshToken {
  readonly id: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly appId: number;
  readonly scopes: readonly string[];
}

export async function insertRefreshToken(
  tx: Tx,
  app: RegisteredApp,
  token: string,
  scopes: readonly string[],
): Promise<string> {
  const [row] = await tx`
    insert into refresh_tokens (account_id, token_hash, app_id, scopes)
    values (${app.accountId}, ${hashToken(token)}, ${app.id}, ${scopes as string[]}) returning id`;
  return row!['id'] as string;
}

/** The token, if it is good; inside a transaction it stays so until the end of it. */
export async function findRefreshToken(db: Db, token: string): Promise<RefreshToken | undefined> {
  const [row] = await db`
    select token.id, token.account_id as "accountId", client_id as "clientId", app_id as "appId", token.scopes
    from refresh_tokens token join apps on (apps.account_id, apps.id) = (token.account_id, token.app_id)
    where token_hash = ${hashToken(token)} and revoked_at is null
    for share of token`;
  return row as unknown as RefreshToken | undefined;
}

/** Revokes a refresh token and the access tokens that were made of it. */
export async function revokeRefreshToken(
  tx: Tx,
  { accountId, appId, id }: Pick<RefreshToken, 'accountId' | 'appId' | 'id'>,
): Promise<void> {
  await tx`
    update refresh_tokens set revoked_at = now()
    where account_id = ${accountId} and id = ${id} and revoked_at is null`;
  await tx`
    update access_tokens set revoked_at = now()
    where account_id = ${accountId} and app_id = ${appId} and refresh_token_id = ${id} and revoked_at is null`;
}

/** Adds an access token, and clears away what of the app expired long ago. */
export async function insertAccessToken(
  tx: Tx,
  app: RegisteredApp,
  token: string,
  scopes: readonly string[],
  refreshTokenId: string | null,
): Promise<void> {
  await tx`
    delete from access_tokens
    where account_id = ${app.accountId} and app_id = ${app.id}
      and expires_at < now() - ${EXPIRED_TOKEN_DAYS} * interval '1 day'`;
  await tx`
    delete from oauth_codes
    where account_id = ${app.accountId} and expires_at < now() - ${KNOWN_CODE_DAYS} * interval '1 day'`;
  await tx`
    insert into access_tokens (account_id, token_hash, name, scopes, app_id, refresh_token_id, expires_at)
    values (${app.accountId}, ${hashToken(token)}, ${app.name}, ${scopes as string[]}, ${app.id}, ${refreshTokenId},
            now() + ${ACCESS_TOKEN_SECONDS} * interval '1 second')`;
}

/** A token that is let in; those made in the settings have no app and no end. */
export interface AccessToken {
  readonly id: string;
  readonly accountId: string;
  readonly appId: number | null;
  readonly scopes: readonly string[];
  readonly expiresAt: EpochMillis | null;
  readonly expiresInSeconds: number | null;
}

export async function findAccessToken(db: Db, token: string): Promise<AccessToken | undefined> {
  const [row] = await db`
    select id, account_id as "accountId", app_id as "appId", scopes, expires_at as "expiresAt",
           extract(epoch from expires_at - now())::int as "expiresInSeconds"
    from access_tokens
    where token_hash = ${hashToken(token)} and revoked_at is null and (expires_at is null or expires_at > now())`;
  return row as unknown as AccessToken | undefined;
}
