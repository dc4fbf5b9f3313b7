import type { EpochMillis } from '@millrace/core/time';
import { noteAudit } from '../../audit/index.ts';
import type { Caller, Db, Sql, Tx } from '../../platform/index.ts';
import { readAccount } from '../account.ts';
import { type Known, knownBy, type TokenRow, tokenColumns, unauthorized } from '../found-caller.ts';
import { hashToken, newKey } from '../tokens.ts';

/** A session ends when nobody has used it for so long. */
export const SESSION_IDLE_HOURS = 12;
/** A session ends after so long, however much it is used. */
export const SESSION_DAYS_MAX = 30;
/** Sessions of one token; the one that was used longest ago makes room. */
export const SESSIONS_PER_TOKEN_MAX = 100;
/** When a session was last used is written no oftener than this. */
const USED_SECONDS = 60;

/** A session as it begins. Only the browser knows its secret from then on. */
export interface NewSession {
  readonly id: string;
  readonly secret: string;
}

/**
 * Begins a session for a caller who has shown a token of its own. It is always a new one: whatever the browser held
 * before ends, so that nobody can leave a session in it that they know.
 */
export async function beginSession(tx: Tx, caller: Caller, before: readonly string[]): Promise<NewSession> {
  const account = await readAccount(tx, caller.accountId);
  const secret = newKey();
  const hashes = before.map((each) => hashToken(each).toString('hex'));
  await tx`
    delete from web_sessions where secret_hash = any(select decode(hash, 'hex') from unnest(${hashes}::text[]) as hash)`;
  await forgetEnded(tx, caller);
  const [row] = await tx`
    insert into web_sessions (account_id, secret_hash, token_id) values (${account.id}, ${hashToken(secret)}, ${caller.tokenId})
    returning id`;
  const id = row!['id'] as string;
  const summary = `Signed in with the access token ${caller.tokenId} "${caller.tokenName}".`;
  await noteAudit({ tx, account }, { ...caller, sessionId: id }, entryOf('SIGNED_IN', caller, summary));
  return { id, secret };
}

/** The caller of a session: its token, with the token's scopes. 401 when either has ended. */
export async function findSession(sql: Sql, hash: Buffer): Promise<Known> {
  const [row] = await sql`
    with used as (
      update web_sessions set last_used_at = now()
      where secret_hash = ${hash} and ${isGood(sql)} and last_used_at < now() - make_interval(secs => ${USED_SECONDS})
    )
    select ${tokenColumns(sql)}, session.id as "sessionId",
           (extract(epoch from session.created_at + make_interval(days => ${SESSION_DAYS_MAX}) - now()) * 1000)::float8 as "leftMs"
    from (select id, account_id, token_id, created_at from web_sessions where secret_hash = ${hash} and ${isGood(sql)}) session
    join access_tokens on (access_tokens.account_id, access_tokens.id) = (session.account_id, session.token_id)
    join accounts on accounts.id = session.account_id
    where revoked_at is null`;
  if (!row) throw unauthorized('The session has ended, or its access token has been revoked: sign in again.');
  const { sessionId, leftMs, ...token } = row as unknown as SessionRow;
  const { caller, counted, expiresInMs } = knownBy(token);
  return {
    caller: { ...caller, sessionId },
    counted,
    expiresInMs: Math.min(leftMs, expiresInMs ?? leftMs),
  };
}

interface SessionRow extends TokenRow {
  readonly sessionId: string;
  readonly leftMs: number;
}

export async function readSession(
  db: Db,
  { accountId, sessionId }: Caller,
): Promise<{ readonly signedInAt: EpochMillis; readonly endsAt: EpochMillis } | undefined> {
  const [row] = await db`
    select created_at as "signedInAt", created_at + make_interval(days => ${SESSION_DAYS_MAX}) as "endsAt"
    from web_sessions where account_id = ${accountId} and id = ${sessionId ?? null}`;
  return row as { signedInAt: EpochMillis; endsAt: EpochMillis } | undefined;
}

/** Signs out. */
export function endSession(sql: Sql, caller: Caller): Promise<void> {
  return sql.begin(async (tx) => {
    const account = await readAccount(tx, caller.accountId);
    const ended = await tx`
      delete from web_sessions where account_id = ${account.id} and id = ${caller.sessionId ?? null} returning id`;
    if (ended.length > 0)
      await noteAudit({ tx, account }, caller, entryOf('SIGNED_OUT', caller, 'Signed out.'));
  });
}

/** Drops what is over, and so many of the token's own that another has room. */
async function forgetEnded(tx: Tx, { accountId, tokenId }: Caller): Promise<void> {
  await tx`
    delete from web_sessions where account_id = ${accountId} and (
      not (${isGood(tx)}) or id in (
        select id from web_sessions where account_id = ${accountId} and token_id = ${tokenId}
        order by last_used_at desc, id desc offset ${SESSIONS_PER_TOKEN_MAX - 1}))`;
}

function isGood(db: Db) {
  return db`
    last_used_at > now() - make_interval(hours => ${SESSION_IDLE_HOURS}) and created_at > now() - make_interval(days => ${SESSION_DAYS_MAX})`;
}

function entryOf(kind: 'SIGNED_IN' | 'SIGNED_OUT', { tokenId, tokenName }: Caller, summary: string) {
  return { kind, id: tokenId, name: tokenName ?? null, summary };
}
