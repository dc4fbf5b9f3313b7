import { quote } from '@millrace/core/problem';
import { iso } from '@millrace/core/time';
import { z } from 'zod';
import {
  type AnswerOf,
  type App,
  idOf,
  instant,
  invalid,
  noContent,
  notFound,
  resultsOf,
  type Sql,
} from '../../platform/index.ts';
import { accessTokenAnswer, newAccessTokenAnswer } from '../answers.ts';
import type { Authenticator } from '../authenticate.ts';
import { ALL_SCOPES, EVERY_SCOPE, isKnownScope } from '../scopes.ts';
import { listTokens, makeToken, revokeToken, type Token } from '../tokens.ts';
import { nameInput } from './name-input.ts';

const config = { scopes: ['millrace.admin'] };

/** Scopes of one token: more than there are. */
const SCOPES_MAX = 200;

const body = z.strictObject({
  name: nameInput,
  /** A token that may do everything says so. */
  scopes: z.union([z.literal(EVERY_SCOPE), z.array(z.string()).max(SCOPES_MAX)]),
  expiresAt: instant.optional(),
});

/** `/millrace/v1/tokens`: list, create, revoke. */
export function tokenRoutes(app: App, sql: Sql, tokens: Authenticator): void {
  const list = { summary: 'List access tokens', response: { 200: resultsOf(accessTokenAnswer) } };
  app.get('/millrace/v1/tokens', { config, schema: list }, async (request) => ({
    results: (await listTokens(sql, request.caller.accountId)).map(answer),
  }));

  const create = { summary: 'Make an access token', body, response: { 201: newAccessTokenAnswer } };
  app.post('/millrace/v1/tokens', { config, schema: create }, async (request, reply) => {
    const { name, expiresAt } = request.body;
    const scopes = [request.body.scopes].flat();
    refuseUnknown(scopes);
    const { token, ...made } = await makeToken(sql, request.caller, { name, scopes, expiresAt });
    return reply.code(201).send({ ...answer(made), token });
  });

  const params = z.object({ tokenId: idOf('the id of a token') });
  const revoke = { summary: 'Revoke an access token', params, response: noContent };
  app.delete('/millrace/v1/tokens/:tokenId', { config, schema: revoke }, async (request, reply) => {
    const { tokenId } = request.params;
    if (!(await revokeToken(sql, request.caller, tokenId))) throw notFound(`There is no token ${tokenId}.`);
    tokens.forget();
    return reply.code(204).send();
  });
}

function answer({
  createdAt,
  expiresAt,
  lastUsedAt,
  createdBy,
  ...token
}: Token): AnswerOf<typeof accessTokenAnswer> {
  return {
    ...token,
    createdAt: iso(createdAt),
    createdBy,
    expiresAt: expiresAt === null ? null : iso(expiresAt),
    lastUsedAt: lastUsedAt === null ? null : iso(lastUsedAt),
  };
}

function refuseUnknown(scopes: readonly string[]): void {
  const unknown = scopes.flatMap((scope, index) => (isKnownScope(scope) ? [] : [{ scope, index }]));
  if (unknown.length === 0) return;
  throw invalid(
    unknown.map(({ scope, index }) => ({
      path: `scopes[${index}]`,
      code: 'UNKNOWN_SCOPE',
      message: `scopes[${index}] ${quote(scope)} is not a scope of this server; there are ${[EVERY_SCOPE, ...ALL_SCOPES].join(', ')}.`,
    })),
  );
}
