import { type EpochMillis, iso, SECOND } from '@millrace/core/time';
import {
  ApiError,
  type Authenticate,
  type Caller,
  DEVELOPER_KEY,
  LruCache,
  RateLimiter,
  type RateLimits,
  type Sql,
} from '../platform/index.ts';
import { heldScopes } from './scopes.ts';
import { hashToken } from './tokens.ts';

/** A token revoked through another process is honoured no longer than this. */
const CACHED_MS = 5_000;
const CACHED_TOKENS_MAX = 10_000;
/** When a token was last used is written no oftener than this. */
const USED_SECONDS = 60;

export interface Authenticator {
  readonly authenticate: Authenticate;
  /** Forgets what is cached, after a token has been revoked in this process. */
  forget(): void;
  readonly limiter: RateLimiter;
}

/** Finds the caller by the bearer token of a request, and counts the call. */
export function authenticator(sql: Sql, limits: RateLimits = {}): Authenticator {
  const cache = new LruCache<string, Known & { readonly until: number }>({ most: CACHED_TOKENS_MAX });
  const limiter = new RateLimiter(limits);
  return {
    limiter,
    forget: () => cache.clear(),
    async authenticate(request) {
      const token = tokenOf(request);
      let known = cache.get(token);
      if (!known || known.until < performance.now()) {
        const { expiresInMs, ...found } = await findCaller(sql, hashToken(token));
        known = { ...found, until: performance.now() + Math.min(CACHED_MS, expiresInMs ?? CACHED_MS) };
        cache.set(token, known);
      }
      return { caller: known.caller, allowance: limiter.count(known.counted) };
    },
  };
}

function tokenOf({ headers, query, routeOptions }: Parameters<Authenticate>[0]): string {
  const [, token] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (token !== undefined) return token;
  const key = routeOptions.config.developerKey && (query as Readonly<Record<string, unknown>>)[DEVELOPER_KEY];
  if (typeof key === 'string' && key !== '') return key;
  throw unauthorized(
    'Authentication credentials not found. Send an access token in the header "Authorization: Bearer <token>".',
  );
}

/** A caller, and whose calls are counted with its own. */
interface Known {
  readonly caller: Caller;
  readonly counted: Parameters<RateLimiter['count']>[0];
}

/** The caller that a token stands for. 401 when it is unknown, revoked or expired. */
export async function findCaller(
  sql: Sql,
  hash: Buffer,
): Promise<Known & { readonly expiresInMs: number | null }> {
  const [row] = await sql`
    with used as (
      update access_tokens set last_used_at = now()
      where token_hash = ${hash} and (last_used_at is null or last_used_at < now() - make_interval(secs => ${USED_SECONDS}))
    )
    select account_id as "accountId", access_tokens.id, access_tokens.name, scopes, app_id as "appId", time_zone as "timeZone", expires_at as "expiresAt",
           (extract(epoch from expires_at - now()) * 1000)::float8 as "expiresInMs"
    from access_tokens join accounts on accounts.id = account_id
    where token_hash = ${hash} and revoked_at is null`;
  if (!row) throw unauthorized('The access token is not known here, or it has been revoked.');
  const { accountId, id, name, scopes, appId, timeZone, expiresAt, expiresInMs } = row as unknown as TokenRow;
  if (expiresInMs !== null && expiresInMs <= 0) throw expired(expiresAt!, -expiresInMs);
  const counted =
    appId === null ? { caller: id, countsDaily: true } : { caller: `app ${appId}`, countsDaily: false };
  return {
    caller: {
      ...{ accountId, tokenId: id, tokenName: name, scopes: heldScopes(scopes) },
      ...(appId === null ? {} : { appId: String(appId) }),
    },
    counted: { ...counted, accountId, timeZone },
    expiresInMs,
  };
}

interface TokenRow {
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly appId: number | null;
  readonly timeZone: string;
  readonly expiresAt: EpochMillis | null;
  readonly expiresInMs: number | null;
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

function unauthorized(message: string): ApiError {
  return new ApiError({
    status: 401,
    category: 'INVALID_AUTHENTICATION',
    message,
    headers: { 'www-authenticate': 'Bearer' },
  });
}
