import type { AnswerOf, Sql } from '../../platform/index.ts';
import type { introspectionAnswer } from '../answers.ts';
import { oauthRefused } from './errors.ts';
import { findAccessToken, findRefreshToken } from './queries.ts';
import { type ClientCredentials, whichApp } from './which-app.ts';

/** There are no people here: the holder of any token is this user. */
export const USER_ID = 1;

/**
 * The state of a token, access or refresh, as its app may know it. A token that is not known, has ended, or was given to
 * another app, is not active, and nothing more is said of it.
 */
export async function introspect(
  sql: Sql,
  { token = '', ...shown }: ClientCredentials & { readonly token?: string | undefined },
  domain: string,
): Promise<AnswerOf<typeof introspectionAnswer>> {
  const app = await whichApp(sql, shown);
  if (typeof app === 'string') throw oauthRefused(app);
  const [access, refresh] = await Promise.all([findAccessToken(sql, token), findRefreshToken(sql, token)]);
  const found = access ?? refresh;
  if (!found || found.appId !== app.id || found.accountId !== app.accountId) return { active: false };
  return {
    active: true,
    token,
    token_type: access ? 'bearer' : 'refresh',
    token_use: access ? 'access_token' : 'refresh_token',
    client_id: app.clientId,
    app_id: app.id,
    hub_id: Number(app.accountId),
    hub_domain: domain,
    user_id: USER_ID,
    scopes: found.scopes,
    ...(access ? { expires_in: access.expiresInSeconds, is_private_distribution: false } : {}),
  };
}
