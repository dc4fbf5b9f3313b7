import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type AnswerOf, type App, invalid, noContent, notFound, resultsOf } from '../../platform/index.ts';
import type { AccountsService } from '../accounts-service.ts';
import { secretAnswer } from '../answers.ts';
import { type Secret, secretBody, secretName, sentValue } from '../secrets/secret.ts';
import { deleteSecret, listSecrets, putSecret } from '../secrets/secrets.ts';

const config = { scopes: ['millrace.admin'] };

const params = z.object({ name: secretName });

/** `/millrace/v1/secrets`: what actions say to others to be let in. Values go in and never come out. */
export function secretRoutes(app: App, { sql, secrets }: AccountsService): void {
  const url = '/millrace/v1/secrets';

  const list = { summary: 'List the names of secrets', response: { 200: resultsOf(secretAnswer) } };
  app.get(url, { config, schema: list }, async (request) => ({
    results: (await listSecrets(sql, request.caller.accountId)).map(answer),
  }));

  // The schema of bodies would quote what it refuses.
  const put = {
    summary: 'Store a secret, which is never shown again',
    params,
    response: { 200: secretAnswer },
  };
  app.put(
    `${url}/:name`,
    { config: { ...config, reads: secretBody }, schema: put },
    async ({ caller, params, body }) => {
      const value = sentValue(body);
      if (!value.ok) throw invalid(value.problems);
      const input = { name: params.name, value: value.value, at: 'value' };
      return answer(await sql.begin((tx) => putSecret(tx, secrets, caller, input)));
    },
  );

  const remove = { summary: 'Delete a secret', params, response: noContent };
  app.delete(`${url}/:name`, { config, schema: remove }, async (request, reply) => {
    const { name } = request.params;
    const deleted = await deleteSecret(sql, request.caller, name);
    if (!deleted) throw notFound(`There is no secret ${name}.`);
    return reply.code(204).send();
  });
}

function answer({ name, createdAt, updatedAt, savedBy }: Secret): AnswerOf<typeof secretAnswer> {
  return { name, createdAt: iso(createdAt), updatedAt: iso(updatedAt), savedBy };
}
