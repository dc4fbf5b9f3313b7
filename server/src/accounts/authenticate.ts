import { ApiError, type Authenticate, type Caller, type Sql } from '../platform/index.ts';
import { hashToken } from './tokens.ts';

/** A token revoked through another process is honoured no longer than this. */
const CACHED_MS = 5_000;
const CACHED_TOKENS_MAX = 10_000;

export interface Authenticator {
  readonly authenticate: Authenticate;
  /** Forgets what is cached, after a token has been revoked in this process. */
  forget(): void;
}

/** Finds the caller by the bearer token of a request. */
export function authenticator(sql: Sql): Authenticator {
  const cache = new Map<string, { caller: Caller; until: number }>();
  return {
    forget: () => cache.clear(),
    async authenticate(request) {
      const token = bearerToken(request.headers.authorization);
      const hash = hashToken(token);
      const key = hash.toString('base64');
      const cached = cache.get(key);
      if (cached && cached.until > performance.now()) return cached.caller;
      const caller = await findCaller(sql, hash);
      if (cache.size >= CACHED_TOKENS_MAX) cache.clear();
      cache.set(key, { caller, until: performance.now() + CACHED_MS });
      return caller;
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

async function findCaller(sql: Sql, hash: Buffer): Promise<Caller> {
  const [row] =
    await sql`select account_id, id, scopes from access_tokens where token_hash = ${hash} and revoked_at is null`;
  if (!row) throw unauthorized('The access token is not known here, or it has been revoked.');
  return {
    accountId: row['account_id'] as string,
    tokenId: row['id'] as string,
    scopes: new Set(row['scopes'] as string[]),
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
