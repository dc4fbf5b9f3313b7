import { z } from 'zod';
import { type App, hostOf, noContent, notFound } from '../../platform/index.ts';
import type { AccountsService } from '../accounts-service.ts';
import { accessTokenInfoAnswer, newerTokenInfoAnswer, refreshTokenInfoAnswer } from '../answers.ts';
import { USER_ID } from '../oauth/introspect.ts';
import { findAccessToken, findRefreshToken, revokeRefreshToken } from '../oauth/queries.ts';

/** Secrets are in the request itself, or it is about one. */
const config = { open: 'secrets' } as const;

const params = z.object({ token: z.string() });
const tokenKey = z.object({ tokenKey: z.string() });

/** Routes by which clients describe tokens and give them back. */
export function oauthRoutes(app: App, { sql, tokens }: AccountsService): void {
  const ofAccess = {
    summary: 'Describe an access token',
    params,
    response: { 200: accessTokenInfoAnswer },
  };
  app.get('/oauth/v1/access-tokens/:token', { config, schema: ofAccess }, async (request) => {
    const { token } = request.params;
    const found = await findAccessToken(sql, token);
    if (!found || found.appId === null)
      throw notFound('The access token is not known here, or it has ended.');
    return {
      token,
      token_type: 'access' as const,
      app_id: found.appId,
      scopes: found.scopes,
      expires_in: found.expiresInSeconds,
      ...whoseTokenIs(found.accountId, hostOf(request)),
    };
  });

  const ofRefresh = {
    summary: 'Describe a refresh token',
    params,
    response: { 200: refreshTokenInfoAnswer },
  };
  app.get('/oauth/v1/refresh-tokens/:token', { config, schema: ofRefresh }, async (request) => {
    const { token } = request.params;
    const found = await findRefreshToken(sql, token);
    if (!found) throw unknownRefreshToken();
    return {
      token,
      token_type: 'refresh' as const,
      client_id: found.clientId,
      scopes: found.scopes,
      ...whoseTokenIs(found.accountId, hostOf(request)),
    };
  });

  const revoke = { summary: 'Revoke a refresh token', params, response: noContent };
  app.delete('/oauth/v1/refresh-tokens/:token', { config, schema: revoke }, async (request, reply) => {
    const found = await findRefreshToken(sql, request.params.token);
    if (!found) throw unknownRefreshToken();
    await sql.begin((tx) => revokeRefreshToken(tx, found));
    tokens.forget();
    return reply.code(204).send();
  });

  const path = '/oauth/v2/private-apps/get/access-token-info';
  const newer = {
    summary: 'Describe an access token, for newer clients',
    body: tokenKey,
    response: { 200: newerTokenInfoAnswer },
  };
  app.post(path, { config, schema: newer }, async (request) => {
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
