import { quote } from '@millrace/core/problem';
import { z } from 'zod';
import { type App, invalid, notFound, type Sql } from '../../platform/index.ts';
import type { Authenticator } from '../authenticate.ts';
import { ALL_SCOPES } from '../scopes.ts';
import { createToken } from '../tokens.ts';
import { nameInput } from './name-input.ts';

const config = { scopes: ['millrace.admin'] };

/** `/millrace/v1/tokens`: list, create, revoke. */
export function tokenRoutes(app: App, sql: Sql, tokens: Authenticator): void {
  app.get('/millrace/v1/tokens', { config }, async (request) => {
    const results = await sql`
      select id, name, scopes, created_at as "createdAt" from access_tokens
      where account_id = ${request.caller.accountId} and revoked_at is null and app_id is null order by id`;
    return { results: results.map((row) => ({ ...row, createdAt: new Date(row['createdAt'] as number) })) };
  });

  const body = z.strictObject({ name: nameInput, scopes: z.array(z.string()).optional() });
  app.post('/millrace/v1/tokens', { config, schema: { body } }, async (request, reply) => {
    const { name, scopes = ALL_SCOPES } = request.body;
    const unknown = scopes.flatMap((scope, index) => (ALL_SCOPES.includes(scope) ? [] : [{ scope, index }]));
    if (unknown.length > 0) {
      throw invalid(
        unknown.map(({ scope, index }) => ({
          path: `scopes[${index}]`,
          code: 'UNKNOWN_SCOPE',
          message: `scopes[${index}] ${quote(scope)} is not a scope of this server; there are ${ALL_SCOPES.join(', ')}.`,
        })),
      );
    }
    const made = await createToken(sql, request.caller.accountId, name, scopes);
    return reply.code(201).send({ ...made, name, scopes });
  });

  const params = z.object({ tokenId: z.string().regex(/^\d{1,18}$/, 'must be the id of a token') });
  app.delete('/millrace/v1/tokens/:tokenId', { config, schema: { params } }, async (request, reply) => {
    const { tokenId } = request.params;
    const rows = await sql`
      update access_tokens set revoked_at = now()
      where account_id = ${request.caller.accountId} and id = ${tokenId} and revoked_at is null and app_id is null returning id`;
    if (rows.length === 0) throw notFound(`There is no token ${tokenId}.`);
    tokens.forget();
    return reply.code(204).send();
  });
}
