import { createHash } from 'node:crypto';
import type { AnswerOf, Sql, Tx } from '../../platform/index.ts';
import type { tokenAnswer } from '../answers.ts';
import type { RegisteredApp } from '../apps.ts';
import type { Authenticator } from '../authenticate.ts';
import { newSecret } from '../tokens.ts';
import { oauthRefused, type RefusalCode } from './errors.ts';
import {
  ACCESS_TOKEN_SECONDS,
  findRefreshToken,
  insertAccessToken,
  insertRefreshToken,
  noteExchanged,
  revokeRefreshToken,
  takeCode,
} from './queries.ts';
import { whichApp } from './which-app.ts';

export interface TokenRequest {
  readonly grant_type?: string | undefined;
  readonly client_id?: string | undefined;
  readonly client_secret?: string | undefined;
  readonly code?: string | undefined;
  readonly redirect_uri?: string | undefined;
  readonly code_verifier?: string | undefined;
  readonly refresh_token?: string | undefined;
  readonly scope?: string | undefined;
}

type TokenAnswer = AnswerOf<typeof tokenAnswer>;

const GRANTS = {
  authorization_code: exchangeCode,
  refresh_token: refresh,
  client_credentials: ownCredentials,
} as const;

/**
 * Makes tokens of a code, of a refresh token, or of the app's own credentials. 400 with the original's codes. `tokens` forgets
 * what a code gave that is presented again.
 */
export async function exchange(
  sql: Sql,
  tokens: Pick<Authenticator, 'forget'>,
  request: TokenRequest,
): Promise<TokenAnswer> {
  const grant = Object.entries(GRANTS).find(([type]) => type === request.grant_type)?.[1];
  if (!grant) throw oauthRefused('BAD_GRANT_TYPE');
  // A refused code is used up all the same, so a refusal is not a rollback.
  const outcome = (await sql.begin(async (tx) => {
    const app = await whichApp(tx, request);
    return typeof app === 'string' ? app : grant(tx, app, request);
  })) as TokenAnswer | RefusalCode;
  if (outcome === 'BAD_AUTH_CODE') tokens.forget();
  if (typeof outcome === 'string') throw oauthRefused(outcome);
  return outcome;
}

async function exchangeCode(
  tx: Tx,
  app: RegisteredApp,
  { code = '', redirect_uri, code_verifier = '' }: TokenRequest,
): Promise<TokenAnswer | RefusalCode> {
  const consent = await takeCode(tx, app, code);
  if (!consent) return 'BAD_AUTH_CODE';
  if (consent.used) {
    // The code has a second holder, and either may be the app: its tokens end (OAuth 2.1, 4.1.3).
    if (consent.refreshTokenId !== null)
      await revokeRefreshToken(tx, { accountId: app.accountId, appId: app.id, id: consent.refreshTokenId });
    return 'BAD_AUTH_CODE';
  }
  if (consent.expired) return 'EXPIRED_AUTH_CODE';
  if (consent.redirectUri !== redirect_uri) return 'BAD_REDIRECT_URI';
  const { codeChallenge, scopes } = consent;
  const verified = createHash('sha256').update(code_verifier).digest('base64url');
  if (codeChallenge !== null && codeChallenge !== verified) return 'BAD_CODE_VERIFIER';
  const token = newSecret('ort-mr1');
  const id = await insertRefreshToken(tx, app, token, scopes);
  await noteExchanged(tx, code, id);
  return issue(tx, app, scopes, { token, id });
}

/** The refresh token stays the same, as with the original. */
async function refresh(
  tx: Tx,
  app: RegisteredApp,
  { refresh_token: token = '' }: TokenRequest,
): Promise<TokenAnswer | RefusalCode> {
  const found = await findRefreshToken(tx, token);
  if (found?.accountId !== app.accountId || found.appId !== app.id) return 'BAD_REFRESH_TOKEN';
  return issue(tx, app, found.scopes, { token, id: found.id });
}

/** The app acts for itself, in the account that registered it. */
async function ownCredentials(
  tx: Tx,
  app: RegisteredApp,
  { scope = '' }: TokenRequest,
): Promise<TokenAnswer | RefusalCode> {
  const asked = scope.split(/\s+/).filter((word) => word !== '');
  if (asked.some((each) => !app.scopes.includes(each))) return 'BAD_SCOPE';
  return issue(tx, app, asked.length === 0 ? app.scopes : asked, null);
}

async function issue(
  tx: Tx,
  app: RegisteredApp,
  scopes: readonly string[],
  refreshToken: { readonly token: string; readonly id: string } | null,
): Promise<TokenAnswer> {
  const token = newSecret('oat-mr1');
  await insertAccessToken(tx, app, token, scopes, refreshToken?.id ?? null);
  return {
    token_type: 'bearer',
    token_use: refreshToken ? 'access_token' : 'client_credentials',
    access_token: token,
    ...(refreshToken ? { refresh_token: refreshToken.token } : {}),
    expires_in: ACCESS_TOKEN_SECONDS,
    hub_id: Number(app.accountId),
    scopes,
  };
}
