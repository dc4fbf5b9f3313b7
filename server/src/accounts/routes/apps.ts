import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { type AnswerOf, type App, noContent, notFound, resultsOf } from '../../platform/index.ts';
import type { AccountsService } from '../accounts-service.ts';
import { appAnswer, newAppAnswer } from '../answers.ts';
import { createApp, deleteApp, listApps, type RegisteredApp } from '../apps.ts';
import { nameInput } from './name-input.ts';

/** Redirect URIs that one app has at most. */
const REDIRECT_URIS_MAX = 20;
/** Scopes that one app has at most. */
const APP_SCOPES_MAX = 200;

const config = { scopes: ['millrace.admin'] };

const body = z.strictObject({
  name: nameInput,
  redirectUris: z
    .array(
      z
        .string()
        .max(2_000)
        .refine(isRedirectUri, 'must be an https address, or an http one of localhost, without a fragment'),
    )
    .max(REDIRECT_URIS_MAX)
    .default([]),
  scopes: z
    .array(
      z.string().regex(/^[\w.-]{1,200}$/, 'must be the name of a scope, like "crm.objects.contacts.read"'),
    )
    .min(1)
    .max(APP_SCOPES_MAX)
    .transform((scopes) => [...new Set(scopes)]),
});
const params = z.object({ appId: z.string().regex(/^\d{1,9}$/, 'must be the id of an app') });

/** `/millrace/v1/apps`: the apps that can be let in over OAuth. */
export function appRoutes(app: App, { sql, tokens, secrets }: AccountsService): void {
  const url = '/millrace/v1/apps';

  const list = { summary: 'List apps', response: { 200: resultsOf(appAnswer) } };
  app.get(url, { config, schema: list }, async (request) => ({
    results: (await listApps(sql, request.caller.accountId)).map(answer),
  }));

  const register = {
    summary: 'Register an app; its secret is shown once',
    body,
    response: { 201: newAppAnswer },
  };
  app.post(url, { config, schema: register }, async (request, reply) => {
    const { caller, body } = request;
    const { clientSecret, ...made } = await sql.begin((tx) => createApp(tx, secrets, caller, body));
    return reply.code(201).send({ ...answer(made), clientSecret });
  });

  const remove = { summary: 'Delete an app with its tokens', params, response: noContent };
  app.delete(`${url}/:appId`, { config, schema: remove }, async (request, reply) => {
    const { appId } = request.params;
    const deleted = await deleteApp(sql, request.caller, Number(appId));
    if (!deleted) throw notFound(`There is no app ${appId}.`);
    tokens.forget();
    return reply.code(204).send();
  });
}

function answer({ accountId: _, createdAt, ...app }: RegisteredApp): AnswerOf<typeof appAnswer> {
  return { ...app, id: String(app.id), createdAt: iso(createdAt) };
}

/** Codes travel over it: https, or a program on the person's own machine. */
function isRedirectUri(text: string): boolean {
  const url = URL.parse(text);
  if (!url || /[\s\0#]/.test(text) || url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}
