import {
  type Authenticate,
  addressOf,
  type Caller,
  type Db,
  DEVELOPER_KEY,
  hostsOf,
  LruCache,
  RateLimiter,
  type RateLimits,
  type Sql,
} from '../platform/index.ts';
import { type Known, knownBy, type TokenRow, tokenColumns, unauthorized } from './found-caller.ts';
import { cookieValues, sessionCookie } from './sessions/cookie.ts';
import { refuseForeign, refuseOtherBodies } from './sessions/same-origin.ts';
import { findSession } from './sessions/sessions.ts';
import { hashToken } from './tokens.ts';

/** A token or a session that was ended through another process is honoured no longer than this. */
const CACHED_MS = 5_000;
const CACHED_TOKENS_MAX = 10_000;
/** When a token was last used is written no oftener than this. */
const USED_SECONDS = 60;

type Request = Parameters<Authenticate>[0];

export interface Authenticator {
  readonly authenticate: Authenticate;
  /** Whether a call that has been counted is still let in, which is no call. */
  recognise(request: Request): Promise<Caller>;
  /** Forgets what is cached, after a token has been revoked or a session ended in this process. */
  forget(): void;
  /** Called then: who is let in by a token or a session for longer than a call looks whether it is still good. */
  onForgotten(listener: () => void): void;
  readonly limiter: RateLimiter;
}

/** Finds the caller by the bearer token of a request, or by the session of a person at a browser, and counts the call. */
export function authenticator(sql: Sql, limits: RateLimits = {}): Authenticator {
  const limiter = new RateLimiter(limits);
  const tokens = caching((token) => findCaller(sql, hashToken(token)));
  const sessions = caching((secret) => findSession(sql, hashToken(secret)));
  const listeners: (() => void)[] = [];
  const knownOf = (request: Request) => {
    const token = tokenOf(request);
    return token === undefined ? sessions.find(secretOf(request)) : tokens.find(token);
  };
  return {
    limiter,
    forget() {
      tokens.forget();
      sessions.forget();
      for (const listener of listeners) listener();
    },
    onForgotten: (listener) => listeners.push(listener),
    async authenticate(request) {
      const { caller, counted } = await knownOf(request);
      return { caller, allowance: limiter.count(counted) };
    },
    recognise: async (request) => (await knownOf(request)).caller,
  };
}

function tokenOf({ headers, query, routeOptions }: Request): string | undefined {
  const [, token] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (token !== undefined) return token;
  const key = routeOptions.config.developerKey && (query as Readonly<Record<string, unknown>>)[DEVELOPER_KEY];
  return typeof key === 'string' && key !== '' ? key : undefined;
}

/** The secret of a session, in a request that comes from a page of ours. */
function secretOf(request: Request): string {
  const { method, headers, routeOptions } = request;
  const address = addressOf(request);
  const { name } = sessionCookie(address);
  const [secret, another] = cookieValues(headers.cookie, name);
  if (!secret)
    throw unauthorized(
      'Authentication credentials not found. Send an access token in the header "Authorization: Bearer <token>".',
    );
  if (another !== undefined)
    throw unauthorized(
      `The request has several cookies ${name}, of which only one can be this server's: delete the cookies of this host, and sign in again.`,
    );
  const isSecure = address.startsWith('https:');
  const always = routeOptions.config.ownPagesOnly ?? false;
  refuseForeign({ method, headers, hosts: hostsOf(request), isSecure, always });
  refuseOtherBodies(request);
  return secret;
}

/** Known callers by what they show, for a short time. */
function caching(look: (shown: string) => Promise<Known>) {
  const cache = new LruCache<string, Known & { readonly until: number }>({ most: CACHED_TOKENS_MAX });
  return {
    forget: () => cache.clear(),
    async find(shown: string): Promise<Known> {
      const cached = cache.get(shown);
      if (cached && cached.until >= performance.now()) return cached;
      const found = await look(shown);
      const until = performance.now() + Math.min(CACHED_MS, found.expiresInMs ?? CACHED_MS);
      cache.set(shown, { ...found, until });
      return found;
    },
  };
}

/** The caller that a token stands for. 401 when it is unknown, revoked or expired. */
export async function findCaller(sql: Db, hash: Buffer): Promise<Known> {
  const [row] = await sql`
    with used as (
      update access_tokens set last_used_at = now()
      where token_hash = ${hash} and (last_used_at is null or last_used_at < now() - make_interval(secs => ${USED_SECONDS}))
    )
    select ${tokenColumns(sql)} from access_tokens join accounts on accounts.id = account_id
    where token_hash = ${hash} and revoked_at is null`;
  if (!row) throw unauthorized('The access token is not known here, or it has been revoked.');
  return knownBy(row as unknown as TokenRow);
}
