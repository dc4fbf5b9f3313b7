import { z } from 'zod';
import { type App, notFound } from '../../platform/index.ts';
import { exchange } from '../oauth/exchange.ts';
import { findAccessToken, findRefreshToken, revokeRefreshToken } from '../oauth/queries.ts';
import type { AccountsService } from './index.ts';

/** Secrets are in the request itself, or it is about one. */
const config = { open: true };

/** There are no people here: whoever holds a token is this user. */
const USER_ID = 1;

const text = z.string().optional();
const tokenRequest = z.object({
  grant_type: text,
  client_id: text,
  client_secret: text,
  code: text,
  redirect_uri: text,
  code_verifier: text,
  refresh_token: text,
  scope: text,
});
const params = z.object({ token: z.string() });
const tokenKey = z.object({ tokenKey: z.string() });

/** Tokens for apps, and what clients ask about tokens. */
export function oauthRoutes(app: App, { sql, tokens }: AccountsService): void {
  const exchangeSchema = { body: tokenRequest.nullish(), querystring: tokenRequest };
  app.post('/oauth/v1/token', { config, schema: exchangeSchema }, async (request, reply) => {
    const answer = await exchange(sql, { ...request.query, ...request.body });
    return reply.headers({ 'cache-control': 'no-store' }).send(answer);
  });

  app.get('/oauth/v1/access-tokens/:token', { config, schema: { params } }, async (request) => {
    const { token } = request.params;
    const found = await findAccessToken(sql, token);
    if (!found || found.appId === null)
      throw notFound('The access token is not known here, or it has ended.');
    return {
      token,
      token_type: 'access',
      app_id: found.appId,
      scopes: found.scopes,
      expires_in: found.expiresInSeconds,
      ...whoseTokenIs(found.accountId, request.host),
    };
  });

  app.get('/oauth/v1/refresh-tokens/:token', { config, schema: { params } }, async (request) => {
    const { token } = request.params;
    const found = await findRefreshToken(sql, token);
    if (!found) throw unknownRefreshToken();
    return {
      token,
      token_type: 'refresh',
      client_id: found.clientId,
      scopes: found.scopes,
      ...whoseTokenIs(found.accountId, request.host),
    };
  });

  app.delete('/oauth/v1/refresh-tokens/:token', { config, schema: { params } }, async (request, reply) => {
    const found = await findRefreshToken(sql, request.params.token);
    if (!found) throw unknownRefreshToken();
    await sql.begin((tx) => revokeRefreshToken(tx, found));
    tokens.forget();
    return reply.code(204).send();
  });

  const path = '/oauth/v2/private-apps/get/access-token-info';
  app.post(path, { config, schema: { body: tokenKey } }, async (request) => {
    const found = await findAccessToken(sql, request.body.tokenKey);
    if (!found) throw notFound('The access token is not known here, or it has ended.');
    const { accountId, appId, id, scopes } = found;
    return { userId: USER_ID, hubId: Number(accountId), appId: appId ?? Number(id), scopes };
  });
}

function whoseTokenIs(accountId: string, host: string) {
  return { hub_id: Number(accountId), hub_domain: host, user_id: USER_ID };
}

function unknownRefreshToken() {
  return notFound('The refresh token is not known here, or it has been revoked.');
}
