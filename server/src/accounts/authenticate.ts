import {
  ApiError,
  type Authenticate,
  type Caller,
  RateLimiter,
  type RateLimits,
  type Sql,
} from '../platform/index.ts';
import { hashToken } from './tokens.ts';

/** A token revoked through another process is honoured no longer than this. */
const CACHED_MS = 5_000;
const CACHED_TOKENS_MAX = 10_000;

export interface Authenticator {
  readonly authenticate: Authenticate;
  /** Forgets what is cached, after a token has been revoked in this process. */
  forget(): void;
  readonly limiter: RateLimiter;
}

/** Finds the caller by the bearer token of a request, and counts the call. */
export function authenticator(sql: Sql, limits: RateLimits = {}): Authenticator {
  const cache = new Map<string, Known & { readonly until: number }>();
  const limiter = new RateLimiter(limits);
  return {
    limiter,
    forget: () => cache.clear(),
    async authenticate(request) {
      const token = bearerToken(request.headers.authorization);
      const hash = hashToken(token);
      const key = hash.toString('base64');
      let known = cache.get(key);
      if (!known || known.until < performance.now()) {
        known = { ...(await findCaller(sql, hash)), until: performance.now() + CACHED_MS };
        if (cache.size >= CACHED_TOKENS_MAX) cache.clear();
        cache.set(key, known);
      }
      return { caller: known.caller, allowance: limiter.count(known.counted) };
    },
  };
}

function bearerToken(header: string | undefined): string {
  const match = /^Bearer +(\S+)$/i.exec(header ?? '');
  if (match) return match[1]!;
  throw unauthorized(
    'Authentication credentials not found. Send an access token in the header "Authorization: Bearer <token>".',
  );
}

/** A caller, and whose calls are counted with its own. */
interface Known {
  readonly caller: Caller;
  readonly counted: Parameters<RateLimiter['count']>[0];
}

async function findCaller(sql: Sql, hash: Buffer): Promise<Known> {
  const [row] = await sql`
    select account_id, access_tokens.id, scopes, time_zone
    from access_tokens join accounts on accounts.id = account_id
    where token_hash = ${hash} and revoked_at is null`;
  if (!row) throw unauthorized('The access token is not known here, or it has been revoked.');
  const accountId = row['account_id'] as string;
  const tokenId = row['id'] as string;
  return {
    caller: { accountId, tokenId, scopes: new Set(row['scopes'] as string[]) },
    counted: { caller: tokenId, accountId, timeZone: row['time_zone'] as string, countsDaily: true },
  };
}

function unauthorized(message: string): ApiError {
  return new ApiError({
    status: 401,
    category: 'INVALID_AUTHENTICATION',
    message,
    headers: { 'www-authenticate': 'Bearer' },
  });
}
