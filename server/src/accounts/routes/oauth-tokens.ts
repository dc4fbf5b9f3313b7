import { z } from 'zod';
import { type App, hostOf, noContent } from '../../platform/index.ts';
import type { AccountsService } from '../accounts-service.ts';
import { introspectionAnswer, oauthErrorAnswer, tokenAnswer } from '../answers.ts';
import { oauthRefused } from '../oauth/errors.ts';
import { exchange } from '../oauth/exchange.ts';
import { introspect } from '../oauth/introspect.ts';
import { findRefreshToken, revokeRefreshToken } from '../oauth/queries.ts';
import { whichApp } from '../oauth/which-app.ts';

/** Secrets are in the request itself. */
const config = { open: 'secrets' } as const;

const text = z.string().optional();
const client = { client_id: text, client_secret: text };
const tokenRequest = z.object({
  ...client,
  grant_type: text,
  code: text,
  redirect_uri: text,
  code_verifier: text,
  refresh_token: text,
  scope: text,
});
const aboutToken = z.object({ ...client, token: text, token_type_hint: text });

/** No cache on the way keeps an answer with tokens. */
const headers = { 'cache-control': 'no-store' };

/** Tokens for apps, as forms: made at the older path and at the present one, looked into and revoked at the present one. */
export function oauthTokenRoutes(app: App, { sql, tokens }: AccountsService): void {
  const exchanged = {
    summary: 'Exchange a code or a refresh token for an access token',
    body: tokenRequest.nullish(),
    querystring: tokenRequest,
    response: { 200: tokenAnswer, 400: oauthErrorAnswer },
  };
  for (const path of ['/oauth/v1/token', '/oauth/v3/token']) {
    app.post(path, { config, schema: exchanged }, async (request, reply) => {
      const answer = await exchange(sql, tokens, { ...request.query, ...request.body });
      return reply.headers(headers).send(answer);
    });
  }

  const look = {
    summary: 'Describe a token to its app',
    body: aboutToken,
    response: { 200: introspectionAnswer, 400: oauthErrorAnswer },
  };
  app.post('/oauth/v3/token/introspect', { config, schema: look }, async (request, reply) => {
    const answer = await introspect(sql, request.body, hostOf(request));
    return reply.headers(headers).send(answer);
  });

  // As the standard has it: a token that is not known is as good as revoked.
  const revoke = {
    summary: 'Revoke a refresh token of an app',
    body: aboutToken,
    response: { ...noContent, 400: oauthErrorAnswer },
  };
  app.post('/oauth/v3/token/revoke', { config, schema: revoke }, async (request, reply) => {
    const client = await whichApp(sql, request.body);
    if (typeof client === 'string') throw oauthRefused(client);
    const found = await findRefreshToken(sql, request.body.token ?? '');
    if (found?.appId === client.id && found.accountId === client.accountId) {
      await sql.begin((tx) => revokeRefreshToken(tx, found));
      tokens.forget();
    }
    return reply.code(204).send();
  });
}
