import { type EpochMillis, iso, SECOND } from '@millrace/core/time';
import { ApiError, type Caller, type Db, type RateLimiter } from '../platform/index.ts';
import { heldScopes } from './scopes.ts';

/** A caller, and whose calls are counted with its own. */
export interface Known {
  readonly caller: Caller;
  readonly counted: Parameters<RateLimiter['count']>[0];
  /** When the token or the session ends; null when never. */
  readonly expiresInMs: number | null;
}

/** The columns of a `TokenRow`, of `access_tokens` joined with `accounts`. */
export function tokenColumns(db: Db) {
  return db`
    access_tokens.account_id as "accountId", access_tokens.id, access_tokens.name, scopes, app_id as "appId", time_zone as "timeZone",
    expires_at as "expiresAt", (extract(epoch from expires_at - now()) * 1000)::float8 as "expiresInMs"`;
}

export interface TokenRow {
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly appId: number | null;
  readonly timeZone: string;
  readonly expiresAt: EpochMillis | null;
  readonly expiresInMs: number | null;
}

/** The caller that a token stands for. 401 when it has expired. */
export function knownBy(row: TokenRow): Known {
  const { accountId, id, name, scopes, appId, timeZone, expiresAt, expiresInMs } = row;
  if (expiresInMs !== null && expiresInMs <= 0) throw expired(expiresAt!, -expiresInMs);
  const counted =
    appId === null ? { caller: id, countsDaily: true } : { caller: `app ${appId}`, countsDaily: false };
  return {
    caller: {
      accountId,
      tokenId: id,
      tokenName: name,
      scopes: heldScopes(scopes),
      ...(appId === null ? {} : { appId: String(appId) }),
    },
    counted: { ...counted, accountId, timeZone },
    expiresInMs,
  };
}

/** 401 INVALID_AUTHENTICATION. */
export function unauthorized(message: string): ApiError {
  return new ApiError({
    status: 401,
    category: 'INVALID_AUTHENTICATION',
    message,
    headers: { 'www-authenticate': 'Bearer' },
  });
}

/** Clients refresh their token on seeing this category. */
function expired(at: EpochMillis, agoMs: number): ApiError {
  return new ApiError({
    status: 401,
    category: 'EXPIRED_AUTHENTICATION',
    message: `The OAuth token used to make this call expired ${Math.ceil(agoMs / SECOND)} second(s) ago.`,
    context: { 'expire time': [iso(at)] },
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  });
}
